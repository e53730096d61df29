import type { IDataObject } from 'n8n-workflow';
import { dialTarget, dnValue } from '../../../shared/n8n/dialTarget';
import { wholeNumber } from '../../../shared/n8n/parameters';
import {
	followCall,
	placeCall,
	resultOfRefusal,
	type CallOutcome,
	type Followed,
	type WaitFor,
} from '../../../shared/callControl';
import { isEmergency } from '../../../shared/phone/emergency';
import { InputError } from '../../../shared/transport';
import type { Job } from '../../job';

const WAITS: readonly WaitFor[] = ['answered', 'ended', 'nothing', 'ringing'];

/** A call as it was asked for. */
interface Plan {
	from: string;
	destination: string;
	waitFor: WaitFor;
	timeout: number;
	device: string;
	longestMs: number;
}

/** Dials once, and follows the call as far as is asked for. A call that nobody takes is a result, not an error. */
export async function makeCall(job: Job): Promise<IDataObject> {
	const { pbx } = job;
	const plan = readPlan(job);
	const placed = await placeCall(pbx, plan);
	if (placed.kind === 'refused') {
		const reason = placed.reason || '3CX would not dial, and does not tell why';
		return job.newCall({ ...fieldsOf(plan), ...said(resultOfRefusal(reason), reason, true) });
	}
	if (placed.recovered) pbx.logger.warn('The reply to makecall was lost; the call was found again');
	const followed = await followCall(pbx, placed, {
		waitFor: plan.waitFor,
		destination: plan.destination,
		timeoutMs: plan.timeout * 1000,
		longestMs: plan.longestMs,
	});
	const { result, reason, ended } = followed;
	const told = { ...fieldsOf(plan), ...said(result, reason, ended), ...times(followed) };
	return job.newCall(told, followed.leg);
}

/** @throws InputError */
function readPlan({ parameters, pbx }: Job): Plan {
	const options = parameters.options();
	const destination = dialTarget('Target', parameters.text('target'));
	if (isEmergencyCall(destination)) {
		throw new InputError(
			'Target',
			'"Target" is an emergency number, which is not dialled by a workflow',
			{
				hint: 'A workflow cannot speak with the rescue services. Have a person call.',
			},
		);
	}
	const fromExtension = dnValue('From Extension', parameters.text('fromExtension'));
	return {
		from: fromExtension || pbx.extension,
		destination,
		waitFor: parameters.oneOf('Wait For', 'waitFor', WAITS, 'answered'),
		timeout: parameters.seconds('Timeout (Seconds)', 'timeout', 30, 300),
		device: String(options.device ?? '').trim(),
		longestMs: wholeNumber('Longest Wait (Minutes)', options.longestWait ?? 60, 1, 480) * 60_000,
	};
}

/** Also behind a dial code, such as one that hides the number. */
function isEmergencyCall(destination: string): boolean {
	return destination.split(/[*#]/).some((part) => isEmergency(part, undefined));
}

/** While it dials, 3CX does not show who is called: extensions are short. */
function fieldsOf({ from, destination }: Plan): IDataObject {
	const direction = /^[\d+]{6,}$/.test(destination) ? 'outbound' : 'internal';
	return { fromNumber: from, toNumber: destination, extension: from, direction };
}

function said(result: CallOutcome, reason: string, ended: boolean): IDataObject {
	const connected = result === 'answered' || result === 'voicemail';
	return {
		status: ended ? 'ended' : connected ? 'connected' : result,
		result,
		...(reason === '' ? {} : { reason }),
	};
}

function times({ ringMs, talkMs }: Followed): IDataObject {
	return {
		...(ringMs === undefined ? {} : { ringSeconds: seconds(ringMs) }),
		...(talkMs === undefined ? {} : { talkSeconds: seconds(talkMs) }),
	};
}

function seconds(ms: number): number {
	return Math.round(ms / 100) / 10;
}
