import { equal, matches } from '../check';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import { ExampleRun, nodesRun } from './exampleRun';

const PEOPLE = { max: '+491711234567', erika: '+491721234567', hans: '+491731234567' };
const ALARM = '/prompts/alarm.wav';
const QUESTION = '/prompts/press-1-to-accept.wav';
const THANKS = '/prompts/goodbye.wav';

/** Calls one person after another until somebody presses 1. */
export async function alarmChain(lab: Lab): Promise<void> {
	const { api, server } = lab;
	const key = await api.createCredential('httpHeaderAuth', 'Key of the alarm', {
		name: 'X-Alarm',
		value: 'true',
	});
	const run = await ExampleRun.start(lab, 'call-until-someone-accepts.json', {
		nodes: { Alarm: { credentials: { httpHeaderAuth: key } } },
	});
	const { pbx } = run;
	const alarm = async () => {
		const since = new Date();
		const reply = await fetch(`${server.url}/webhook/3cx-alarm`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-alarm': 'true' },
			body: JSON.stringify({ what: 'Cooling is off' }),
		});
		equal(reply.status, 200, 'status of the webhook');
		return await api.nextExecution(run.workflowId, since, () => true, 90_000);
	};
	/** Everybody who was called from then on, in their order, with the leg of the route point. */
	const calledSince = (count: number) =>
		pbx.calls
			.truth()
			.slice(count)
			.map(({ to, legs }) => ({ to, leg: legs.find(({ dn }) => dn === '800')?.id ?? 0 }));
	try {
		await run.check(
			'goes on after busy and after nobody pressed 1, until one accepts',
			async () => {
				pbx.world.behaviours[PEOPLE.max] = { outcome: 'busy', ringMs: 200 };
				pbx.world.behaviours[PEOPLE.erika] = { ringMs: 200, answerAfterMs: 300 };
				pbx.world.behaviours[PEOPLE.hans] = { ringMs: 200, answerAfterMs: 300, sendsDtmf: '1' };
				const execution = await alarm();
				equal(execution.status, 'success', 'status');
				const [{ acceptedBy, number, round, what } = {}] = itemsOf(execution, 'Accepted');
				equal(
					[acceptedBy, number, round, what],
					['Hans Beispiel', '+49 173 1234567', 1, 'Cooling is off'],
					'who accepted',
				);
				const [max, erika, hans, ...others] = calledSince(0);
				equal([max?.to, erika?.to, hans?.to, others], [...Object.values(PEOPLE), []], 'calls');
				const legOf = (called: typeof erika) => ({ from: '', callid: 0, leg: called?.leg ?? 0 });
				equal(run.heardWhole(legOf(erika)), [ALARM, QUESTION, QUESTION], 'what Erika heard');
				run.heardExactly(legOf(erika), QUESTION);
				run.wasPaced(legOf(erika));
				equal(run.heardWhole(legOf(hans)), [THANKS], 'what Hans heard to the end');
				equal(pbx.calls.list(), [], 'calls left');
			},
		);

		await run.check('fails in words after two rounds without anybody', async () => {
			const before = pbx.calls.truth().length;
			pbx.world.behaviours[PEOPLE.erika] = { outcome: 'reject', ringMs: 200 };
			pbx.world.behaviours[PEOPLE.hans] = { ringMs: 200, answerAfterMs: 300, hangupAfterMs: 800 };
			const execution = await alarm();
			equal(execution.status, 'error', 'status');
			matches(
				execution.data?.resultData?.error?.message,
				/^Nobody accepted the alarm after 6 calls: Cooling is off$/,
				'what n8n shows',
			);
			equal(
				calledSince(before).map(({ to }) => to),
				[...Object.values(PEOPLE), ...Object.values(PEOPLE)],
				'calls',
			);
			equal(nodesRun(execution).includes('Accepted'), false, 'somebody accepted');
			equal(pbx.calls.list(), [], 'calls left');
		});
		await run.noStreamIsOpen();
	} finally {
		await run.close();
	}
}
