import { equal, holds } from '../check';
import { startInbox } from '../inbox';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import type { Json, WorkflowNode } from '../n8nTypes';
import { startPostgres } from '../postgres';
import { changed } from './changed';
import { type Caller, ExampleRun, nodesRun } from './exampleRun';

const FILE = 'crm-lookup.json';
const ANNA = { number: 'K-1', name: "Anna O'Neill", note: 'waits for an offer' };
const BERT = { number: 'K-2', name: 'Bert', note: '' };
const HEAD_OFFICE = { number: 'K-3', name: 'Muster GmbH, Berlin', note: 'pays late' };
const TABLE = [
	'CREATE TABLE customers (number text PRIMARY KEY, name text, phone text, note text);',
	"INSERT INTO customers VALUES ('K-1', 'Anna O''Neill', '030 / 81 72-001', 'waits for an offer');",
	"INSERT INTO customers VALUES ('K-2', 'Bert', '+43 (0)1 8172002', '');",
	"INSERT INTO customers VALUES ('K-4', 'Muster GmbH, Bonn', '0049 30 8172003', '');",
	"INSERT INTO customers VALUES ('K-3', 'Muster GmbH, Berlin', '+49 (0)30 8172003', 'pays late');",
	"INSERT INTO customers VALUES ('K-5', 'No phone', NULL, '');",
	"INSERT INTO customers VALUES ('K-6', 'An extension', '101', '');",
].join('\n');
const QUEUE = ['820', '101', '102'];

/** The CRM: whoever calls is looked up in a real PostgreSQL; where none is installed, a Code node stands in. */
export async function crmLookup(lab: Lab): Promise<void> {
	const database = await startPostgres(TABLE);
	if (!database) console.log('note  no PostgreSQL here: the lookup is a Code node');
	const inbox = await startInbox();
	const findCustomer: Partial<WorkflowNode> = database
		? {
				credentials: { postgres: await lab.api.createCredential('postgres', FILE, database.login) },
			}
		: STAND_IN;
	const run = await ExampleRun.start(lab, FILE, {
		nodes: {
			'Find Customer': findCustomer,
			'Screen Pop': changed(lab.root, FILE, 'Screen Pop', { url: inbox.url }),
		},
	});
	const { journal, world } = run.pbx;
	for (const dn of ['101', '102']) world.behaviours[dn] = { ringMs: 100, answerAfterMs: 400 };
	/** What 3CX got to show to whoever takes the call. */
	const attached = ({ leg }: Caller): unknown => {
		const path = `/callcontrol/800/participants/${leg}/attach_party_data`;
		return (journal.requests({ path })[0]?.body as Json | undefined)?.attacheddata;
	};
	const popsOf = ({ from }: Caller) =>
		inbox.messages.filter(({ fromNumber }) => fromNumber === from);
	/** A call that gets to the queue and is over. */
	const served = async (from: string) => {
		const caller = await run.call(from);
		await run.isWith(caller, ...QUEUE);
		run.hangUp(caller);
		const execution = await run.execution(caller);
		equal(execution.status, 'success', 'status');
		return { caller, execution };
	};
	const isServedAs = async (from: string, customer: Json) => {
		const { caller } = await served(from);
		const note = [customer.name, customer.note].filter(Boolean).join(': ');
		const callId = `call-${caller.callid}-${caller.leg}`;
		equal(
			attached(caller),
			{ public_call_screening: note, customer_number: customer.number },
			'what is attached',
		);
		equal(popsOf(caller), [{ callId, fromNumber: from, customer }], 'on the screen');
	};
	const isServedUnknown = async (from: string, looksUp: boolean) => {
		const { caller, execution } = await served(from);
		equal(nodesRun(execution).includes('Find Customer'), looksUp, 'is looked up');
		equal([attached(caller), popsOf(caller)], [undefined, []], 'attached and on the screen');
	};
	try {
		await Promise.all([
			run.check('knows a customer however the trunk writes the number', async () => {
				for (const from of ['+49308172001', '0049308172001', '0308172001', '49308172001'])
					await isServedAs(from, { ...ANNA, matches: 1 });
			}),
			run.check('knows customers abroad, and two with one number', async () => {
				await isServedAs('004318172002', { ...BERT, matches: 1 });
				await isServedAs('+49308172003', { ...HEAD_OFFICE, matches: 2 });
			}),
			run.check('takes unknown callers and those without a number to the queue', async () => {
				await isServedUnknown('+49308172009', true);
				// The same last digits, in another town.
				await isServedUnknown('+49408172001', true);
				await isServedUnknown('Anonymous', false);
				await isServedUnknown('150', false);
			}),
			run.check('takes SQL for what it is: no number of a customer', async () => {
				await isServedUnknown("0308172009'; DROP TABLE customers; --", true);
				await isServedUnknown("' OR '1'='1", false);
			}),
		]);

		await run.check('does not keep the caller waiting for a CRM that does not answer', async () => {
			inbox.isHanging = true;
			await isServedAs('+49 30 8172001', { ...ANNA, matches: 1 });
			inbox.isHanging = false;
		});

		if (database) {
			await run.check('takes the call to the queue while the database is down', async () => {
				await database.stop();
				const { caller, execution } = await served('+49-30-8172001');
				holds(!nodesRun(execution).includes('Known'), 'it went on without an answer');
				equal(itemsOf(execution, 'Find Customer'), [], 'rows');
				equal(popsOf(caller), [], 'on the screen');
			});
		}

		await run.check('says so and ends the call when nobody can be reached', async () => {
			run.pbx.faults.add({
				match: { method: 'POST', path: /routeto|transferto/ },
				action: { kind: 'status', status: 422 },
				times: Infinity,
			});
			const caller = await run.call('Anonymous');
			await run.isOver(caller);
			equal(run.heardWhole(caller), ['/prompts/nobody-available.wav'], 'what the caller heard');
		});
	} finally {
		await run.close();
		await inbox.close();
		await database?.stop();
	}
}

const BY_DIGITS: Record<string, Json> = {
	'49308172001': { ...ANNA, matches: 1 },
	'4318172002': { ...BERT, matches: 1 },
	'49308172003': { ...HEAD_OFFICE, matches: 2 },
};

const STAND_IN: Partial<WorkflowNode> = {
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `return [{ json: ${JSON.stringify(BY_DIGITS)}[$json.digits] ?? {} }];`,
	},
};
