import { OnCallBench } from '../unit/ThreeCxUpdateOnCallForwarding/update/onCallRun';

const ROUNDS = 300;

/** A run without a change against the one bare request that it makes. */
export async function overhead(): Promise<string[]> {
	const bench = await OnCallBench.start();
	await bench.run();
	await bench.run();
	const asked = bench.pbx.journal.requests({ method: 'GET', path: '/xapi/v1/Users' }).at(-1);
	const headers = { Authorization: `Bearer ${String(bench.credential.data.accessToken)}` };
	const url = `${bench.pbx.url}${asked?.url ?? ''}`;
	const time = async (work: () => Promise<unknown>) => {
		for (let i = 0; i < 50; i++) await work();
		const start = performance.now();
		for (let i = 0; i < ROUNDS; i++) await work();
		return (performance.now() - start) / ROUNDS;
	};
	const bare = await time(async () => await (await fetch(url, { headers })).json());
	const ours = await time(async () => await bench.run());
	await bench.stop();
	return [
		'A run without a change against one bare fetch of the same address',
		`  ours ${ours.toFixed(2)} ms, bare ${bare.toFixed(2)} ms, ratio ${(ours / bare).toFixed(2)}`,
	];
}
