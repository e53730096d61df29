import type { FaultAction, Switches } from '../../../pbx';
import { OnCallBench } from './onCallRun';

const MODELS: ReadonlyArray<Switches['mobileForwarding']> = ['reference', 'mirrored', 'copy'];
const MODES = ['both', 'mobile', 'destinations', 'profile'] as const;
const OLD = '+491700000000';
const NEW = '01712345678';

/** A fault that hits the write, or the way to it, and how often. */
interface Case {
	name: string;
	action: FaultAction;
	on: 'read' | 'write';
	times: number;
	/** Whether the number can be set all the same. */
	survivable: boolean;
}

const CASES: readonly Case[] = [
	{
		name: 'PATCH accepted but ignored, once',
		action: { kind: 'acceptButIgnore' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'PATCH accepted but ignored, always',
		action: { kind: 'acceptButIgnore' },
		on: 'write',
		times: Infinity,
		survivable: false,
	},
	{
		name: '500 after writing',
		action: { kind: 'errorAfterWrite' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: '500 after writing, always',
		action: { kind: 'errorAfterWrite' },
		on: 'write',
		times: Infinity,
		survivable: true,
	},
	{
		name: '500 instead of writing, always',
		action: { kind: 'status', status: 500 },
		on: 'write',
		times: Infinity,
		survivable: false,
	},
	{
		name: '503 instead of reading, twice',
		action: { kind: 'status', status: 503 },
		on: 'read',
		times: 2,
		survivable: true,
	},
	{
		name: '403 on writing',
		action: { kind: 'status', status: 403 },
		on: 'write',
		times: Infinity,
		survivable: false,
	},
	{
		name: '400 on writing',
		action: { kind: 'status', status: 400 },
		on: 'write',
		times: Infinity,
		survivable: false,
	},
	{
		name: '403 on reading',
		action: { kind: 'status', status: 403 },
		on: 'read',
		times: Infinity,
		survivable: false,
	},
	{
		name: '429 on writing, once',
		action: { kind: 'status', status: 429, headers: { 'Retry-After': '2' } },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'token expiring between read and write',
		action: { kind: 'tokenExpire' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'second client minting a token before the write',
		action: { kind: 'tokenSuperseded' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'second client minting a token before the read',
		action: { kind: 'tokenSuperseded' },
		on: 'read',
		times: 2,
		survivable: true,
	},
	{
		name: 'reply cut after the write',
		action: { kind: 'resetAfter' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'connection cut before the write',
		action: { kind: 'resetBefore' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'read cut in the middle',
		action: { kind: 'truncate' },
		on: 'read',
		times: 1,
		survivable: true,
	},
	{
		name: 'HTML instead of the read',
		action: { kind: 'garbage' },
		on: 'read',
		times: 1,
		survivable: true,
	},
	{
		name: 'user deleted before the write',
		action: { kind: 'deleteUser', dn: '999' },
		on: 'write',
		times: 1,
		survivable: false,
	},
	{
		name: 'user made anew before the write',
		action: { kind: 'recreateUser', dn: '999' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'PBX restarting before the write',
		action: { kind: 'pbxRestart' },
		on: 'write',
		times: 1,
		survivable: true,
	},
	{
		name: 'licence lost before the write',
		action: { kind: 'licenceLost' },
		on: 'write',
		times: 1,
		survivable: false,
	},
];

describe.each(MODELS)(
	'Update under faults, "forward to Mobile" kept as a %s',
	(mobileForwarding) => {
		describe.each(MODES)('in mode %s', (mode) => {
			let bench: OnCallBench;
			beforeEach(async () => {
				bench = await OnCallBench.start({ switches: { mobileForwarding } });
				// For the mode profile: a status that leads to the new number, prepared as in the console.
				const custom = bench.pbx.world
					.user('999')
					.ForwardingProfiles.find(({ Name }) => Name === 'Custom 2');
				if (mode === 'profile' && custom?.AwayRoute) {
					custom.AwayRoute.External = {
						...custom.AwayRoute.External!,
						To: 'External',
						External: NEW,
						mobile: false,
					};
				}
			});
			afterEach(async () => await bench.stop());

			it.each(CASES)('$name: report and PBX agree', async ({ action, on, times, survivable }) => {
				const methods =
					on === 'read' ? ['GET'] : times === Infinity ? ['PATCH', 'POST'] : ['PATCH'];
				for (const method of methods) {
					bench.pbx.faults.add({ match: { method, path: '/xapi/v1/Users' }, action, times });
				}
				const outcome = await bench.outcome({
					mode,
					profile: 'Custom 2',
					options: { checks: false },
				});
				const goesTo = bench.userExists ? bench.goesTo : OLD;

				if (survivable) {
					expect(outcome).toMatchObject({ status: 'changed', newNumber: NEW });
					expect(goesTo).toBe(NEW);
				} else {
					expect(outcome).toMatchObject({ status: 'failed', verified: false });
					expect(outcome.error ?? outcome.message).toMatch(/\w+ .*\w+/);
					expect(goesTo).toBe(OLD);
				}
				if (outcome.verified === true) expect(goesTo).toBe(NEW);
				bench.pbx.faults.clear();
				// Whatever went wrong: the next run puts it right, or the user is gone.
				if (bench.userExists && bench.pbx.world.licensed) {
					await bench.outcome({ mode, profile: 'Custom 2', options: { checks: false } });
					expect(bench.goesTo).toBe(NEW);
				}
			});
		});
	},
);
