import type { Switches } from '../../../pbx';
import { OnCallBench } from './onCallRun';

const MODELS: ReadonlyArray<Switches['mobileForwarding']> = ['reference', 'mirrored', 'copy'];
const NUMBER = '01712345678';

describe('Update, however 3CX keeps "forward to Mobile"', () => {
	let bench: OnCallBench;
	afterEach(async () => await bench.stop());

	describe.each(MODELS)('as a %s', (mobileForwarding) => {
		beforeEach(async () => {
			bench = await OnCallBench.start({ switches: { mobileForwarding } });
		});

		it.each(['both', 'destinations'])('mode %s changes the number and proves it', async (mode) => {
			const outcome = await bench.outcome({ mode });

			expect(outcome).toMatchObject({
				status: 'changed',
				changed: true,
				verified: true,
				warnings: [],
			});
			expect(outcome.newNumber).toBe(NUMBER);
			expect(bench.goesTo).toBe(NUMBER);
		});

		it('mode mobile changes the number and claims no more than the API shows', async () => {
			const outcome = await bench.outcome({ mode: 'mobile' });

			expect(outcome).toMatchObject({
				status: 'changed',
				previousNumber: '+491700000000',
				newNumber: NUMBER,
				verified: mobileForwarding !== 'reference',
			});
			expect(bench.goesTo).toBe(NUMBER);
		});

		it('a second run changes nothing and asks once', async () => {
			await bench.run();
			await bench.run();
			bench.requests();
			const outcome = await bench.outcome();

			expect(outcome).toMatchObject({ status: 'unchanged', changed: false, verified: true });
			expect(bench.requests()).toEqual(['GET Users']);
		});

		it('a change costs three requests', async () => {
			await bench.run();
			bench.requests();
			await bench.run({ mobileNumber: '0172-7654321' });

			expect(bench.requests()).toEqual(['GET Users', 'PATCH Users', 'GET Users']);
		});

		it('a rule that somebody changed by hand is repaired', async () => {
			await bench.run();
			const user = bench.pbx.world.user('999');
			for (const profile of user.ForwardingProfiles) {
				for (const route of [
					profile.AwayRoute?.External,
					profile.AvailableRoute?.NotRegisteredExternal,
				]) {
					if (route)
						Object.assign(route, { To: 'External', External: '+4930999999', mobile: false });
				}
			}
			const outcome = await bench.outcome();

			expect(outcome).toMatchObject({ status: 'repaired', changed: false, verified: true });
			expect(bench.goesTo).toBe(NUMBER);
		});

		it('a dry run tells what would happen and writes nothing', async () => {
			const outcome = await bench.outcome({ options: { dryRun: true } });

			expect(outcome).toMatchObject({ status: 'changed', dryRun: true, verified: false });
			expect(bench.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
			expect(bench.pbx.world.user('999').Mobile).toBe('+491700000000');
		});
	});

	it('a stale copy is only reported where the user wants it so', async () => {
		bench = await OnCallBench.start({ switches: { mobileForwarding: 'copy' } });
		const outcome = await bench.outcome({ mode: 'mobile', options: { staleCopies: 'report' } });

		expect(outcome).toMatchObject({ status: 'notForwarding', verified: false });
		expect(outcome.message).toContain('calls to 999 do not go to the number');
		expect(bench.pbx.world.user('999').Mobile).toBe(NUMBER);
		expect(bench.goesTo).toBe('+491700000000');
	});

	it.each(['20.0.4.376', '20.0.6.100', '20.0.8.1109', '20.0.9.10', '20.0.10.50'])(
		'works on build %s',
		async (version) => {
			bench = await OnCallBench.start({ version });
			expect(await bench.outcome()).toMatchObject({ status: 'changed', verified: true });
			expect(bench.goesTo).toBe(NUMBER);
		},
	);

	it('does without the checks on a build that refuses a property it does not know', async () => {
		bench = await OnCallBench.start();
		bench.pbx.faults.add({
			match: { path: /OfficeHoursProps/ },
			action: { kind: 'status', status: 400 },
			times: Infinity,
		});
		expect(await bench.outcome()).toMatchObject({ status: 'changed', changed: true });
		expect(bench.goesTo).toBe(NUMBER);
	});
});
