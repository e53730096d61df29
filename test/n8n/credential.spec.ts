import { createServer } from 'node:http';
import { equal, holds, matches } from './check';
import { cronRule } from './exampleFile';
import { freePort } from './freePort';
import type { Lab, Spec } from './lab';
import { itemsOf } from './n8nApi';
import type { Json, Workflow } from './n8nTypes';
import { startPbx, type Pbx } from '../pbx';
import { sleep } from './waitFor';

const TYPE = 'threeCxCallControlApi';
const NODE_TYPE = 'n8n-nodes-3cx-call-control.threeCxUpdateOnCallForwarding';

interface Chosen {
	id: string;
	name: string;
}

/** What somebody types into the credential window for one of the PBX's clients. */
function fields(pbx: Pbx, clientId: string, more: Json = {}): Json {
	return {
		serverUrl: pbx.url,
		clientId,
		clientSecret: pbx.world.client(clientId)?.secret ?? 'unknown',
		...more,
	};
}

/** A workflow that sets the number of 999 every two seconds. */
function ticking(name: string, credential: Chosen): Workflow {
	return {
		name,
		nodes: [
			{
				id: 's',
				name: 'Tick',
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				position: [0, 0],
				parameters: cronRule('*/2 * * * * *'),
			},
			{
				id: 'u',
				name: 'Update',
				type: NODE_TYPE,
				typeVersion: 1,
				position: [200, 0],
				parameters: {
					operation: 'update',
					extension: { __rl: true, mode: 'number', value: '999' },
					numberSource: 'number',
					mobileNumber: '+491711234567',
					fallbackNumber: '200',
				},
				credentials: { [TYPE]: credential },
			},
		],
		connections: { Tick: { main: [[{ node: 'Update', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** n8n's own HTTP Request node with our credential chosen under "Predefined Credential Type". */
function plainRequest(url: string, credential: Chosen): Workflow {
	return {
		name: 'Plain request',
		nodes: [
			{
				id: 'm',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'h',
				name: 'Defs',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: {
					url,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: TYPE,
					options: {},
				},
				credentials: { [TYPE]: credential },
			},
		],
		connections: { Start: { main: [[{ node: 'Defs', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** What "Test" says to each mistake; the words must lead to the thing to mend. */
async function wrongInputs({ check, api }: Lab, pbx: Pbx, secure: Pbx): Promise<void> {
	const website = createServer((_request, response) => response.end('<html>Welcome</html>'));
	const port = await freePort();
	await new Promise<void>((resolve) => website.listen(port, '127.0.0.1', resolve));
	const nobody = await freePort();
	const cases: Array<[name: string, data: Json, says: RegExp]> = [
		['no server URL', fields(pbx, 'admin', { serverUrl: '' }), /Server URL/],
		['no client ID', fields(pbx, 'admin', { clientId: '' }), /Client ID/],
		[
			'nobody listens',
			fields(pbx, 'admin', { serverUrl: `http://127.0.0.1:${nobody}` }),
			/reach|refused/i,
		],
		[
			'no such host',
			fields(pbx, 'admin', { serverUrl: 'https://pbx.invalid' }),
			/reach|found|resolve/i,
		],
		[
			'another web server',
			fields(pbx, 'admin', { serverUrl: `http://127.0.0.1:${port}` }),
			/not a 3CX/i,
		],
		['unknown certificate', fields(secure, 'admin'), /certificate/i],
		['wrong client ID', fields(pbx, 'admin', { clientId: 'nobody' }), /client/i],
		['wrong secret', fields(pbx, 'admin', { clientSecret: 'wrong' }), /secret/i],
		['XAPI not ticked', fields(pbx, 'callcontrol-only'), /configuration API/i],
		['role too low', fields(pbx, 'users-role'), /role/i],
		['no licence', fields(pbx, 'nolicence'), /licen|allowed/i],
		['extension not granted', fields(pbx, '800', { extension: '150' }), /150.*granted/i],
	];
	for (const [name, data, says] of cases)
		await check(`credential test: ${name}`, async () => {
			const { status, message } = await api.testCredential(TYPE, data);
			equal(status, 'Error', `status (${message})`);
			matches(message, says, 'message');
			holds(!message.includes(String(data.clientSecret)), 'the message holds the secret');
		});
	website.closeAllConnections();
	website.close();
}

async function rightInputs({ check, api }: Lab, pbx: Pbx, secure: Pbx): Promise<void> {
	const cases: Array<[name: string, data: Json]> = [
		['everything right', fields(pbx, 'admin')],
		['a trailing path is dropped', fields(pbx, 'admin', { serverUrl: `${pbx.url}/webclient/` })],
		['own certificate, told to ignore it', fields(secure, 'admin', { ignoreSslIssues: true })],
		['an extension of the client', fields(pbx, '800', { extension: '101' })],
	];
	for (const [name, data] of cases)
		await check(`credential test: ${name}`, async () => {
			const { status, message } = await api.testCredential(TYPE, data);
			equal(status, 'OK', `status (${message})`);
		});
}

async function sharedToken({ check, api }: Lab, pbx: Pbx): Promise<void> {
	const credential = await api.createCredential(TYPE, 'Shared 3CX', fields(pbx, '800'));
	const ids: string[] = [];
	const since = new Date();
	const before = pbx.journal.mints('800');
	for (const name of ['Ticking one', 'Ticking two']) {
		const { id } = await api.createWorkflow(ticking(name, credential));
		ids.push(id);
		await api.activate(id);
	}

	await check(
		'two workflows run, the credential is tested meanwhile: one token for all',
		async () => {
			for (const id of ids) await api.nextExecution(id, since, (one) => one.status === 'success');
			for (let round = 0; round < 3; round++) {
				// As the editor does it: with the id and the blanked secrets it was given.
				const shown = await api.credentialData(credential.id);
				const { status, message } = await api.testCredential(TYPE, shown, credential.id);
				equal(status, 'OK', `status (${message})`);
				await sleep(2_000);
			}
			for (const id of ids) {
				const all = await api.executions(id);
				holds(all.length >= 3, `only ${all.length} executions`);
				equal(all.filter(({ status }) => status !== 'success').length, 0, 'failed executions');
			}
			// One to begin with, and one more if both workflows started in the same moment.
			const minted = pbx.journal.mints('800') - before;
			holds(minted <= 2, `${minted} tokens were minted`);
		},
	);

	await check('somebody else mints for the same client: both workflows go on', async () => {
		const mints = pbx.journal.mints('800');
		pbx.mintForeignToken('800');
		const after = new Date();
		for (const id of ids) {
			await api.nextExecution(id, after, (one) => one.status === 'success');
			const failed = (await api.executions(id)).filter(({ status }) => status !== 'success');
			equal(failed.length, 0, 'failed executions');
		}
		const more = pbx.journal.mints('800') - mints;
		holds(more <= 2, `${more} tokens were minted after it`);
	});

	for (const id of ids) await api.deactivate(id);

	await check('the HTTP Request node works with the same credential and token', async () => {
		const mints = pbx.journal.mints('800');
		const { id } = await api.createWorkflow(plainRequest(`${pbx.url}/xapi/v1/Defs`, credential));
		for (let round = 0; round < 2; round++) {
			const execution = await api.runManually(id, 'Start');
			equal(execution.status, 'success', `status (${execution.data?.resultData?.error?.message})`);
			matches(JSON.stringify(itemsOf(execution, 'Defs')), /Id|value/, 'the answer');
		}
		holds(pbx.journal.mints('800') - mints <= 1, 'it minted more than once');
	});

	await check('the list of extensions is filled from the PBX and can be searched', async () => {
		const type = (await api.nodeTypes()).find(({ name }) => name === NODE_TYPE);
		const method = JSON.stringify(type?.properties).match(/"searchListMethod":"(\w+)"/)?.[1] ?? '';
		const chosen = { [TYPE]: credential };
		const all = await api.searchList(NODE_TYPE, chosen, 'extension', method);
		holds(
			all.some(({ value }) => value === '999'),
			'999 is not in the list',
		);
		const some = await api.searchList(NODE_TYPE, chosen, 'extension', method, 'Musterm');
		equal(
			some.map(({ value }) => value),
			['101'],
			'what "Musterm" finds',
		);
	});
}

/** The credential as people use it: its test, its token under load, and n8n's own HTTP Request node. */
export const spec: Spec = async (lab) => {
	const pbx = await startPbx();
	const secure = await startPbx({ tls: true });
	try {
		await rightInputs(lab, pbx, secure);
		await wrongInputs(lab, pbx, secure);
		await sharedToken(lab, pbx);
	} finally {
		await pbx.close();
		await secure.close();
	}
};
