import { equal, holds } from '../check';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import type { WorkflowNode } from '../n8nTypes';
import { startPostgres, type Postgres } from '../postgres';
import { ExampleRun, nodesRun } from './exampleRun';

const QUESTION = '/prompts/customer-number.wav';
const UNKNOWN = '/prompts/customer-unknown.wav';
const INVALID = '/prompts/invalid.wav';
const CUSTOMERS = [
	{ number: '471100', name: 'Anna', is_vip: true },
	{ number: '4712', name: 'Bert', is_vip: false },
];
const TABLE = [
	'CREATE TABLE customers (number text PRIMARY KEY, name text, is_vip boolean);',
	...CUSTOMERS.map((row) => `INSERT INTO customers VALUES ('${Object.values(row).join("', '")}');`),
].join('\n');

/** The menu with a database. Where no PostgreSQL is installed, a Code node stands in for its node. */
export async function customerLookup(lab: Lab): Promise<void> {
	const database = await startPostgres(TABLE);
	if (!database) console.log('note  no PostgreSQL here: the lookup is a Code node');
	const run = await ExampleRun.start(lab, 'ivr-customer-lookup.json', {
		nodes: { 'Find Customer': database ? await real(lab, database) : STAND_IN },
	});
	const { pbx } = run;
	for (const dn of ['101', '102']) pbx.world.behaviours[dn] = { ringMs: 100, answerAfterMs: 400 };
	const asked = async (from: string) => {
		const caller = await run.call(from);
		await run.hears(caller, QUESTION);
		return caller;
	};
	try {
		await Promise.all([
			run.check('takes who presses nothing to the queue', async () => {
				const caller = await run.call('+491713000004');
				await run.isWith(caller, '820', '101', '102');
				equal(run.heardWhole(caller), [QUESTION, QUESTION, QUESTION], 'what the caller heard');
				run.heardExactly(caller, QUESTION);
				run.wasPaced(caller);
				run.hangUp(caller);
			}),
			run.check('takes a VIP to the desk, with keys pressed in the prompt', async () => {
				const caller = await asked('+491713000001');
				run.press(caller, '471100#');
				await run.isWith(caller, '101');
				const execution = await run.execution(caller);
				equal(itemsOf(execution, 'Find Customer'), [CUSTOMERS[0]], 'row');
				holds(!nodesRun(execution).includes('To the Queue'), 'the queue got it');
				run.hangUp(caller);
			}),
			run.check('takes another customer to the queue, after a wrong number', async () => {
				const caller = await asked('+491713000002');
				run.press(caller, '12#');
				await run.hears(caller, QUESTION, 2);
				equal(run.heard(caller), [QUESTION, INVALID, QUESTION], 'what the caller heard');
				run.press(caller, '4712#');
				await run.isWith(caller, '820', '101', '102');
				const execution = await run.execution(caller);
				equal(itemsOf(execution, 'Find Customer'), [CUSTOMERS[1]], 'row');
				holds(!nodesRun(execution).includes('To the VIP Desk'), 'the desk was asked');
				run.hangUp(caller);
			}),
			run.check('asks an unknown number three times, then the queue has it', async () => {
				const caller = await asked('+491713000003');
				for (const times of [1, 2, 3]) {
					await run.hears(caller, QUESTION, times);
					run.press(caller, '99999999');
				}
				await run.isWith(caller, '820', '101', '102');
				equal(run.heard(caller).filter((path) => path === UNKNOWN).length, 2, 'times told');
				equal((await run.execution(caller)).status, 'success', 'status');
				run.hangUp(caller);
			}),
			run.check('looks nobody up when the caller hangs up while typing', async () => {
				const caller = await asked('+491713000005');
				run.press(caller, '47');
				run.hangUp(caller);
				const execution = await run.execution(caller);
				equal(execution.status, 'success', 'status');
				equal(nodesRun(execution).sort(), ['Ask for Customer Number', 'Incoming Call'], 'nodes');
			}),
		]);
		if (database) {
			await run.check('takes the call to the queue while the database is down', async () => {
				await database.stop();
				const caller = await asked('+491713000006');
				run.press(caller, '471100#');
				await run.isWith(caller, '820', '101', '102');
				const execution = await run.execution(caller);
				equal(execution.status, 'success', 'status');
				equal(run.heard(caller), [QUESTION], 'what the caller heard');
				holds(!nodesRun(execution).includes('Who Is It'), 'it went on without an answer');
				run.hangUp(caller);
			});
		}
		await run.noStreamIsOpen();
	} finally {
		await run.close();
		await database?.stop();
	}
}

async function real({ api }: Lab, { login }: Postgres): Promise<Partial<WorkflowNode>> {
	return { credentials: { postgres: await api.createCredential('postgres', 'Customers', login) } };
}

const STAND_IN: Partial<WorkflowNode> = {
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `const json = ${JSON.stringify(CUSTOMERS)}.find(({ number }) => number === $input.first().json.dtmfInput); return [{ json: json ?? {} }];`,
	},
};
