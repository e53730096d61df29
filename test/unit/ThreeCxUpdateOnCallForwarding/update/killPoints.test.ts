import { executeUpdate } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/operations/update/execute';
import { PbxHost } from '../../../../nodes/shared/n8n/pbx';
import { parseSettings } from '../../../../nodes/shared/transport';
import { executeContext } from '../../../helpers/executeContext';
import type { Switches } from '../../../pbx';
import { OnCallBench, ORDINARY } from './onCallRun';

const MODELS: ReadonlyArray<Switches['mobileForwarding']> = ['reference', 'mirrored', 'copy'];
const MODES = ['both', 'mobile', 'destinations'] as const;
const OLD = '01709876543';
const NEW = '01712345678';
/** More requests than any run has. */
const MOST_REQUESTS = 30;

/** When the process dies: with the request on its way, or with the reply. */
const MOMENTS = ['before', 'after'] as const;

/**
 * n8n is killed in the middle of a push: from the n-th request on, 3CX hears nothing more of that process. Whether
 * the n-th request itself was carried out depends on the moment.
 *
 * @returns whether the run had so many requests
 */
async function killed(
	bench: OnCallBench,
	mode: string,
	nth: number,
	moment: (typeof MOMENTS)[number],
): Promise<boolean> {
	const process = new AbortController();
	const match = { path: '/xapi/v1', nth };
	bench.pbx.faults.add({
		match,
		action: { kind: 'run', run: () => process.abort(new Error('killed')) },
	});
	bench.pbx.faults.add({
		match,
		action: moment === 'before' ? { kind: 'resetBefore' } : { kind: 'hang' },
	});
	const host = new PbxHost(parseSettings({}), bench.clock);
	const context = executeContext({
		credential: bench.credential,
		parameters: { ...ORDINARY, mode, mobileNumber: NEW },
		signal: process.signal,
		continueOnFail: true,
	});
	// What the dead process would have said is heard by nobody.
	await executeUpdate.call(context, host).catch(() => undefined);
	bench.pbx.faults.clear();
	return process.signal.aborted;
}

describe.each(MODELS)(
	'n8n killed in the middle of a push, "forward to Mobile" kept as a %s',
	(mobileForwarding) => {
		let bench: OnCallBench;
		beforeEach(async () => {
			bench = await OnCallBench.start({ switches: { mobileForwarding } });
		});
		afterEach(async () => await bench.stop());

		it.each(MODES)(
			'mode %s: the old or the new number is set, and the next run repairs',
			async (mode) => {
				const mobile = () => bench.pbx.world.user('999').Mobile?.replace(/\D/g, '');
				// With the field alone a rule that follows it cannot be shown to; the run says so, killed or not.
				const verified = mode !== 'mobile' || mobileForwarding !== 'reference';
				let kills = 0;
				for (const moment of MOMENTS) {
					for (let nth = 1; nth <= MOST_REQUESTS; nth++) {
						expect(await bench.outcome({ mode, mobileNumber: OLD })).toMatchObject({
							newNumber: OLD,
							verified,
						});
						const written = mobile();
						bench.requests();

						if (!(await killed(bench, mode, nth, moment))) break;
						kills++;
						const left = bench.goesTo;
						expect([OLD, NEW]).toContain(left);
						expect([written, NEW]).toContain(mobile());
						expect(bench.requests().length).toBe(nth);

						const next = await bench.outcome({ mode, mobileNumber: NEW });
						if (left === OLD && mode === 'mobile' && mobile() === NEW && next.changed === false) {
							// The field holds the new number already, and whose number the copy holds nobody knows any more: told.
							expect(next).toMatchObject({ status: 'notForwarding', verified: false });
							await bench.outcome({ mode: 'both', mobileNumber: NEW });
							continue;
						}
						expect(next).toMatchObject({ newNumber: NEW, verified });
						expect(bench.goesTo).toBe(NEW);
						if (left === OLD) expect(['changed', 'repaired']).toContain(next.status);
						else expect(['changed', 'repaired', 'unchanged']).toContain(next.status);
					}
				}
				// Reading, writing and reading back, with both moments.
				expect(kills).toBeGreaterThanOrEqual(6);
			},
		);
	},
);
