/**
 * What nobody has settled about reading the PBX: live calls, the call log, reports and recordings.
 * The most likely value of xapi.md comes first.
 */
export const READ_SWITCHES = {
	/**
	 * Words in `ActiveCalls.Status`: the five that were seen, or those that programs test for without
	 * proof (Ringing, Dialing, Connected). xapi.md §3.1.
	 */
	activeCallWords: ['seen', 'expected'],

	/** Callee of a call that waits in a queue while agents ring; both were seen. xapi.md §3.1. */
	queueCallee: ['queue', 'ringingAgent'],

	/** Several phones ring for one call: one row, or one for each with the same Id. §11 no. 9. */
	ringAllRows: ['one', 'each'],

	/** Callee of a parked call: the shared slot, or a code such as `*888`; both were seen. §3.1. */
	parkedCallee: ['slot', 'code'],

	/** `EstablishedAt` before the answer: "null or unset". xapi.md §3.1, §2.5. */
	unansweredEstablishedAt: ['null', 'absent', 'year1'],

	/** Whether `ActiveCalls.Id` is the `callid` of Call Control; nobody states it. xapi.md §5. */
	activeCallIds: ['callid', 'separate'],

	/** `Pbx.DropCall` for a call that is over. xapi.md §3.1. */
	dropUnknownCall: [404, 400],

	/** Last moment of a report's period. xapi.md §3.2, §11 no. 7. */
	periodEnd: ['exclusive', 'inclusive'],

	/** How the bounds of a period are read: as written, or their digits as PBX time. §3.2. */
	periodZone: ['utc', 'pbx'],

	/** Bounds with `%3A` or `.000`: taken, or the period is ignored, as one tool reports. §2.3. */
	oddDates: ['taken', 'ignored'],

	/** `$count=true` on a report: counted, or an empty set, as seen on some builds. §2.1. */
	reportCount: ['counted', 'emptySet'],

	/** Largest `$top` of a report; 500 to 1000 were used, 100000 on CallHistoryView. §2.1. */
	reportTopLimit: ['none', 100, 1000],

	/** More rows than this in the period of a report: 504, as reported for large ones. §1.4. */
	reportTimeoutRows: ['never', 20_000],

	/** From the end of a call to its rows in the log. */
	logDelayMs: [0, 3000],

	/** Where a queue's own row shows the time waited; it counts as answered anyway. §3.2. */
	queueRowWait: ['ringing', 'talking'],

	/** `CallLogData.CallId`: zero (likely in many rows), or the number of ActiveCalls. §3.2. */
	logCallId: ['zero', 'callid'],

	/** CallHistoryView since U6: no new rows, or 500 as soon as it is filtered; both seen. §3.2. */
	callHistoryView: ['frozen', 'failsWithFilter'],

	/** `''` for all queues in the reports where one source saw 404. xapi.md §3.7. */
	allQueuesByEmptyText: ['taken', 404],

	/** Several DNs in one text: joined by a blank, or by a comma. xapi.md §3.7. */
	dnSeparator: ['blank', 'comma'],

	/** `clientTimeZone` of AgentLoginHistory: both, or one form only with 404 for the other. §3.7. */
	clientTimeZone: ['any', 'offset', 'iana'],

	/** ReportExtensionStatistics: answered, or 500 always, as on one PBX. xapi.md §3.7. */
	extensionStatistics: ['answered', 500],

	/** Zero counts in report rows: sent, or left out as null is. xapi.md §2.5. */
	zeroCounts: ['sent', 'omitted'],

	/**
	 * Row of a recording: written at the end of the call, or there while it runs, with no `EndTime` yet.
	 * Nobody tells. xapi.md §3.9.
	 */
	recordingRow: ['atEnd', 'whileRunning'],

	/** Download of a recording that was moved to the archive. xapi.md §3.9, inferred. */
	archivedRecording: ['served', 'missing'],
} as const;

/** Names of the switches about reading, for a matrix of a client's tests. */
export const READ_SWITCH_NAMES = Object.keys(READ_SWITCHES) as Array<keyof typeof READ_SWITCHES>;
