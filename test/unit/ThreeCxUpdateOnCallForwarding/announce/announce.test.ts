import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import {
	judgeHandOver,
	type Held,
	type Holder,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/announce/handOver';
import type { TestParameters } from '../../../helpers/executeContext';
import { OnCallBench } from '../update/onCallRun';

const MAX = { person: 'Max Mustermann', mobileNumber: '0171-2345678' };
const ERIKA = { person: 'Erika Muster', mobileNumber: '0172-7654321' };
const NOBODY = { person: '', mobileNumber: '' };
const MAX_SHIFT = { name: 'Max', mobile: '0171-2345678', from: '2026-11-22', to: '2026-11-22' };

/** One run with a person on duty. */
const duty = (
	{ person, mobileNumber }: { person: string; mobileNumber: string },
	options: IDataObject = {},
): TestParameters => ({ mobileNumber, fallbackNumber: '200', options: { person, ...options } });

describe('Announcements', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
	});
	afterEach(async () => await bench.stop());

	const told = async (...args: Parameters<OnCallBench['outcome']>) => {
		const { announcements } = await bench.outcome(...args);
		return announcements as Array<{ kind: string; to: string; person: string; text: string }>;
	};
	const kinds = async (...args: Parameters<OnCallBench['outcome']>) =>
		(await told(...args)).map(({ kind, to }) => `${kind} ${to}`);

	it('tell the person coming and the person leaving, once', async () => {
		await bench.run(duty(MAX));
		expect(await told(duty(ERIKA))).toEqual([
			{
				kind: 'coming',
				to: '+491727654321',
				person: 'Erika Muster',
				text: 'Hello Erika Muster, you are on call now for Routing, Notdienst. Calls go to your number +491727654321.',
			},
			{
				kind: 'leaving',
				to: '+491712345678',
				person: 'Max Mustermann',
				text: 'Hello Max Mustermann, your duty for Routing, Notdienst is over. Erika Muster has taken over.',
			},
		]);
		expect(await told(duty(ERIKA))).toEqual([]);
		bench.restartN8n();
		expect(await told(duty(ERIKA))).toEqual([]);
	});

	it('go by the number in 3CX, the first time, to whomever it belongs', async () => {
		expect(await told(duty(MAX))).toMatchObject([
			{ kind: 'coming', to: '+491712345678' },
			{
				kind: 'leaving',
				to: '+491700000000',
				person: '',
				text: expect.stringMatching(/^Hello, your duty/),
			},
		]);
	});

	it('are in German where that is wanted, with the line as people call it and the end of the duty', async () => {
		await bench.run(duty(ERIKA));
		const german = {
			numberSource: 'plan',
			fallbackNumber: '200',
			options: { language: 'de', emergencyNumber: '+49 30 1234560' },
		};
		expect(await told(german, { items: [MAX_SHIFT] })).toMatchObject([
			{
				text: 'Guten Tag Max, Sie haben jetzt Bereitschaft für +49 30 1234560 bis Mo 23.11. 00:00 Uhr. Anrufe gehen an Ihre Nummer +491712345678.',
			},
			{
				text: 'Guten Tag Erika Muster, Ihre Bereitschaft für +49 30 1234560 ist beendet. Max hat übernommen.',
			},
		]);
		bench.clock.advance(24 * 3_600_000);
		expect(await told(german, { items: [MAX_SHIFT] })).toEqual([
			{
				kind: 'leaving',
				to: '+491712345678',
				person: 'Max',
				text: 'Guten Tag Max, Ihre Bereitschaft für +49 30 1234560 ist beendet. Die Zentrale hat übernommen.',
			},
		]);
	});

	it('take the words of the user, and leave braces alone that mean nothing', async () => {
		await bench.run(duty(MAX));
		const words = {
			comingText: '{person} {number} {line} {extension} {until} {other} {nonsense} {constructor}',
			leavingText: 'Danke, {person}!',
		};
		expect((await told(duty(ERIKA, words))).map(({ text }) => text)).toEqual([
			'Erika Muster +491727654321 Routing, Notdienst 999 Max Mustermann {nonsense} {constructor}',
			'Danke, Max Mustermann!',
		]);
	});

	it('say nothing to the central number, which is nobody', async () => {
		await bench.run(duty(MAX));
		expect(await kinds(duty(NOBODY))).toEqual(['leaving +491712345678']);
		expect(await kinds(duty(NOBODY))).toEqual([]);
		expect(await kinds(duty(ERIKA))).toEqual(['coming +491727654321']);
	});

	it('are not made of a new number of the same person', async () => {
		await bench.run(duty(MAX));
		expect(await kinds(duty({ ...MAX, mobileNumber: '0173-1111111' }))).toEqual([]);
		expect(await kinds(duty(ERIKA))).toEqual(['coming +491727654321', 'leaving +491731111111']);
	});

	it('are not made of a number that somebody changed by hand in 3CX', async () => {
		await bench.run(duty(MAX));
		bench.pbx.world.user('999').Mobile = '+4930999999';
		const outcome = await bench.outcome(duty(MAX));
		expect(outcome).toMatchObject({ status: 'changed', announcements: [] });
	});

	it('know who takes over a phone that is handed on', async () => {
		await bench.run(duty(MAX));
		expect(await kinds(duty({ ...ERIKA, mobileNumber: MAX.mobileNumber }))).toEqual([
			'coming +491712345678',
			'leaving +491712345678',
		]);
	});

	it('wait until calls really go there', async () => {
		await bench.run(duty(MAX));
		bench.pbx.faults.add({
			match: { method: 'PATCH', path: '/xapi/v1/Users' },
			action: { kind: 'status', status: 403 },
			times: Infinity,
		});
		expect(await kinds(duty(ERIKA))).toEqual([]);
		bench.pbx.faults.clear();
		expect(await kinds(duty(ERIKA))).toEqual(['coming +491727654321', 'leaving +491712345678']);

		const user = bench.pbx.world.user('999');
		const profiles = structuredClone(user.ForwardingProfiles);
		for (const { AwayRoute, AvailableRoute } of user.ForwardingProfiles) {
			for (const route of [AwayRoute?.External, AvailableRoute?.NotRegisteredExternal]) {
				if (route) Object.assign(route, { To: 'VoiceMail', External: '', mobile: false });
			}
		}
		expect(await bench.outcome(duty(MAX))).toMatchObject({
			status: 'notForwarding',
			announcements: [],
		});
		bench.restartN8n();
		user.ForwardingProfiles = profiles;
		expect(await kinds(duty(MAX))).toEqual(['coming +491712345678', 'leaving +491727654321']);
	});

	it('come from one n8n where two push at once', async () => {
		await bench.run(duty(MAX));
		const first = bench.staticData;
		const both = await Promise.all([kinds(duty(ERIKA)), kinds(duty(ERIKA))]);
		expect(both.flat()).toHaveLength(2);
		// Another machine, with a memory of its own.
		bench.restartN8n();
		bench.staticData = first;
		expect(await kinds(duty(ERIKA))).toEqual([]);
		expect(await kinds(duty(MAX))).toEqual(['coming +491712345678', 'leaving +491727654321']);
	});

	it('come of a run by hand that changed the number, which leaves no memory', async () => {
		await bench.run(duty(MAX));
		const before = bench.staticData;
		expect(await kinds(duty(ERIKA), { mode: 'manual' })).toHaveLength(2);
		expect(bench.staticData).toBe(before);
	});

	it('are not made by a dry run', async () => {
		await bench.run(duty(MAX));
		const before = bench.staticData;
		expect(await kinds(duty(ERIKA, { dryRun: true }))).toEqual([]);
		expect(bench.staticData).toBe(before);
	});

	it('show no number where numbers are masked, nor keep one', async () => {
		await bench.run(duty(MAX, { maskNumbers: true }));
		const { announcements } = await bench.outcome(duty(ERIKA, { maskNumbers: true }));
		expect(announcements).toMatchObject([{ to: '+491…21' }, { to: '+491…78' }]);
		expect(JSON.stringify(announcements) + bench.staticData).not.toMatch(/2345678|7654321/);
	});

	it('name a language that there is not', async () => {
		expect(await bench.outcome(duty(MAX, { language: 'fr' }))).toMatchObject({
			status: 'failed',
			message: '"Language" is "fr"',
		});
	});
});

