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
	let withDid = 0;
	let all = 0;
	try {
		const wishes = { ...ordinaryWishes(job), ...period };
		for await (const row of runReport(job.pbx.xapi, 'inboundCalls', wishes)) {
			const id = row.text('CallHistoryId');
			const did = row.text('Did') ?? '';
			all++;
			if (did !== '') withDid++;
			if (id !== undefined && isMeant(did)) calls.add(id);
		}
		if (all > 0 && withDid === 0) {
			job.notes.push('3CX tells the DID of no call in this period, so the filter "DID" finds none');
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
