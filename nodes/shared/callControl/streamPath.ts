import { HttpError, type ThreeCxError } from '../transport';
import { explainRefusal } from './callControlProblem';
import { participantPath } from './fullState';

/** Path of a leg's audio, in both directions (call-control-api.md §6). */
export function streamPath(dn: string, participantId: number): string {
	return `${participantPath(dn, participantId)}/stream`;
}

/** Why 3CX gives or takes no audio, in words. */
export function explainStreamRefusal(error: ThreeCxError, doing: string): ThreeCxError {
	if (!(error instanceof HttpError)) return error;
	const explained = explainRefusal(error, { doing, of: 'leg' });
	if (error.status !== 409) return explained;
	return new HttpError(explained.message, 409, error.body, {
		hint: 'Something else plays audio into the call: another program, or another process of n8n.',
		cause: error,
	});
}
