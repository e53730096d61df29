import type { World } from '../../../pbx';
import { dnDestination, externalDestination, schedule, voicemailDestination } from '../../../pbx';
import { OnCallBench } from './onCallRun';

interface Case {
	name: string;
	arrange: (world: World) => void;
	warning: RegExp;
}

/** Things besides the number that keep a call from the person on duty. */
const STOPPERS: readonly Case[] = [
	{
		name: 'a disabled user',
		arrange: (world) => (world.user('999').Enabled = false),
		warning: /999 is disabled/,
	},
	{
		name: 'a user who may only call inside',
		arrange: (world) => (world.user('999').Internal = true),
		warning: /may not call outside/,
	},
	{
		name: 'forwarding to outside forbidden',
		arrange: (world) => (world.general.AllowFwdToExternal = false),
		warning: /does not allow forwarding to outside/,
	},
	{
		name: 'no outbound rule for the number',
		arrange: (world) => {
			for (const rule of world.outboundRules) rule.Prefix = '00800';
		},
		warning: /No outbound rule takes the number/,
	},
	{
		name: 'an exception for all callers',
		arrange: (world) => {
			world.user('999').ForwardingExceptions = [
				{
					Id: 7001,
					CallType: 'AllCalls',
					Condition: 'ForwardAll',
					Data: '',
					Destination: voicemailDestination('999'),
					Enabled: true,
					Hours: schedule('AllHours'),
				},
			];
		},
		warning: /forwarding exception\(s\) of 999 go first/,
	},
];

describe('Update, where something else stops the calls', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
	});
	afterEach(async () => await bench.stop());

	it.each(STOPPERS)(
		'$name: sets the number, warns, and claims no proof',
		async ({ arrange, warning }) => {
			arrange(bench.pbx.world);
			const outcome = await bench.outcome();

			expect(outcome).toMatchObject({ status: 'changed', verified: false });
			expect(outcome.warnings).toContainEqual(expect.stringMatching(warning));
			expect(bench.goesTo).not.toBe('01712345678');
		},
	);

	it('warns of an inbound rule that does not lead here, by emergency number and time of day', async () => {
		const did = bench.pbx.world.inboundRules[0]?.Data ?? '';
		for (const rule of bench.pbx.world.inboundRules) {
			rule.OutOfOfficeHoursDestination = externalDestination('+4930111111');
		}
		const outcome = await bench.outcome({ options: { emergencyNumber: did } });

		expect(did).not.toBe('');
		expect(outcome.warnings).toContainEqual(
			expect.stringMatching(
				/does not ring by way of 999 now: it rings the outside number \+493…11/,
			),
		);
	});

	it('warns when no inbound rule is for the emergency number', async () => {
		const outcome = await bench.outcome({ options: { emergencyNumber: '+49 89 1234' } });
		expect(outcome.warnings).toContainEqual(
			expect.stringContaining('No inbound rule is for the number'),
		);
	});

	it('warns when no inbound rule leads to the extension at all', async () => {
		const outcome = await bench.outcome({ extension: '104', options: { takeOver: true } });
		expect(outcome.warnings).toContainEqual(
			expect.stringContaining('No inbound rule leads to 104'),
		);
	});

	it('says what the role may not see instead of failing', async () => {
		for (const path of ['GeneralSettingsForPbx', 'OutboundRules', 'InboundRules', 'E164Settings']) {
			bench.pbx.faults.add({
				match: { path: `/xapi/v1/${path}` },
				action: { kind: 'status', status: 403 },
				times: 9,
			});
		}
		const outcome = await bench.outcome();

		expect(outcome).toMatchObject({ status: 'changed', verified: true });
		expect(outcome.warnings).toContainEqual(expect.stringContaining('Not checked'));
	});

	it('asks for the surroundings once in five minutes', async () => {
		await bench.run();
		bench.requests();
		bench.clock.advance(4 * 60_000);
		await bench.run();
		expect(bench.requests()).toEqual(['GET Users']);
		bench.clock.advance(2 * 60_000);
		await bench.run();
		expect(bench.requests().sort()).toEqual([
			'GET E164Settings',
			'GET GeneralSettingsForPbx',
			'GET InboundRules',
			'GET OutboundRules',
			'GET Users',
		]);
	});
});

describe('Update, where the forwarding rules lead elsewhere', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
		for (const profile of bench.pbx.world.user('999').ForwardingProfiles) {
			if (profile.AwayRoute) profile.AwayRoute.External = voicemailDestination('999');
			if (profile.AvailableRoute) {
				profile.AvailableRoute.NotRegisteredExternal = voicemailDestination('999');
			}
		}
	});
	afterEach(async () => await bench.stop());

	it('says that calls do not go to the number, and what to do', async () => {
		await expect(bench.run()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(
				/calls to 999 do not go to the number: .*"Available" .*voicemail/,
			),
			description: expect.stringContaining('Take Over All Rules'),
		});
		expect(bench.goesTo).toBe('voicemail 999');
	});

	it('takes over all rules where it is told to', async () => {
		const outcome = await bench.outcome({ options: { takeOver: true } });
		expect(outcome).toMatchObject({ status: 'changed', verified: true });
		for (const { Name } of bench.pbx.world.user('999').ForwardingProfiles) {
			bench.pbx.world.user('999').CurrentProfileName = Name;
			expect(bench.goesTo).toBe('01712345678');
		}
	});

	it('leaves the rules for callers from inside as they are', async () => {
		const inside = () => bench.pbx.whereWouldACallGo('999', { from: 'inside' });
		const before = inside();
		await bench.run({ options: { takeOver: true } });
		expect(inside()).toMatchObject({ kind: before.kind, number: before.number });
	});

	it('leaves callers from inside with the central number, though that is the fallback too', async () => {
		for (const { AwayRoute, AvailableRoute } of bench.pbx.world.user('999').ForwardingProfiles) {
			if (AwayRoute) AwayRoute.Internal = dnDestination('Extension', '200');
			if (AvailableRoute) AvailableRoute.NotRegisteredInternal = dnDestination('Extension', '200');
		}
		const parameters = { fallbackNumber: '200', options: { takeOver: true } };
		for (const mobileNumber of ['', '01712345678']) {
			await bench.run({ ...parameters, mobileNumber });
			const call = bench.pbx.whereWouldACallGo('999', { from: 'inside' });
			expect(call).toMatchObject({ kind: 'extension', number: '200' });
		}
		expect(bench.goesTo).toBe('01712345678');
	});
});

describe('Update, where 3CX shows no forwarding rules', () => {
	it('sets the number, and says that it cannot be checked', async () => {
		const bench = await OnCallBench.start();
		bench.pbx.world.user('999').ForwardingProfiles = [];
		const outcome = await bench.outcome();
		await bench.stop();

		expect(outcome).toMatchObject({ status: 'changed', verified: false, routes: [] });
		expect(outcome.warnings).toContainEqual(expect.stringContaining('cannot be checked'));
	});
});
