import { Receiver, type Steering } from '../../../nodes/ThreeCxCallReceiver/receiver';
import type { CallItem } from '../../../nodes/ThreeCxCallReceiver/callItem';
import {
	receiverSettings,
	type ReceiverParameters,
} from '../../../nodes/ThreeCxCallReceiver/settings';
import { ToldCalls } from '../../../nodes/ThreeCxCallReceiver/toldCalls';
import type { Participant } from '../../../nodes/shared/callControl';
import { silentLogger } from '../../../nodes/shared/transport';
import { TestClock } from '../../helpers/testClock';
import { leg, ScriptedWatch } from './scriptedWatch';

const ORDINARY: ReceiverParameters = {
	extension: '800',
	triggerOn: 'inbound',
	autoAnswer: true,
	timeout: 30,
	simplify: true,
	filters: {},
	options: {},
};

class Bench implements Steering {
	readonly routePoint = '800';
	readonly watch = new ScriptedWatch();
	readonly clock = new TestClock();
	readonly told: CallItem[] = [];
	readonly done: string[] = [];
	answerFails = false;
	readonly receiver: Receiver;

	constructor(
		parameters: Partial<ReceiverParameters> = {},
		readonly store: { told?: unknown } = {},
	) {
		this.receiver = new Receiver({
			watch: this.watch,
			steering: this,
			settings: receiverSettings({ ...ORDINARY, ...parameters }, { maxCalls: 10 }),
			told: new ToldCalls(store, () => this.clock.now()),
			clock: this.clock,
			logger: silentLogger,
			emit: (item) => this.told.push(item),
		});
		this.receiver.start();
	}

	async answer({ id }: Participant): Promise<void> {
		this.done.push(`answer ${id}`);
		if (this.answerFails) throw new Error('422');
	}

	async send({ id }: Participant, destination: string): Promise<void> {
		this.done.push(`send ${id} to ${destination}`);
	}

	/** A new call, and whatever follows from it at once. */
	async call(
		fields: Record<string, unknown> = {},
		direction: 'inbound' | 'internal' | 'outbound' = 'inbound',
	) {
		const caller = leg(fields);
		this.watch.set(caller);
		this.watch.say('started', caller, { direction });
		await settled();
		return caller;
	}
}

/** Lets promises that are already decided run. */
async function settled(): Promise<void> {
	for (let i = 0; i < 10; i++) await Promise.resolve();
}

