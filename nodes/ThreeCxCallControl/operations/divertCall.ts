import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { callIdField, legExtensionField } from '../../shared/n8n/fields/callId';
import { diversionReasonField } from '../../shared/n8n/fields/diversionReason';
import { ringTimeoutField } from '../../shared/n8n/fields/ringTimeout';
import { targetFields } from '../../shared/n8n/fields/target';
import { CallStateError, DIVERSION_REASONS, obstacle } from '../../shared/callControl';
import type { Job } from '../job';
import { readTarget, takesAtOnce } from '../target';

const show = { operation: ['divertCall'] };

export const divertCallFields: INodeProperties[] = [
	{ ...callIdField, displayOptions: { show } },
	...targetFields(show),
	{ ...diversionReasonField, displayOptions: { show } },
	{ ...ringTimeoutField, displayOptions: { show } },
	{ ...legExtensionField, displayOptions: { show } },
];

/** Sends a ringing call elsewhere, before anybody answers it. */
export async function divertCall(job: Job): Promise<IDataObject> {
	const { pbx, parameters } = job;
	const target = await readTarget(job);
	const reason = parameters.oneOf('Reason', 'reason', DIVERSION_REASONS, 'None');
	const timeout = parameters.seconds('Timeout (Seconds)', 'timeout', 30, 300);
	const leg = await job.leg();
	const inTheWay = obstacle('divert', leg, pbx.extension);
	if (inTheWay !== undefined) {
		throw new CallStateError(`The call cannot be diverted: ${inTheWay}`, {
			hint: 'A connected call is sent on with "Transfer Call".',
		});
	}
	await job.transfer(leg, {
		destination: target.destination,
		verb: 'divert',
		timeout,
		reason: reason === 'None' ? undefined : reason,
		takesAtOnce: takesAtOnce(target),
	});
	return job.result(leg, {
		status: 'diverted',
		divertedTo: target.number,
		targetType: target.type,
	});
}
