import { failureOf } from '../shared/transport/bench';
import { CallBench } from './callBench';
import { underEverySwitch } from './switches';

type State = 'Dialing' | 'Ringing' | 'Connected';
type Deed = readonly [operation: string, parameters?: Record<string, string>];

const ANSWER: Deed = ['answerCall'];
const DIVERT: Deed = ['divertCall', { target: '103' }];
const BLIND: Deed = ['transferCall', { target: '103', transferType: 'blind' }];
const RETURNING: Deed = ['transferCall', { target: '103', transferType: 'returnOnFailure' }];
const ATTACH: Deed = ['attachData', { attachedData: '{"ticket":"4711"}' }];
const HANG_UP: Deed = ['hangupCall'];

/** What may be done with a leg of extension 101 in which state, as 3CX documents it (call-control-api.md §3). */
const TABLE: Record<State, { no: Deed[]; yes: Deed[] }> = {
	Dialing: { no: [ANSWER, DIVERT, BLIND, RETURNING], yes: [ATTACH, HANG_UP] },
	Ringing: { no: [ANSWER, RETURNING], yes: [ATTACH, HANG_UP] },
	Connected: { no: [DIVERT], yes: [ANSWER, ATTACH, HANG_UP] },
};

/** The ID of a call that is in this state at extension 101. */
async function legIn(state: State, bench: CallBench): Promise<string> {
	bench.behave('101', { outcome: 'noanswer' });
	if (state !== 'Dialing') {
		const callId = bench.inbound('101');
		if (state === 'Connected') bench.pbx.calls.answer('101');
		return callId;
	}
	bench.behave('01719999999', { outcome: 'noanswer' });
	bench.pbx.calls.userDials('101', '01719999999');
	const [call] = bench.pbx.calls.list();
	return `call-${call?.callid}-${call?.legs.find(({ dn }) => dn === '101')?.id}`;
}

// Transfers that may be done, and diversions, have tests of their own under every switch.
describe('What may be done with a call', () => {
	it.each(Object.keys(TABLE) as State[])('that is %s, under every switch', async (state) => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const callId = await legIn(state, bench);
			const wishes = { items: [{ callId }] };
			for (const [operation, parameters = {}] of TABLE[state].no) {
				const error = await failureOf(bench.run(operation, parameters, wishes));
				expect(`${operation}: ${String(error)}`).toMatch(
					/outgoing call|direct_control|not answered yet|answered already/,
				);
			}
			// What cannot be is not even asked for.
			expect(bench.requests('POST')).toEqual([]);
			for (const [operation, parameters = {}] of TABLE[state].yes) {
				expect(await bench.outcome(operation, parameters, wishes)).toMatchObject({ success: true });
			}
			await bench.until(() => bench.pbx.calls.list().length === 0);
			await bench.stop();
		});
	});
});
