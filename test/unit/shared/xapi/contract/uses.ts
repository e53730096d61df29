import type { ICredentialTestFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { executeCallControl } from '../../../../../nodes/ThreeCxCallControl/execute';
import { executeCallData } from '../../../../../nodes/ThreeCxCallData/execute';
import { executeUpdate } from '../../../../../nodes/ThreeCxUpdateOnCallForwarding/operations/update/execute';
import { testCredential } from '../../../../../nodes/shared/n8n/credentialTest';
import { searchPeers } from '../../../../../nodes/shared/n8n/listSearch/searchPeers';
import { searchQueues } from '../../../../../nodes/shared/n8n/listSearch/searchQueues';
import { searchRecordings } from '../../../../../nodes/shared/n8n/listSearch/searchRecordings';
import { searchRingGroups } from '../../../../../nodes/shared/n8n/listSearch/searchRingGroups';
import { searchUsers } from '../../../../../nodes/shared/n8n/listSearch/searchUsers';
import { REPORT_NAMES } from '../../../../../nodes/shared/xapi';
import { partial, type TestParameters } from '../../../../helpers/executeContext';
import type { Switches } from '../../../../pbx';
import { ORDINARY } from '../../../ThreeCxUpdateOnCallForwarding/update/onCallRun';
import { loadContext } from '../../n8n/n8nBench';
import { CALLER, type ContractBench } from './contractBench';
import { pollOnce } from './pollOnce';

/** Something that the nodes do with the configuration API. */
export interface Use {
	name: string;
	/** Under what nobody knows of the PBX; empty: the likeliest. */
	switches?: Partial<Switches>;
	run(bench: ContractBench): Promise<unknown>;
}

/** One run of Call Data. */
function data(operation: string, parameters: TestParameters = {}): Use {
	const name = `Call Data ${operation} ${JSON.stringify(parameters)}`;
	const period = { timeRange: 'last7Days', returnAll: true };
	return {
		name,
		run: async (bench) => await bench.run(executeCallData, { operation, ...period, ...parameters }),
	};
}

const WHOLE = { simplify: false };

/** Each operation of Call Data, with everything that it can be asked for. */
export const CALL_DATA: Readonly<Record<string, Use[]>> = {
	findAvailableAgents: [
		data('findAvailableAgents', { queueId: '820', options: { includeUnavailable: true } }),
		data('findAvailableAgents', { ...WHOLE, options: { skills: "1,O'2" } }),
	],
	getActiveCalls: [data('getActiveCalls'), data('getActiveCalls', WHOLE)],
	getCallHistory: [
		data('getCallHistory'),
		data('getCallHistory', { ...WHOLE, output: 'legs' }),
		data('getCallHistory', { returnAll: false, limit: 2, filters: { did: '+4930123456' } }),
	],
	getCallStatus: [
		{
			name: 'Call Data getCallStatus of a live call and of one that is over',
			run: async (bench) => {
				const [live] = bench.pbx.calls.list();
				const [past] = await bench.run(executeCallData, {
					operation: 'getCallHistory',
					timeRange: 'last7Days',
				});
				const ids = [live?.callid, past?.callId, 4711].map((id) => ({ id: String(id) }));
				const callId = ({ id }: Record<string, unknown>) => String(id);
				await bench.run(executeCallData, { operation: 'getCallStatus', callId }, ids);
			},
		},
	],
	getExtensions: [
		data('getExtensions', { ...WHOLE, extension: '101,104' }),
		data('getExtensions', { filters: { name: "O'Brien & Söhne" } }),
	],
	getQueueStats: [data('getQueueStats', WHOLE), data('getQueueStats', { queueId: '820' })],
	getRecording: [
		{
			name: 'Call Data getRecording',
			run: async (bench) => {
				const [call] = (
					await bench.run(executeCallData, { operation: 'getCallHistory', timeRange: 'last7Days' })
				).filter(({ recordingId }) => recordingId !== null);
				const recordingId = Number(call?.recordingId);
				await bench.run(executeCallData, { operation: 'getRecording', recordingId, ...WHOLE });
			},
		},
	],
	getReport: REPORT_NAMES.flatMap((report) => [
		data('getReport', { report }),
		data('getReport', {
			...WHOLE,
			report,
			queueId: '820',
			extension: '101',
			ringGroup: '830',
			trunk: '10000',
			group: 'GRP0000',
			options: { waitSeconds: 3_725, callArea: 'external', includeQueueCalls: false },
		}),
	]),
	getSystemStatus: [data('getSystemStatus', WHOLE)],
	// Works out a signature; the PBX is not asked.
	verifyWebhook: [],
};

/** Reports in their other ways, where 3CX refuses the first. */
const OTHER_WAYS: Use[] = [
	{
		...data('getReport', { report: 'extensionStatistics', extension: '101' }),
		switches: { extensionStatistics: 500 },
	},
	...(['offset', 'iana'] as const).map((clientTimeZone) => ({
		...data('getReport', { report: 'agentLoginHistory' }),
		switches: { clientTimeZone },
	})),
	{ ...data('getReport', { report: 'inboundCalls' }), switches: { reportTopLimit: 100 } },
];

function update(parameters: TestParameters, switches: Partial<Switches> = {}): Use {
	return {
		name: `Update On-Call Forwarding ${JSON.stringify({ ...parameters, ...switches })}`,
		switches,
		run: async (bench) =>
			await bench.run(
				async function () {
					return await executeUpdate.call(this, bench.host);
				},
				{ ...ORDINARY, ...parameters },
			),
	};
}

const UPDATE: Use[] = [
	update({}),
	update({ mode: 'mobile' }),
	update({ mode: 'destinations', options: { takeOver: true } }),
	update({ mode: 'destinations', mobileNumber: '', fallbackNumber: '200' }),
	update({ mode: 'profile', profile: 'Away' }),
	update({ options: { emergencyNumber: '+4930123456' } }, { mobileForwarding: 'copy' }),
	// The number of a person, and the holidays, stand in 3CX.
	update({
		...{ numberSource: 'plan', planRows: 'list', fallbackNumber: '200' },
		plan: [{ name: 'Max', from: '2020-01-01', to: '2030-01-01', nebenstelle: '101' }],
		planOptions: { holidaysFrom3cx: true },
	}),
	update({}, { profileWrite: 'rejected' }),
	update({}, { profileWrite: 'ignored', profileIds: 'absent' }),
];

/** List searches by the names of their files. */
export const SEARCHES: Readonly<Record<string, SearchOf>> = {
	searchPeers,
	searchQueues,
	searchRecordings,
	searchRingGroups,
	searchUsers,
};
type SearchOf = (this: ILoadOptionsFunctions, filter?: string, token?: string) => Promise<unknown>;

export const SEARCHING: readonly Use[] = Object.entries(SEARCHES).map(([name, search]) => ({
	name,
	run: async ({ credential }) => {
		for (const targetType of ['extension', 'ivr', 'queue', 'ringGroup', 'voicemail']) {
			const getCurrentNodeParameter = () => targetType;
			const context = Object.assign(loadContext(credential), { getCurrentNodeParameter });
			await search.call(context);
			await search.call(context, "O'Brien (2)", '100');
		}
	},
}));

const OTHERS: Use[] = [
	{
		name: 'test of the credential',
		run: async ({ credential }) =>
			await testCredential.call(partial<ICredentialTestFunctions>({}), {
				id: '1',
				name: '3CX',
				type: 'threeCxCallControlApi',
				data: credential.read(),
			}),
	},
	{ name: 'Call Monitor by polling', run: async (bench) => await pollOnce(bench.pbx, bench.tap) },
	{
		name: 'Call Control hangupCall of any call',
		run: async (bench) => {
			const [call] = bench.pbx.calls.list();
			const parameters = {
				operation: 'hangupCall',
				scope: 'anyCall',
				callId: String(call?.callid),
			};
			await bench.run(executeCallControl, parameters);
		},
	},
	{
		name: 'Call Control transferCall to a mailbox',
		run: async (bench) => {
			const { callid, legs } = bench.pbx.calls.inbound({ from: CALLER, to: '102' });
			bench.pbx.calls.answer('102');
			const leg = legs.find(({ dn }) => dn === '102');
			const callId = `call-${callid}-${leg?.id}`;
			const target = { targetType: 'voicemail', target: '101' };
			await bench.run(executeCallControl, { operation: 'transferCall', callId, ...target });
		},
	},
];

/** Everything that the nodes do with the configuration API. */
export const USES: readonly Use[] = [
	...Object.values(CALL_DATA).flat(),
	...OTHER_WAYS,
	...UPDATE,
	...SEARCHING,
	...OTHERS,
];
