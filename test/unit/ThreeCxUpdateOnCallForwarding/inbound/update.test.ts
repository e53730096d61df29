import type { IDataObject } from 'n8n-workflow';
import type { InboundVerdict } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/judgeInbound';
import {
	defaultWorld,
	dnDestination,
	externalDestination,
	voicemailDestination,
	type Holiday,
} from '../../../pbx';
import { OnCallBench } from '../update/onCallRun';

const OPTIONS = { emergencyNumber: '+49 30 123456', person: 'Max Mustermann' };

/** Christmas Eve from noon, in the week that starts on Sunday, 20 December 2026. */
const CHRISTMAS: Holiday = {
	Id: 1,
	Name: 'Weihnachten',
	Group: '',
	HolidayPrompt: '',
	IsRecurrent: true,
	Day: 24,
	Month: 12,
	Year: 2020,
	DayEnd: 26,
	MonthEnd: 12,
	YearEnd: 2020,
	TimeOfStartDate: 'PT12H',
	TimeOfEndDate: 'PT23H59M59S',
};

describe('Update with "Emergency Number (DID)"', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		// A Sunday, at three in the night.
		bench = await OnCallBench.start({}, '2026-12-20T03:00+01:00');
	});
	afterEach(async () => await bench.stop());

	async function told(options: IDataObject = {}): Promise<InboundVerdict & IDataObject> {
		const outcome = await bench.outcome({ options: { ...OPTIONS, ...options } });
		// As the next node gets it.
		const inbound: InboundVerdict & IDataObject = JSON.parse(JSON.stringify(outcome.inbound));
		return inbound;
	}

	/** The rule of the emergency number. */
	function rule() {
		const [first] = bench.pbx.world.inboundRules;
		if (!first) throw new Error('There is no rule');
		return first;
	}

	it('tells in one sentence whom a call rings, and why', async () => {
		const inbound = await told({ timeZone: 'Europe/Berlin' });
		expect(inbound).toMatchObject({
			ok: true,
			did: '+493…56',
			sentence:
				'A call to +493…56 at 03:00 on Sunday, 20 December 2026 rings Max Mustermann (0171…78).',
			warnings: [],
			otherwise: [],
		});
		expect(inbound.steps).toEqual([
			'Inbound rule "Notdienst" of trunk Telefonanbieter',
			'It is outside the hours of the rule: outside the office hours of DEFAULT',
			'Extension 999 (Routing, Notdienst) is in the status "Available"',
			'No phone is registered at 999: the rule "NotRegistered" counts',
			'Outbound rule "Mobil und Inland"',
			'Dialled on trunk Telefonanbieter',
		]);
		expect(JSON.stringify(inbound)).not.toMatch(/123456|2345678/);
	});

	it('tells it in German', async () => {
		const { sentence } = await told({ language: 'de', timeZone: 'Europe/Berlin' });
		expect(sentence).toBe(
			'Ein Anruf an +493…56 am Sonntag, 20. Dezember 2026, um 03:00 Uhr klingelt bei Max Mustermann (0171…78).',
		);
	});

	it('tells the changes of the coming week, and warns of those that lead elsewhere', async () => {
		bench.pbx.world.holidays = [CHRISTMAS];
		rule().OfficeHoursDestination = dnDestination('Extension', '100');
		rule().HolidaysDestination = voicemailDestination('100');
		const inbound = await told({ timeZone: 'Europe/Berlin' });

		expect(inbound.ok).toBe(false);
		expect(inbound.nextDays.map(({ from, ok, goes }) => [from.slice(0, 16), ok, goes])).toEqual([
			['2026-12-20T03:00', true, 'rings whoever is on call, by way of 999'],
			...['21', '22', '23', '24'].flatMap((day) => [
				[
					`2026-12-${day}T09:00`,
					false,
					'rings the phone of Praxis, Empfang (100); if nobody answers there, it goes to the voicemail of Praxis, Empfang (100)',
				],
				...(day === '24'
					? []
					: [[`2026-12-${day}T17:00`, true, 'rings whoever is on call, by way of 999']]),
			]),
			['2026-12-24T12:00', false, 'goes to the voicemail of Praxis, Empfang (100)'],
			['2026-12-27T00:00', true, 'rings whoever is on call, by way of 999'],
		]);
		expect(inbound.warnings).toEqual([
			expect.stringMatching(
				/^From Mon 21 Dec 09:00 to Mon 21 Dec 17:00 calls to the emergency number do not ring/,
			),
			expect.stringMatching(/^From Tue/),
			expect.stringMatching(/^From Wed/),
			'2 more stretches of the coming days are like that',
		]);
	});

	it('warns at once, in the warnings of the run, when a call does not come to the extension', async () => {
		rule().OutOfOfficeHoursDestination = externalDestination('+4930111111');
		const outcome = await bench.outcome({ options: OPTIONS });
		expect(outcome).toMatchObject({ status: 'changed', inbound: { ok: false } });
		expect(outcome.warnings).toContainEqual(
			expect.stringMatching(
				/^A call to the emergency number does not ring by way of 999 now: it rings the outside number \+493…11/,
			),
		);
	});

	it('knows the number that was set a moment ago, though the rest is read once in five minutes', async () => {
		await told();
		bench.requests();
		bench.clock.advance(60_000);
		const outcome = await bench.outcome({
			mobileNumber: '01727654321',
			options: { ...OPTIONS, person: 'Erika' },
		});
		expect(outcome.inbound).toMatchObject({ sentence: expect.stringContaining('Erika (0172…21)') });
		// The token has run out by then.
		const asked = bench.requests().filter((request) => request !== 'GET Defs');
		expect(new Set(asked)).toEqual(new Set(['GET Users', 'PATCH Users']));
	});

	it('asks for little, whatever the size of the PBX', async () => {
		await bench.stop();
		bench = await OnCallBench.start({ world: defaultWorld({ users: 400 }) });
		await told();
		expect(bench.requests().sort()).toEqual([
			// One of them for the token.
			'GET Defs',
			'GET Defs',
			'GET E164Settings',
			'GET GeneralSettingsForPbx',
			'GET Groups',
			'GET Holidays',
			'GET InboundRules',
			'GET OfficeHours',
			'GET OutboundRules',
			'GET SystemStatus',
			'GET Trunks',
			// Twice for the push, once for where the rules lead.
			'GET Users',
			'GET Users',
			'GET Users',
			'PATCH Users',
		]);
	});

	it('says what a trunk, channels and rules for some callers do to the calls', async () => {
		const { world } = bench.pbx;
		const [trunk] = world.trunks;
		if (!trunk) throw new Error('There is no trunk');
		trunk.SimultaneousCalls = 1;
		world.system.maxSimCalls = 1;
		world.inboundRules.push({
			...rule(),
			Id: 9001,
			RuleName: 'Lieferant',
			Condition: 'BasedOnCallerID',
			Data: '+4917*',
			OfficeHoursDestination: dnDestination('Extension', '100'),
		});
		const { warnings, ok } = await told();
		expect(ok).toBe(true);
		expect(warnings).toEqual([
			'The inbound rule "Lieferant" goes first and sends some callers elsewhere',
			'The trunk Telefonanbieter takes one call at once; a forwarded call presumably needs two',
			'At the last look 0 of the 1 calls of the licence were going on; a forwarded call presumably needs two',
		]);

		trunk.IsOnline = false;
		bench.clock.advance(6 * 60_000);
		expect(await told()).toMatchObject({
			ok: false,
			sentence: expect.stringContaining('does not get through: the trunk Telefonanbieter is not'),
		});
	});

	it('says what is not known: an IVR, a script, phones that may or may not be answered', async () => {
		const { world } = bench.pbx;
		rule().OutOfOfficeHoursDestination = dnDestination('IVR', '810');
		const [ivr] = world.receptionists;
		Object.assign(ivr ?? {}, { TimeoutForwardType: 'Extension', TimeoutForwardDN: '999' });
		const first = await told();
		expect(first).toMatchObject({ ok: false });
		expect(first.sentence).toMatch(
			/hears the IVR Ansage \(810\), and what the caller presses decides; without a key it rings Max Mustermann \(0171…78\)\.$/,
		);
		expect(first.otherwise).toContainEqual(
			expect.stringMatching(/^if the caller presses 1, and if nobody answers in the queue 820/),
		);

		Object.assign(ivr ?? {}, { IVRType: 'ScriptBased' });
		bench.clock.advance(6 * 60_000);
		expect((await told()).sentence).toMatch(/goes where 3CX does not show: a script decides/);
	});

	it('goes on with what the client may not read, and names it', async () => {
		for (const path of ['OfficeHours', 'Groups', 'Holidays', 'Trunks', 'SystemStatus', 'Defs']) {
			bench.pbx.faults.add({
				match: { path: `/xapi/v1/${path}` },
				action: { kind: 'status', status: 403 },
				times: 9,
			});
		}
		const inbound = await told();
		expect(inbound.sentence).toMatch(/presumably rings Max Mustermann/);
		expect(inbound.warnings).toContainEqual(
			expect.stringMatching(/Not checked, .*: .*office hours, .*trunks/),
		);
	});

	it.each(['20.0.4.376', '20.0.8.1109'])('works on the build %s', async (version) => {
		await bench.stop();
		bench = await OnCallBench.start({ version }, '2026-12-25T11:00+01:00');
		bench.pbx.world.holidays = [CHRISTMAS];
		rule().HolidaysDestination = voicemailDestination('100');
		const { sentence, warnings } = await told();
		expect(sentence).toMatch(/goes to the voicemail of Praxis, Empfang \(100\)\.$/);
		expect(warnings).not.toContainEqual(expect.stringContaining('Not checked'));
	});

	it('is silent without such a number, and where the checks are off', async () => {
		expect(await bench.outcome()).not.toHaveProperty('inbound');
		expect(await bench.outcome({ options: { ...OPTIONS, checks: false } })).not.toHaveProperty(
			'inbound',
		);
	});

	it('does not fail the run when the rest of 3CX cannot be read', async () => {
		bench.pbx.faults.add({
			match: { path: '/xapi/v1/Groups' },
			action: { kind: 'status', status: 500 },
			times: 99,
		});
		const outcome = await bench.outcome({ options: OPTIONS });
		expect(outcome).toMatchObject({ status: 'changed', verified: true });
		expect(outcome.warnings).toContainEqual(
			expect.stringMatching(/^Where calls to the emergency number go could not be read: /),
		);
		expect(bench.goesTo).toBe('01712345678');
	});
});
