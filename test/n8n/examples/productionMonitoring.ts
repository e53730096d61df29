import { startChat } from '../chatServer';
import { equal } from '../check';
import type { Lab } from '../lab';
import { waitFor } from '../waitFor';
import { changed, parametersOf } from './changed';
import { ExampleRun } from './exampleRun';

const FILE = 'production-monitoring.json';
const TRUNK = 'trunk Telefonanbieter (10000)';
const EVENTS = 'the connection for events of calls';

/** What goes wrong with a PBX and comes right again: a line for each. */
export async function productionMonitoring(lab: Lab): Promise<void> {
	const { root } = lab;
	const chat = await startChat();
	const run = await ExampleRun.start(lab, FILE, {
		nodes: {
			'Monitor 3CX': changed(root, FILE, 'Monitor 3CX', { systemInterval: 10, batchSeconds: 1 }),
			'Send Message': changed(root, FILE, 'Send Message', { url: chat.url }),
		},
	});
	const { pbx } = run;
	const { journal, records } = pbx;
	const lines = () => chat.texts.flatMap((text) => text.split('\n'));
	/** The lines that something leads to, in no order: what is read at the same time has none. */
	const leadsTo = async (happens: () => unknown, wanted: Array<string | RegExp>) => {
		const before = lines().length;
		await happens();
		const news = () => lines().slice(before);
		await waitFor(
			`${wanted.length} lines, not ${JSON.stringify(news())}`,
			() => news().length >= wanted.length,
			{ ms: 45_000 },
		);
		const fits = (line: string, one: string | RegExp) =>
			typeof one === 'string' ? line === one : one.test(line);
		const other = news().filter((line) => !wanted.some((one) => fits(line, one)));
		const missing = wanted.filter((one) => !news().some((line) => fits(line, one)));
		equal([other, missing, news().length], [[], [], wanted.length], 'lines that differ');
	};
	try {
		await run.check(
			'says nothing while all is well, and looks every minute as published',
			async () => {
				const { systemInterval, batchSeconds } = parametersOf(root, FILE, 'Monitor 3CX');
				equal([systemInterval, batchSeconds], [60, 10], 'seconds');
				await waitFor('a look at the event log', () => journal.requests({ path: /EventLogs/ })[0]);
				equal(chat.texts, [], 'messages');
			},
		);

		await run.check(
			'tells that a trunk and a service are down, also when the chat was',
			async () => {
				chat.refuse(1);
				await leadsTo(() => {
					records.setTrunk(false);
					records.setService('Queue', false);
				}, [
					`🚨 3CX: ${TRUNK} is down`,
					'⚠️ 3CX: The service "3CX PhoneSystem Queue Manager" of 3CX has stopped',
					// 3CX writes both into its event log.
					'⚠️ 3CX: Trunk 10000 is not registered',
					'⚠️ 3CX: Service 3CXQueueManager01 was stopped',
				]);
				equal(chat.refused, 1, 'refused messages');
			},
		);

		await run.check(
			'tells that the trunk is up again, and a new error without its calls for all',
			async () => {
				await leadsTo(() => {
					records.setTrunk(true);
					records.setService('Queue', true);
					records.addEvent('Blocked <!channel> %1$s', 'Error', ['198.51.100.7']);
				}, [
					new RegExp(`^✅ 3CX: trunk Telefonanbieter \\(10000\\) is up again, after \\d+ s$`, 'u'),
					'⚠️ 3CX: Blocked !channel 198.51.100.7',
				]);
			},
		);

		await run.check('tells that 3CX is away, and that it is there again', async () => {
			await leadsTo(
				async () => await pbx.stop(),
				[
					`🚨 3CX: ${EVENTS} is lost; n8n goes on trying`,
					'🚨 3CX: the connection is lost; n8n goes on trying',
				],
			);
			await leadsTo(
				async () => await pbx.start(),
				[`✅ 3CX: ${EVENTS} is there again`, '✅ 3CX: the connection is there again'],
			);
			equal(lines().length, 10, 'lines in all');
		});
	} finally {
		await run.close();
		await chat.close();
	}
}
