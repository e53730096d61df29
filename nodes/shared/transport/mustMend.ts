import { AuthError, HttpError, SettingsError, type ThreeCxError } from './errors';

/**
 * Whether somebody has to change something before it can work: login refused, API or DN not granted, no licence,
 * a field of the credential. Everything else may pass by itself, a PBX that starts even answers with strange pages,
 * so it is waited for (design promise 3).
 */
export function mustMend(error: ThreeCxError): boolean {
	return (
		error instanceof AuthError ||
		error instanceof SettingsError ||
		(error instanceof HttpError && error.status === 403)
	);
}