describe('A hand-over', () => {
	const rules = { defaultCountry: 'DE' };
	const holder: fc.Arbitrary<Holder> = fc.record({
		person: fc.constantFrom('', 'A', 'B', 'C'),
		number: fc.constantFrom('+491711111111', '+491722222222', '+491733333333'),
		isPerson: fc.boolean(),
	});

	it('of one n8n with a PBX that nobody else touches tells each change of person once', () => {
		const run = fc.record({ now: holder, isFine: fc.boolean() });
		fc.assert(
			fc.property(holder, fc.array(run, { maxLength: 30 }), (first, runs) => {
				let held: Held | undefined = { ...first, pending: false };
				let inPbx = first;
				let toldLast = first;
				for (const { now, isFine } of runs) {
					const changed = now.number !== inPbx.number;
					const judged = judgeHandOver(held, { now, previous: inPbx, changed, isFine }, rules);
					({ held } = judged);
					inPbx = now;
					if (!isFine) {
						expect(judged.handOver).toBeUndefined();
						continue;
					}
					const named = toldLast.person !== '' && now.person !== '';
					const isSame =
						toldLast.isPerson === now.isPerson &&
						(!now.isPerson ||
							(named ? toldLast.person === now.person : toldLast.number === now.number));
					expect(judged.handOver === undefined).toBe(isSame);
					expect(judged.handOver?.coming).toEqual(isSame || !now.isPerson ? undefined : now);
					toldLast = now;
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('The audit row of a run', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
	});
	afterEach(async () => await bench.stop());

	it('is flat and says who set what, and why', async () => {
		const { audit, at, message } = await bench.outcome(duty(MAX));
		expect(audit).toEqual({
			at,
			line: '999',
			previousNumber: '+491700000000',
			newNumber: '0171-2345678',
			person: 'Max Mustermann',
			source: 'number',
			status: 'changed',
			by: 'A workflow (workflow), execution 4711',
			reason: message,
		});
	});

	it('has the same columns for a line that failed', async () => {
		const good = await bench.outcome(duty(MAX));
		const failed = await bench.outcome({ mobileNumber: 'kaputt' }, { mode: 'manual' });
		expect(Object.keys(failed.audit as object)).toEqual(Object.keys(good.audit as object));
		expect(failed.audit).toMatchObject({
			line: '999',
			newNumber: '',
			status: 'failed',
			by: 'A workflow (workflow), execution 4711, by hand',
			reason: failed.message,
		});
	});

	it('shows no number where numbers are masked', async () => {
		const { audit } = await bench.outcome(duty(MAX, { maskNumbers: true }));
		expect(JSON.stringify(audit)).not.toMatch(/2345678|1700000000/);
	});
});