describe('The call receiver', () => {
	it('tells a call on the route point as soon as it is up, flat and in few fields', async () => {
		const bench = new Bench();
		await bench.call();

		expect(bench.told).toEqual([
			{
				callId: 'call-26-25',
				status: 'connected',
				direction: 'inbound',
				fromNumber: '+491711234567',
				fromName: 'Max',
				toNumber: '800',
				extension: '800',
				did: '',
				queue: '',
				fromDn: '10000',
				timestamp: '2026-11-22T18:00:00.000Z',
			},
		]);
	});

	it('gives the participant too where the output is not simplified', async () => {
		const bench = new Bench({ simplify: false });
		const caller = await bench.call();
		expect(bench.told[0]?.participant).toEqual(caller);
	});

	it.each([
		['inbound', ['inbound']],
		['internal', ['internal']],
		['all', ['inbound', 'internal']],
	])('triggers on %s', async (triggerOn, expected) => {
		const bench = new Bench({ triggerOn });
		for (const [i, direction] of (['inbound', 'internal', 'outbound'] as const).entries()) {
			await bench.call({ id: 30 + i, callid: 40 + i }, direction);
		}
		expect(bench.told.map(({ direction }) => direction)).toEqual(expected);
	});

	it.each([
		['the exact caller', { caller: '+49 171-1234567' }, true],
		['the exact caller written with 00', { caller: '0049171 1234567' }, true],
		['another caller', { caller: '+49171' }, false],
		['a prefix', { caller: '+49171', callerMatch: 'prefix' }, true],
		['a pattern', { caller: '^\\+49(171|172)', callerMatch: 'pattern' }, true],
		['a pattern that does not fit', { caller: '^\\+43', callerMatch: 'pattern' }, false],
		['a DID that 3CX does not tell', { did: '+4930123456' }, false],
	])('filters by %s', async (_name, filters, told) => {
		const bench = new Bench({ filters });
		await bench.call();
		expect(bench.told).toHaveLength(told ? 1 : 0);
	});

	it('is not held up by a pattern that would keep a backtracking engine busy for ever', async () => {
		const bench = new Bench({ filters: { caller: '(a+)+$', callerMatch: 'pattern' } });
		await bench.call({ party_caller_id: `${'a'.repeat(5_000)}b` });
		expect(bench.told).toEqual([]);
	});

	it('tells nothing of other extensions', async () => {
		const bench = new Bench();
		await bench.call({ dn: '101' });
		expect(bench.told).toEqual([]);
	});

	it('answers a ringing route point and tells the call when it is up', async () => {
		const bench = new Bench();
		const caller = await bench.call({ status: 'Ringing' });
		expect([bench.done, bench.told]).toEqual([['answer 25'], []]);

		bench.watch.set({ ...caller, status: 'Connected' });
		await settled();
		expect(bench.told).toMatchObject([{ callId: 'call-26-25', status: 'connected' }]);
	});

	it('tells it also when the PBX was faster with answering', async () => {
		const bench = new Bench();
		bench.answerFails = true;
		const caller = await bench.call({ status: 'Ringing' });
		bench.watch.set({ ...caller, status: 'Connected' });
		await settled();
		expect(bench.told).toMatchObject([{ status: 'connected' }]);
	});

	it('says that an extension without direct control cannot be answered, and tells it while it rings', async () => {
		const bench = new Bench({ extension: '101' });
		await bench.call({ dn: '101', status: 'Ringing' });
		expect(bench.done).toEqual([]);
		expect(bench.told).toMatchObject([
			{ status: 'ringing', note: expect.stringContaining('cannot be answered') as string },
		]);
	});

	it('answers a directly controlled device', async () => {
		const bench = new Bench({ extension: '103' });
		await bench.call({ dn: '103', status: 'Ringing', direct_control: true });
		expect(bench.done).toEqual(['answer 25']);
	});

	it('tells a ringing call at once where it must not answer', async () => {
		const bench = new Bench({ autoAnswer: false });
		await bench.call({ status: 'Ringing' });
		expect(bench.told).toMatchObject([{ status: 'ringing' }]);
		expect(bench.done).toEqual([]);
	});

	it('waits no longer than the timeout and says so', async () => {
		const bench = new Bench({ timeout: 20 });
		await bench.call({ status: 'Ringing' });
		bench.clock.advance(19_999);
		await settled();
		expect(bench.told).toEqual([]);
		bench.clock.advance(1);
		await settled();
		expect(bench.told).toMatchObject([{ status: 'timeout' }]);
		expect(bench.clock.waiting).toBe(0);
	});

	it('never tells a call that is over', async () => {
		const bench = new Bench();
		const caller = await bench.call({ status: 'Ringing' });
		bench.watch.drop(caller);
		await settled();
		expect(bench.told).toEqual([]);
		expect(bench.clock.waiting).toBe(0);
	});

	it('tells a call once when a queue rings the same extension again', async () => {
		const bench = new Bench({ autoAnswer: false });
		const first = await bench.call({ status: 'Ringing' });
		bench.watch.say('missed', first);
		bench.clock.advance(30_000);
		await bench.call({ id: 27, status: 'Ringing' });
		expect(bench.told).toHaveLength(1);
	});

	it('tells a later call of the same caller', async () => {
		const bench = new Bench();
		bench.watch.say('ended', await bench.call());
		await bench.call({ id: 27, callid: 28 });
		expect(bench.told).toHaveLength(2);
	});

	it('sends calls beyond the maximum elsewhere, and takes calls again when one has ended', async () => {
		const bench = new Bench({ options: { maxCalls: 1, overflow: '820' } });
		const first = await bench.call();
		await bench.call({ id: 27, callid: 28 });
		expect([bench.told.length, bench.done]).toEqual([1, ['send 27 to 820']]);

		bench.watch.say('ended', first);
		await bench.call({ id: 29, callid: 30 });
		expect(bench.told).toHaveLength(2);
	});

	it('does not tell a call again after a restart of n8n', async () => {
		const store = {};
		await new Bench({}, store).call();
		const afterwards = new Bench({}, store);
		await afterwards.call();
		expect(afterwards.told).toEqual([]);
	});

	it('tells a call whose ids were used before the PBX restarted: when in doubt tell it', async () => {
		const store = {};
		await new Bench({}, store).call();
		const afterwards = new Bench({}, store);
		await afterwards.call({ party_caller_id: '+49172999' });
		expect(afterwards.told).toHaveLength(1);
	});

	it('bears rubbish in the static data', async () => {
		const bench = new Bench({}, { told: [null, 1, { id: 25, callid: 26 }, 'x'] });
		await bench.call();
		expect(bench.told).toHaveLength(1);
	});

	it('stops at once: no listener, no timer, nothing told afterwards', async () => {
		const bench = new Bench();
		const caller = await bench.call({ status: 'Ringing' });
		bench.receiver.close();
		bench.receiver.close();
		bench.watch.set({ ...caller, status: 'Connected' });
		await settled();
		expect(bench.told).toEqual([]);
		expect([bench.watch.listeners.size, bench.clock.waiting]).toEqual([0, 0]);
	});
});

describe('The settings of the call receiver', () => {
	it.each([
		[{ triggerOn: 'sometimes' }, '"Trigger On" is "sometimes"'],
		[{ timeout: 0 }, '"Timeout (Seconds)" is not a number of seconds'],
		[{ timeout: 'soon' }, '"Timeout (Seconds)" is not a number of seconds'],
		[{ options: { maxCalls: 1.5 } }, '"Maximum Calls at Once" is not a whole number'],
		[{ filters: { caller: '(', callerMatch: 'pattern' } }, '"Caller" is no pattern'],
		[{ filters: { caller: 'a'.repeat(300), callerMatch: 'pattern' } }, '"Caller" is no pattern'],
	])('refuses %j by its label', (parameters, message) => {
		const read = () => receiverSettings({ ...ORDINARY, ...parameters }, { maxCalls: 10 });
		expect(read).toThrow(message);
	});

	it('takes the maximum of the environment where none is given', () => {
		expect(receiverSettings(ORDINARY, { maxCalls: 3 }).maxCalls).toBe(3);
	});
});
