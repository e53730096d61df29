import { asThreeCxError, HttpError } from '../../../shared/transport';
import { runReport, type Slice } from '../../../shared/xapi';
import type { Job } from '../../job';
import { ordinaryWishes } from '../getReport/wishes';

/** Rows of the call log hold no DID, so the calls to it are taken from the report of inbound calls. */
export async function didCalls(
	job: Job,
	period: Slice,
	isMeant: (number: string) => boolean,
): Promise<ReadonlySet<string>> {
	const calls = new Set<string>();
	try {
		const wishes = { ...ordinaryWishes(job), ...period };
		for await (const row of runReport(job.pbx.xapi, 'inboundCalls', wishes)) {
			const id = row.text('CallHistoryId');
			if (id !== undefined && isMeant(row.text('Did') ?? '')) calls.add(id);
		}
		return calls;
	} catch (error) {
		const problem = asThreeCxError(error);
		const isOld = problem instanceof HttpError && [400, 404].includes(problem.status);
		const shown = isOld ? notOffered(problem) : problem;
		throw shown;
	}
}

function notOffered(cause: HttpError): HttpError {
	return new HttpError(
		'This build of 3CX cannot tell calls by their DID',
		cause.status,
		cause.body,
		{ hint: 'It came with 20.0 Update 6. Leave the filter "DID" out, or update 3CX.', cause },
	);
}
