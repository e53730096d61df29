import { dnDestination, externalDestination } from '../../../pbx';
import { AskBench, PLAIN } from '../whoIsOnCall/askRun';

const DID = { emergencyNumber: '+49 30 123456', timeZone: 'Europe/Berlin', defaultCountry: 'DE' };
const WHO = { ...PLAIN, operation: 'whoIsOnCall', at: '', compareWith3cx: true, options: DID };
const COVERAGE = {
	...PLAIN,
	operation: 'checkCoverage',
	days: 3,
	start: '',
	output: 'report',
	compareWith3cx: true,
	options: DID,
};
const MAX = {
	name: 'Max Mustermann',
	mobile: '0171-1234545',
	from: '2026-11-21 17:00',
	to: '2026-11-23 08:00',
};
const ERIKA = {
	name: 'Erika Musterfrau',
	mobile: '0172 7654321',
	from: '2026-11-23 08:00',
	to: '2026-11-27 08:00',
};

describe('The way of calls to the emergency number', () => {
	let bench: AskBench;
	beforeEach(async () => {
		// A Sunday; Max was set by Update, in another form than the plan has.
		bench = await AskBench.start('2026-11-22T03:00+01:00');
		bench.pbx.world.user('999').Mobile = '+491711234545';
	});
	afterEach(async () => await bench.stop());

	/** The rule of the emergency number. */
	function rule() {
		const [first] = bench.pbx.world.inboundRules;
		if (!first) throw new Error('There is no rule');
		return first;
	}

	it('is told by Who Is on Call as 3CX has it now', async () => {
		const { inbound } = await bench.ask(WHO, [MAX, ERIKA]);
		expect(inbound).toMatchObject({
			ok: true,
			sentence:
				'A call to +493…56 at 03:00 on Sunday, 22 November 2026 rings Max Mustermann (+491…45).',
		});
		bench.pbx.world.user('999').Mobile = '+4930111111';
		bench.clock.advance(6 * 60_000);
		expect(await bench.ask(WHO, [MAX, ERIKA])).toMatchObject({
			in3cx: { same: false },
			inbound: { sentence: expect.stringContaining('rings the outside number +493…11.') },
		});
	});

	it('is told of another time as if the plan were set by then', async () => {
		const { inbound } = await bench.ask({ ...WHO, at: '2026-11-24 10:00' }, [MAX, ERIKA]);
		expect(inbound).toMatchObject({
			ok: true,
			sentence:
				'A call to +493…56 at 10:00 on Tuesday, 24 November 2026 rings Erika Musterfrau (0172…21).',
		});
		rule().OfficeHoursDestination = dnDestination('Queue', '820');
		bench.clock.advance(6 * 60_000);
		expect(await bench.ask({ ...WHO, at: '2026-11-24 10:00' }, [MAX, ERIKA])).toMatchObject({
			inbound: {
				ok: false,
				sentence: expect.stringMatching(/waits in the queue Service Desk \(820\); if nobody/),
			},
		});
	});

	it('is a problem for Check Coverage where it does not come to the line', async () => {
		expect(await bench.ask(COVERAGE, [MAX, ERIKA])).toMatchObject({
			ok: true,
			inbound: { ok: true },
		});
		rule().OutOfOfficeHoursDestination = externalDestination('+4930111111');
		bench.clock.advance(6 * 60_000);
		const report = await bench.ask(COVERAGE, [MAX, ERIKA]);
		expect(report).toMatchObject({ ok: false, inbound: { ok: false } });
		expect(report.problems).toMatchObject([
			{
				kind: 'notReached',
				from: '2026-11-22T03:06:00+01:00',
				to: '2026-11-23T09:00:00+01:00',
				message:
					'A call to the emergency number does not surely ring by way of 999: it rings the outside number +493…11',
			},
			{ from: '2026-11-23T17:00:00+01:00', to: '2026-11-24T09:00:00+01:00' },
			{ from: '2026-11-24T17:00:00+01:00', to: '2026-11-25T03:06:00+01:00' },
		]);
	});

	it('is not asked for without "Compare With 3CX", or without the number', async () => {
		for (const parameters of [
			{ ...WHO, compareWith3cx: false },
			{ ...WHO, options: {} },
		]) {
			expect(await bench.ask(parameters, [MAX])).not.toHaveProperty('inbound');
		}
		const asked = bench.requests().filter((request) => request.includes('InboundRules'));
		expect(asked).toEqual([]);
	});
});
