/** 0171…45: enough to recognise a number, not enough to misuse it. */
export function masked(number) {
	const text = String(number ?? '');
	return text.length <= 6 ? text : `${text.slice(0, 4)}…${text.slice(-2)}`;
}

const time = (at) => new Date(at).toLocaleTimeString('de-DE');

/** What one run of the workflow did, in a line; `undefined` when it says nothing new. */
export function pushLine(execution, report, previous) {
	const at = time(execution.stoppedAt ?? execution.startedAt);
	const error = execution.data?.resultData?.error;
	if (execution.status !== 'success' || !report)
		return `${at}  no push: ${error?.message ?? execution.status}`;
	if (report.status === 'unchanged') {
		const same = previous?.status === 'unchanged' && previous.newNumber === report.newNumber;
		return same
			? undefined
			: `${at}  ${report.extension} is right already (${masked(report.newNumber)}); nothing written`;
	}
	const whose = report.person ?? (report.status === 'fallback' ? 'central number' : report.source);
	const proof = report.verified ? 'verified' : 'NOT verified';
	return `${at}  ${report.extension} → ${whose} ${masked(report.newNumber)}, ${proof} (${report.status})`;
}

/** Calls `tell` with each finished execution of the workflow, oldest first, until `stopped` says so. */
export async function followExecutions({ api, workflowId, itemsOf, node, tell, stopped, sleep }) {
	const seen = new Set();
	while (!stopped()) {
		const executions = await api.executions(workflowId, 10).catch(() => []);
		for (const execution of executions.reverse()) {
			if (seen.has(execution.id)) continue;
			seen.add(execution.id);
			await tell(execution, itemsOf(execution, node)[0]);
		}
		await sleep(1_000);
	}
}

/** The same run as the start page wants it (test/pbx/phone/tour.ts). */
export function tourPush(execution, report) {
	const isDone = execution.status === 'success' && report !== undefined;
	return {
		at: new Date(execution.stoppedAt ?? execution.startedAt).getTime(),
		status: isDone ? report.status : 'failed',
		extension: report?.extension ?? '',
		person: report?.person ?? '',
		number: report?.newNumber ?? '',
		verified: isDone && report.verified === true,
		problem: isDone ? '' : (execution.data?.resultData?.error?.message ?? execution.status),
	};
}
