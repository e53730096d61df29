import { asThreeCxError, HttpError } from '../transport';

/**
 * What the PBX offers only on newer builds, or to higher roles: where it does not, a note says so and the rest goes on.
 *
 * @param what as in "CPU and memory": begins the note
 */
export async function ifOffered<T>(
	what: string,
	read: Promise<T>,
	notes: string[],
): Promise<T | undefined> {
	try {
		return await read;
	} catch (error) {
		const problem = asThreeCxError(error);
		const why = problem instanceof HttpError ? REASONS[problem.status] : undefined;
		if (why === undefined) throw problem;
		notes.push(`${what}: ${why}`);
		return undefined;
	}
}

const REASONS: Readonly<Record<number, string>> = {
	400: 'this build of 3CX does not know it (400)',
	403: 'the role of this API client may not read it (403); it needs System Owner',
	404: 'this build of 3CX does not offer it (404)',
	500: '3CX had a fault while reading it (500)',
};
