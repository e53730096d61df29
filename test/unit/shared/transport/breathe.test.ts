import { breathe } from '../../../../nodes/shared/transport';

describe('breathe', () => {
	it('gives each turn of the event loop to one of those who ask', async () => {
		const perTurn: number[] = [];
		let steps = 0;
		const worker = async () => {
			for (let i = 0; i < 5; i++) {
				await breathe();
				steps++;
			}
		};
		const workers = Promise.all(Array.from({ length: 10 }, worker));
		for (let before = 0; steps < 50; before = steps) {
			await new Promise<void>((resolve) => setImmediate(resolve));
			perTurn.push(steps - before);
		}
		await workers;
		expect(Math.max(...perTurn)).toBe(1);
	});

	it('takes turns: nobody is through long before the others', async () => {
		const order: string[] = [];
		const worker = async (name: string) => {
			for (let i = 0; i < 3; i++) {
				await breathe();
				order.push(name);
			}
		};
		await Promise.all([worker('a'), worker('b')]);
		expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
	});
});
