import type { IDataObject } from 'n8n-workflow';
import { dialTarget } from '../../../shared/n8n/dialTarget';
import { oneOf, wholeNumber } from '../../../shared/n8n/parameters';
import {
	DIVERSION_REASONS,
	NotTakenError,
	type Participant,
	type TransferOrder,
	type Transferred,
} from '../../../shared/callControl';
import { asThreeCxError } from '../../../shared/transport';
import type { Job } from '../../job';
import { readTarget, takesAtOnce, type Target } from '../../target';

const VERBS = {
	auto: 'auto',
	blind: 'routeto',
	divert: 'divert',
	returnOnFailure: 'transferto',
} as const;
const TYPES = Object.keys(VERBS) as Array<keyof typeof VERBS>;

/** A transfer as it was asked for. */
interface Plan {
	target: Target;
	order: TransferOrder;
	/** Tried where nobody at the target takes the call. */
	fallback: TransferOrder | undefined;
}

/** Sends a call on, and says who has it afterwards. */
export async function transferCall(job: Job): Promise<IDataObject> {
	const plan = await readPlan(job);
	const leg = await job.leg();
	try {
		const done = await job.transfer(leg, plan.order);
		return told(job, leg, done, plan.target.number, { targetType: plan.target.type });
	} catch (error) {
		if (!(error instanceof NotTakenError) || !plan.fallback) throw asThreeCxError(error);
		const done = await job.transfer(leg, plan.fallback);
		return told(job, leg, done, plan.fallback.destination, {
			targetType: 'number',
			fallbackUsed: true,
			note: error.message,
		});
	}
}

async function readPlan(job: Job): Promise<Plan> {
	const { parameters } = job;
	const options = parameters.options();
	const target = await readTarget(job);
	const verb = VERBS[parameters.oneOf('Transfer Type', 'transferType', TYPES, 'auto')];
	const reason = oneOf('Reason', options.reason ?? 'None', DIVERSION_REASONS);
	const order: TransferOrder = {
		destination: target.destination,
		verb,
		timeout: parameters.seconds('Timeout (Seconds)', 'timeout', 30, 300),
		reason: reason === 'None' ? undefined : reason,
		takesAtOnce: takesAtOnce(target),
	};
	const other = String(options.fallbackTarget ?? '').trim();
	const fallback: TransferOrder | undefined =
		other === ''
			? undefined
			: {
					...order,
					destination: dialTarget('Fallback Target', other),
					timeout: wholeNumber('Fallback Timeout (Seconds)', options.fallbackTimeout ?? 30, 1, 300),
					takesAtOnce: false,
				};
	return { target, order, fallback };
}

function told(
	job: Job,
	leg: Participant,
	{ verb, confirmed }: Transferred,
	number: string,
	more: IDataObject,
): IDataObject {
	return job.result(leg, {
		status: verb === 'divert' ? 'diverted' : 'transferred',
		transferredTo: number,
		confirmed,
		transferType: TYPES.find((type) => VERBS[type] === verb) ?? verb,
		fallbackUsed: false,
		...more,
	});
}
