import type { IDataObject } from 'n8n-workflow';
import { callFields } from '../../../shared/n8n/callFields';
import { findLeg, isConnected, type Participant } from '../../../shared/callControl';
import { queueOf } from '../../../shared/callControl/legs';
import { asThreeCxError, HttpError, InputError } from '../../../shared/transport';
import { ifOffered, type ActiveCall } from '../../../shared/xapi';
import type { Job } from '../../job';
import { activeCallItem } from '../getActiveCalls';
import { endedCall } from './ended';
import { canBe, isSame, readMeant, type Meant } from './meant';

/** What a call is doing: by its live leg, else by the active calls, else by the call history. */
export async function getCallStatus(job: Job): Promise<IDataObject> {
	const meant = readMeant(job);
	const leg = meant.callid === undefined ? undefined : await liveLeg(job, meant);
	if (leg) return legItem(job, meant, leg);
	const active = await ifOffered('Live calls', activeCall(job, meant), job.notes);
	if (active) {
		return { ...activeCallItem(job, active), callId: meant.text, source: 'active calls' };
	}
	return await endedCall(job, meant);
}

/** Undefined too where the client may not use Call Control, or the ID means several legs: the active calls tell. */
async function liveLeg(job: Job, meant: Meant): Promise<Participant | undefined> {
	const { callControl, extension } = job.pbx;
	try {
		return await findLeg(callControl, { callId: meant.text, extension: '', ownDn: extension });
	} catch (error) {
		const problem = asThreeCxError(error);
		const isRefused = problem instanceof HttpError && [403, 404].includes(problem.status);
		if (isRefused || problem instanceof InputError) return undefined;
		throw problem;
	}
}

function legItem(job: Job, meant: Meant, leg: Participant): IDataObject {
	return {
		...callFields(leg, job.pbx.clock.now()),
		callId: meant.text,
		status: isConnected(leg) ? 'answered' : 'ringing',
		queueId: queueOf(leg) ?? '',
		source: 'call control',
	};
}

/**
 * Whether the number of an active call is that of its legs is told nowhere (xapi.md §5): the numbers of the call must
 * agree, where they are known; where no number agrees, the only call with that caller is taken.
 */
async function activeCall(job: Job, meant: Meant): Promise<ActiveCall | undefined> {
	const calls = await job.activeCalls();
	const numbered = calls.find(({ id }) => id === meant.callid);
	if (numbered && canBe(meant, numbersOf(numbered))) return numbered;
	const [only, ...others] = calls.filter((call) => isSame(call.fromNumber, meant.fromNumber));
	return others.length === 0 ? only : undefined;
}

function numbersOf({ caller, callee }: ActiveCall): string[] {
	return [caller.dn, caller.number, callee.dn, callee.number];
}
