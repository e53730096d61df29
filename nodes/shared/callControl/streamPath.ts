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
	const hint =
		error.status === 409
			? 'Something else plays audio into the call: another program, or another process of n8n.'
			: undefined;
	return explainRefusal(error, { doing, of: 'leg', hint });
}
