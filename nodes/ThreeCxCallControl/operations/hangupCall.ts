import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { callIdField, legExtensionField } from '../../shared/n8n/fields/callId';
import { parseCallId } from '../../shared/callControl';
import { asThreeCxError, HttpError, InputError } from '../../shared/transport';
import { Filter } from '../../shared/xapi';
import type { Pbx } from '../../shared/n8n/pbx';
import type { Job } from '../job';

const show = { operation: ['hangupCall'] };

export const hangupCallFields: INodeProperties[] = [
	{
		displayName: 'Which Calls',
		name: 'scope',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'Any Call on the PBX',
				value: 'anyCall',
				description: 'By its number as 3CX Call Data lists it; needs the configuration API (XAPI)',
			},
			{
				name: 'Calls of This Client',
				value: 'ownCalls',
				description: 'Calls at the own route point or at an extension granted to the client',
			},
		],
		default: 'ownCalls',
		description: 'Whose calls can be ended',
	},
	{ ...callIdField, displayOptions: { show } },
	{ ...legExtensionField, displayOptions: { show: { ...show, scope: ['ownCalls'] } } },
];

/** Ends a call; one that has ended already is fine as it is. */
export async function hangupCall(job: Job): Promise<IDataObject> {
	const scope = job.parameters.oneOf('Which Calls', 'scope', ['ownCalls', 'anyCall'], 'ownCalls');
	if (scope === 'anyCall') {
		const alreadyEnded = !(await dropByNumber(job.pbx, callNumber(job.callId)));
		return job.resultWithoutLeg({ status: 'ended', alreadyEnded });
	}
	const leg = await job.findLeg();
	if (!leg) return job.resultWithoutLeg({ status: 'ended', alreadyEnded: true });
	const alreadyEnded = !(await job.pbx.callControl.drop(leg.dn, leg.id));
	return job.result(leg, { status: 'ended', alreadyEnded });
}

/** Whether the number of a call is that of its legs is told nowhere, so only a bare one is taken here. */
function callNumber(callId: string): number {
	const parts = parseCallId(callId);
	if (parts?.participantId === undefined && parts) return parts.callid;
	throw new InputError('Call ID', '"Call ID" is not the bare number of a call', {
		hint: 'With "Any Call on the PBX" it is the number that 3CX Call Data lists for active calls, such as 1264. Calls with an ID such as call-1264-25 are ended with "Calls of This Client".',
	});
}

/** @returns false when there was no such call any more */
async function dropByNumber(pbx: Pbx, number: number): Promise<boolean> {
	if (!(await isActive(pbx, number))) return false;
	try {
		await pbx.xapi.repeatableAction(`ActiveCalls(${number})/Pbx.DropCall`);
		return true;
	} catch (error) {
		const problem = asThreeCxError(error);
		// For a call that has just ended 400 and 404 are both possible (xapi.md §3.1).
		const unknown = problem instanceof HttpError && [400, 404].includes(problem.status);
		if (unknown && !(await isActive(pbx, number))) return false;
		throw problem;
	}
}

async function isActive(pbx: Pbx, number: number): Promise<boolean> {
	const rows = await pbx.xapi.page('ActiveCalls', {
		select: ['Id'],
		filter: Filter.eq('Id', number),
		top: 1,
	});
	return rows.length > 0;
}
