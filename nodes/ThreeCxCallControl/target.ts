import { dialTarget } from '../shared/n8n/dialTarget';
import { TARGET_TYPES, type TargetType } from '../shared/n8n/fields/target';
import { CallStateError } from '../shared/callControl';
import { asThreeCxError, HttpError } from '../shared/transport';
import type { Pbx } from '../shared/n8n/pbx';
import type { Job } from './job';

/** A place to send a call to. */
export interface Target {
	type: TargetType;
	/** As the user gave it, without blanks. */
	number: string;
	/** What 3CX dials. */
	destination: string;
}

const CODE_TTL_MS = 60 * 60 * 1000;

/** Where "Target Type" and "Target" lead. @throws InputError */
export async function readTarget(job: Job): Promise<Target> {
	const type = job.parameters.oneOf('Target Type', 'targetType', TARGET_TYPES, 'extension');
	const number = dialTarget('Target', job.parameters.text('target'));
	const destination = type === 'voicemail' ? await mailboxOf(job.pbx, number) : number;
	return { type, number, destination };
}

/** Whether the place takes every call at once; a person does not. */
export function takesAtOnce({ type }: Target): boolean {
	return type === 'queue' || type === 'ivr' || type === 'voicemail';
}

/** There is no verb for voicemail: the dial code of the PBX with the extension behind it (call-control-api.md §9). */
async function mailboxOf(pbx: Pbx, extension: string): Promise<string> {
	const code = await pbx.remember('voicemail dial code', CODE_TTL_MS, async () => {
		try {
			const row = await pbx.xapi.single('DialCodeSettings', { select: ['DialCodeVMail'] });
			return row.text('DialCodeVMail')?.trim() ?? '';
		} catch (error) {
			throw unreadable(error);
		}
	});
	if (code !== '') return `${code}${extension}`;
	throw new CallStateError('The PBX has no dial code for voicemail', {
		hint: 'Set one in the Admin console under Advanced > Dial Codes.',
	});
}

function unreadable(error: unknown): Error {
	const problem = asThreeCxError(error);
	if (!(problem instanceof HttpError)) return problem;
	return new CallStateError('The dial code of the PBX for voicemail cannot be read', {
		hint: `Use the target type "Number" with the dial code and the extension, as it is dialled from a phone (mostly *4101 for 101). ${problem.message}.`,
		cause: problem,
	});
}
