import { dnDestination, schedule } from '../../pbx';
import { dummyPath, login, rows, start } from './client';
import { isAtLeast } from '../../pbx/version';

describe('builds', () => {
	it('are compared number by number', () => {
		expect(isAtLeast('20.0.10.1', '20.0.9')).toBe(true);
		expect(isAtLeast('20.0.8.1109', '20.0.9')).toBe(false);
		expect(isAtLeast('20.0.9', '20.0.9')).toBe(true);
	});

	it('replace GetByNumber by the alternate key with 20.0.8', async () => {
		const before = await login(await start({ version: '20.0.7.5' }));
		const after = await login(await start({ version: '20.0.8.1109' }));
		const byFunction = "Users/Pbx.GetByNumber(number='999')?$select=Number";
		const byKey = "Users(Number='999')?$select=Number";
		expect((await before.xapi(byFunction)).json.Number).toBe('999');
		expect((await before.xapi(byKey)).status).toBe(404);
		expect((await after.xapi(byFunction)).status).toBe(404);
		expect((await after.xapi(byKey)).json.Number).toBe('999');
		expect((await before.xapi("Users/Pbx.GetByNumber(number='123')")).status).toBe(404);
		expect((await after.xapi("Users(Number='123')")).status).toBe(404);
	});

	it('know properties only from the build that brought them', async () => {
		const before = await login(await start({ version: '20.0.8.1' }));
		const after = await login(await start({ version: '20.0.9.1' }));
		expect((await before.xapi('Users?$select=AIAgent')).status).toBe(400);
		expect((await after.xapi('Users?$select=AIAgent')).status).toBe(200);
	});

	it('have another shape of forwarding exceptions since 20.0.9', async () => {
		const shapes = await Promise.all(
			['20.0.8.1', '20.0.9.1'].map(async (version) => {
				const pbx = await start({ version });
				pbx.world.user('999').ForwardingExceptions = [
					{
						Id: 7,
						CallType: 'AllCalls',
						Condition: 'BasedOnCallerID',
						Data: '+4930*',
						Destination: dnDestination('Extension', '100'),
						Enabled: true,
						Hours: schedule('AllHours'),
					},
				];
				const client = await login(pbx);
				const answer = await client.xapi(`${dummyPath(pbx)}?$expand=ForwardingExceptions`);
				const [rule] = answer.json.ForwardingExceptions as object[];
				return Object.keys(rule ?? {});
			}),
		);
		expect(shapes[0]).toEqual(['Id', 'CallerId', 'Destination', 'Hours']);
		expect(shapes[1]).toEqual([
			'Id',
			'CallType',
			'Condition',
			'Data',
			'Enabled',
			'Destination',
			'Hours',
		]);
	});

	it('take exceptions in the shape they show', async () => {
		const pbx = await start({ version: '20.0.8.1' });
		const client = await login(pbx);
		const rule = { CallerId: '+4930*', Destination: { To: 'None' }, Hours: { Type: 'AllHours' } };
		const path = dummyPath(pbx);
		expect((await client.write('PATCH', path, { ForwardingExceptions: [rule] })).status).toBe(204);
		expect(pbx.world.user('999').ForwardingExceptions).toEqual([
			expect.objectContaining({ Condition: 'BasedOnCallerID', Data: '+4930*', Enabled: true }),
		]);
		const modern = { ...rule, Condition: 'ForwardAll' };
		expect((await client.write('PATCH', path, { ForwardingExceptions: [modern] })).status).toBe(
			400,
		);
		expect(rows(await client.xapi('Users?$top=1'))).toHaveLength(1);
	});
});
