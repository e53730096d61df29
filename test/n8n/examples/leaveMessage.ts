import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, holds, matches } from '../check';
import type { Lab } from '../lab';
import { attachmentOf, headerOf, startMailServer } from '../mailServer';
import { itemsOf } from '../n8nApi';
import type { Workflow, WorkflowNode } from '../n8nTypes';
import { sleep, waitFor } from '../waitFor';
import { type Caller, ExampleRun, nodesRun } from './exampleRun';

const FILE = 'leave-a-message.json';
const PROMPT = '/prompts/leave-a-message.wav';
const THANKS = '/prompts/goodbye.wav';
/** A Tuesday in winter, the first and the last minute that are not. */
const OPEN = '2026-11-24T16:59:00';
const CLOSED = ['2026-11-24T07:59:00', '2026-11-24T17:00:00', '2026-11-22T12:00:00'] as const;

/** The answering machine. The callers' names say what time it is for them. */
export async function leaveMessage(lab: Lab): Promise<void> {
	const mailServer = await startMailServer();
	const { mails } = mailServer;
	const smtp = await lab.api.createCredential('smtp', 'Mails', mailServer.login);
	const run = await ExampleRun.start(lab, FILE, {
		nodes: { 'Send Message': { credentials: { smtp } }, 'Open Now': withTimeOfCaller(lab) },
	});
	const { pbx } = run;
	for (const dn of ['101', '102']) pbx.world.behaviours[dn] = { ringMs: 100, answerAfterMs: 400 };
	const mailsOf = ({ from }: Caller) =>
		mails.filter((mail) => headerOf(mail, 'Subject').includes(from));
	const mailOf = async (caller: Caller) =>
		await waitFor('the mail', () => mailsOf(caller)[0], { ms: 20_000 });
	/** Resolves when what the caller says is being recorded. */
	const isRecording = async ({ leg }: Caller) => {
		const path = `/callcontrol/800/participants/${leg}/stream`;
		await waitFor('the recording', () => pbx.journal.requests({ method: 'GET', path }).length > 0, {
			everyMs: 50,
		});
	};
	try {
		await Promise.all([
			run.check('sends what was said until # as a WAV file', async () => {
				const caller = await run.call('+491714000001', CLOSED[0]);
				pbx.media.say(caller.leg, { kind: 'tone', hz: 650 });
				await isRecording(caller);
				await sleep(3_000);
				run.press(caller, '#');
				await run.isOver(caller);
				equal(run.heardWhole(caller), [PROMPT, THANKS], 'what the caller heard');
				run.heardExactly(caller, PROMPT);
				run.wasPaced(caller);

				const mail = await mailOf(caller);
				equal(mail.to, ['office@example.com'], 'to');
				matches(mail.text, /Caller: \+491714000001[^]*Time: 20\d\d-\d\d-\d\d/, 'text');
				const [recording] = itemsOf(await run.execution(caller), 'Record Message');
				equal([recording?.recordingEnd, recording?.endedBy], ['key', '#'], 'end');
				const { name, bytes } = attachmentOf(mail);
				matches(name, /\.wav$/, 'name of the file');
				equal(bytes.toString('latin1', 0, 4), 'RIFF', 'its beginning');
				const seconds = (bytes.length - 44) / 16_000;
				holds(seconds > 2.5 && seconds < 4, `it lasts ${seconds} s`);
				holds(loudness(bytes.subarray(44)) > 1_000, 'nothing is to be heard in it');
			}),
			run.check('sends nothing when nothing was said', async () => {
				const caller = await run.call('+491714000002', CLOSED[1]);
				await run.isOver(caller);
				const execution = await run.execution(caller);
				const [recording] = itemsOf(execution, 'Record Message');
				equal([execution.status, recording?.recordingEnd], ['success', 'silence'], 'end');
				equal(run.heardWhole(caller), [PROMPT, THANKS], 'what the caller heard');
				equal(mailsOf(caller).length, 0, 'mails');
			}),
			run.check('sends what was said by a caller who then hangs up', async () => {
				const caller = await run.call('+491714000003', CLOSED[2]);
				pbx.media.say(caller.leg, { kind: 'tone', hz: 900 });
				await isRecording(caller);
				await sleep(2_500);
				run.hangUp(caller);
				const { bytes } = attachmentOf(await mailOf(caller));
				const seconds = (bytes.length - 44) / 16_000;
				holds(seconds > 2 && seconds < 3.5, `it lasts ${seconds} s`);
			}),
			run.check('sends nothing when the caller hangs up in the prompt', async () => {
				const caller = await run.call('+491714000004', CLOSED[0]);
				await run.hears(caller, PROMPT);
				run.hangUp(caller);
				equal((await run.execution(caller)).status, 'success', 'status');
				equal(mailsOf(caller).length, 0, 'mails');
			}),
			run.check('takes a call in office hours to the queue', async () => {
				const caller = await run.call('+491714000005', OPEN);
				await run.isWith(caller, '820', '101', '102');
				const execution = await run.execution(caller);
				holds(!nodesRun(execution).includes('Ask for a Message'), 'a message was asked for');
				run.hangUp(caller);
			}),
			run.check('asks for a message when the queue cannot take the call', async () => {
				const caller = await run.call('+491714000006', OPEN);
				pbx.faults.add({
					match: { method: 'POST', path: new RegExp(`/participants/${caller.leg}/routeto`) },
					action: { kind: 'status', status: 422 },
					times: Infinity,
				});
				await run.hears(caller, PROMPT);
				run.hangUp(caller);
			}),
		]);
		await run.noStreamIsOpen();
	} finally {
		await run.close();
		await mailServer.close();
	}
}

/** The condition as published, but with a time that the test sets. */
function withTimeOfCaller({ root }: Lab): Partial<WorkflowNode> {
	const { nodes }: Workflow = JSON.parse(readFileSync(join(root, 'examples', FILE), 'utf8'));
	const parameters = JSON.stringify(nodes.find(({ name }) => name === 'Open Now')?.parameters);
	holds(parameters.includes('$now'), 'the condition does not ask for the time');
	return {
		parameters: JSON.parse(
			parameters.replaceAll('$now', 'DateTime.fromISO($json.fromName, { zone: $now.zoneName })'),
		),
	};
}

/** Mean of the samples without their sign. */
function loudness(pcm: Buffer): number {
	let sum = 0;
	for (let at = 0; at + 1 < pcm.length; at += 2) sum += Math.abs(pcm.readInt16LE(at));
	return sum / (pcm.length / 2);
}
