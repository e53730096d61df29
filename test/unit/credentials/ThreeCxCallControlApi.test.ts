import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ThreeCxCallControlApi } from '../../../credentials/ThreeCxCallControlApi.credentials';
import { DEFAULT_SECRET } from '../../pbx';
import { pbxWith } from '../shared/n8n/n8nBench';

describe('the credential type', () => {
	const type = new ThreeCxCallControlApi();
	const field = (name: string): INodeProperties | undefined =>
		type.properties.find((property) => property.name === name);

	it('has the names that stand in saved workflows', () => {
		expect(type.name).toBe('threeCxCallControlApi');
		expect(type.displayName).toBe('3CX Call Control API');
		expect(type.properties.map(({ name }) => name)).toEqual([
			'serverUrl',
			'clientId',
			'clientSecret',
			'extension',
			'ignoreSslIssues',
			'webhookSecret',
			'accessToken',
			'accessTokenFor',
		]);
	});

	it.each(['clientSecret', 'webhookSecret', 'accessToken', 'accessTokenFor'])(
		'keeps %s from being shown',
		(name) => {
			expect(field(name)?.typeOptions?.password).toBe(true);
		},
	);

	it('lets n8n renew exactly one field', () => {
		const expirable = type.properties.filter(({ typeOptions }) => typeOptions?.expirable === true);
		expect(expirable).toMatchObject([{ name: 'accessToken', type: 'hidden', default: '' }]);
	});

	it('checks certificates unless the user says otherwise', () => {
		expect(field('ignoreSslIssues')?.default).toBe(false);
	});

	it('has both of its icons', () => {
		const { icon } = type;
		const files = typeof icon === 'object' ? [icon.light, icon.dark] : [];
		expect(files).toHaveLength(2);
		for (const file of files) {
			const path = join(__dirname, '../../../credentials', file.replace(/^file:/, ''));
			expect(existsSync(path)).toBe(true);
		}
	});

	it('mints a token that its own authentication then sends', async () => {
		const pbx = await pbxWith();
		const data = { serverUrl: pbx.url, clientId: '800', clientSecret: DEFAULT_SECRET };
		const helper = { helpers: { httpRequest: async () => await Promise.resolve(undefined) } };

		const minted = await type.preAuthentication.call(helper, data);
		const request = await type.authenticate(
			{ ...data, ...minted },
			{ url: `${pbx.url}/xapi/v1/Defs` },
		);

		expect(request.headers).toEqual({ Authorization: `Bearer ${minted.accessToken}` });
		expect(pbx.journal.mints('800')).toBe(1);
	});

	it('authenticates by a function: an expression fails in the callbacks of a trigger', () => {
		expect(typeof type.authenticate).toBe('function');
	});
});
