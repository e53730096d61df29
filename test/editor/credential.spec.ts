import { createServer, type Server } from 'node:http';

import { equal, matches } from '../n8n/check';
import { freePort } from '../n8n/freePort';
import type { Json } from '../n8n/n8nTypes';
import { DEFAULT_SECRET, startPbx } from '../pbx';
import { CredentialDialog } from './credentialDialog';
import { CREDENTIAL_TYPE, type Lab, type Spec } from './lab';
import { addNode } from './nodeList';

const RIGHT = { clientId: '800', clientSecret: DEFAULT_SECRET, extension: '' };

/** Somebody makes the credential, with every mistake first. */
export const spec: Spec = async (lab) => {
	const secure = await startPbx({ tls: true });
	const website = await startWebsite();
	try {
		await makeCredential(lab, secure.url, website.url);
	} finally {
		await secure.close();
		website.server.close();
	}
};

async function makeCredential(
	{ check, editor, api, pbx, picture }: Lab,
	secureUrl: string,
	websiteUrl: string,
): Promise<void> {
	const right = { ...RIGHT, serverUrl: pbx.url };
	const mistakes: Array<[name: string, data: Json, says: RegExp]> = [
		['nobody listens', { ...right, serverUrl: await deadUrl() }, /cannot be reached.*port/s],
		['the address of a website', { ...right, serverUrl: websiteUrl }, /not a 3CX V20/],
		['a certificate of its own', { ...right, serverUrl: secureUrl }, /certificate/],
		['a wrong secret', { ...right, clientSecret: 'mistyped' }, /"Client ID" or "Client Secret"/],
		['an extension that is not granted', { ...right, extension: '150' }, /150.*not granted/],
		['no configuration API', { ...right, clientId: 'callcontrol-only' }, /Configuration API/],
		['no licence', { ...right, clientId: 'nolicence' }, /licen[cs]e/],
	];
	const dialog = new CredentialDialog(editor);
	const opened = await check('the dialog opens from the panel of a node', async () => {
		await editor.openNewWorkflow();
		await addNode(editor, '3CX Call Receiver');
		await dialog.openNew();
	});
	// Without the dialog every check below would wait for it in vain.
	if (!opened) return;
	for (const [name, data, says] of mistakes)
		await check(`the dialog tells ${name} in our words`, async () => {
			const { message } = await api.testCredential(CREDENTIAL_TYPE, data);
			matches(message, says, 'our answer');
			await dialog.fill(data);
			await dialog.saveAndRead(message);
			await picture(`credential, ${name}`);
		});
	await check('the dialog takes what is right, and the node has the credential', async () => {
		await dialog.fill(right);
		await dialog.saveAndClose();
		await picture('credential, right');
		const chosen = await editor.id('node-credentials-select').locator('input').inputValue();
		matches(chosen, /^3CX Call Control account/, 'credential of the node');
		equal(editor.newComplaints(), [], 'complaints of the page');
	});
}

/** An address at which nobody listens. */
const deadUrl = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;

/** A web server that is no 3CX. */
async function startWebsite(): Promise<{ server: Server; url: string }> {
	const server = createServer((_request, response) => response.end('<html>Welcome</html>'));
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${port}` };
}
