import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { callIdField, legExtensionField } from '../../shared/n8n/fields/callId';
import { CallStateError, isConnected, obstacle, waitForLeg } from '../../shared/callControl';
import type { Participant } from '../../shared/callControl';
import { asThreeCxError, HttpError } from '../../shared/transport';
import type { Job } from '../job';

const displayOptions = { show: { operation: ['answerCall'] } };

export const answerCallFields: INodeProperties[] = [
	{ ...callIdField, displayOptions },
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 120 },
		displayOptions,
		default: 10,
		description: 'How long to wait until the call is connected',
	},
	{ ...legExtensionField, displayOptions },
];

/** Answers a ringing call; one that 3CX has answered itself is fine as it is. */
export async function answerCall(job: Job): Promise<IDataObject> {
	const { pbx } = job;
	const timeoutMs = job.parameters.seconds('Timeout (Seconds)', 'timeout', 10, 120) * 1000;
	const leg = await job.leg();
	if (isConnected(leg)) return job.result(leg, { answered: true, alreadyConnected: true });
	const inTheWay = obstacle('answer', leg, pbx.extension);
	if (inTheWay !== undefined) {
		throw new CallStateError(`The call cannot be answered: ${inTheWay}`, {
			hint: 'Transfer or divert it to the route point, where 3CX answers it at once, or let the person answer.',
		});
	}
	const alreadyConnected = !(await answer(job, leg));
	const waited = await waitForLeg(pbx, leg, isConnected, timeoutMs);
	if (waited.kind === 'reached')
		return job.result(waited.leg, { answered: true, alreadyConnected });
	throw new CallStateError(
		waited.kind === 'gone'
			? 'The call ended before it was connected'
			: `The call was not connected within ${timeoutMs / 1000} s`,
	);
}

/** @returns false where somebody, mostly 3CX itself, was faster */
async function answer({ pbx }: Job, leg: Participant): Promise<boolean> {
	try {
		await pbx.callControl.act(
			leg.dn,
			leg.id,
			'answer',
			{},
			{
				doing: 'answer the call',
				hint: 'Only calls at the own route point and on devices with direct control can be answered by the API.',
			},
		);
		return true;
	} catch (error) {
		const problem = asThreeCxError(error);
		// Whether a request whose reply was lost has worked, the wait for the connection will tell.
		if (problem.retryable) return true;
		const mayBeUp = problem instanceof HttpError && problem.status === 422;
		const now = mayBeUp ? await pbx.callControl.participant(leg.dn, leg.id) : undefined;
		if (now && isConnected(now)) return false;
		throw problem;
	}
}
