import { assertCountry, countryFromCallingCode } from '../../shared/phone';
import type { Pbx } from '../../shared/n8n/pbx';
import { HttpError, InputError } from '../../shared/transport';

const FIVE_MINUTES = 300_000;

/**
 * The country of the option, else the one the PBX itself is set to (xapi.md §4.4).
 *
 * @param pbx undefined where 3CX must not be asked
 * @throws InputError naming the parameter by its label
 */
export async function countryOf(pbx: Pbx | undefined, wanted: string): Promise<string | undefined> {
	if (wanted !== '') {
		try {
			return assertCountry(wanted);
		} catch (error) {
			throw notACountry(error);
		}
	}
	if (pbx === undefined) return undefined;
	return await pbx.remember('country', FIVE_MINUTES, async () => {
		const settings = await pbx.xapi
			.single('E164Settings', { select: ['CountryCode'] })
			.catch((error: unknown) => {
				// Older builds, and roles that may not see it: numbers then stay as they were typed.
				if (error instanceof HttpError && !error.retryable) return undefined;
				throw error;
			});
		return countryFromCallingCode(settings?.text('CountryCode') ?? '');
	});
}

function notACountry(cause: unknown): InputError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new InputError('Default Country', `"Default Country" cannot be used: ${reason}`, {
		cause,
	});
}
