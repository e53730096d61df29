import type { IHttpRequestOptions, ILoadOptionsFunctions, INode } from 'n8n-workflow';
import { readCredential } from '../../../../nodes/shared/n8n/credential';
import { parseSettings, type Logger, type PbxAddress } from '../../../../nodes/shared/transport';
import { partial } from '../../../helpers/executeContext';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { startPbx, type Pbx, type PbxOptions } from '../../../pbx';

const running: Pbx[] = [];

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (pbx) => await pbx.close()));
});

/** A simulated PBX that ends with the test. */
export async function pbxWith(options: PbxOptions = {}): Promise<Pbx> {
	const pbx = await startPbx(options);
	running.push(pbx);
	return pbx;
}

export const SETTINGS = parseSettings({}).settings;

export const NODE: INode = {
	id: 'node',
	name: '3CX',
	type: 'n8n-nodes-3cx-call-control.test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Where a credential leads. */
export function addressOf(credential: StoredCredential): PbxAddress {
	return readCredential(credential.read(), SETTINGS).address;
}

/** A credential of the PBX that holds a good token. */
export async function loggedIn(pbx: Pbx): Promise<StoredCredential> {
	const credential = credentialFor(pbx);
	await credential.request({ url: `${pbx.url}/xapi/v1/Defs?$select=Id` });
	pbx.journal.clear();
	return credential;
}

/** A log that is kept. */
export class KeptLog implements Logger {
	readonly lines: string[] = [];
	readonly debug = this.keep('debug');
	readonly info = this.keep('info');
	readonly warn = this.keep('warn');
	readonly error = this.keep('error');

	private keep(level: string) {
		return (message: string, meta?: object) => {
			this.lines.push(`${level} ${message}${meta ? ` ${JSON.stringify(meta)}` : ''}`);
		};
	}
}

/** What n8n hands to a list search, as far as ours uses it. */
export function loadContext(
	credential: StoredCredential,
	more: { logger?: Logger; refuse?: () => Error } = {},
): ILoadOptionsFunctions {
	return partial<ILoadOptionsFunctions>({
		getTimezone: () => 'Europe/Berlin',
		getNode: () => NODE,
		logger: more.logger ?? new KeptLog(),
		helpers: partial<ILoadOptionsFunctions['helpers']>({
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				if (more.refuse) throw more.refuse();
				return await credential.request(options);
			},
		}),
		getCredentials: async () => await Promise.resolve(credential.read()),
	});
}
