import { Row } from '../transport';
import { saidBy } from './callControlProblem';
import { readParticipant, type Participant } from './participant';

/** What 3CX answers to makecall and to actions. The HTTP status is the truth; this is what it says besides. */
export interface ActionResult {
	/** False only where the reply itself says so, in spite of a good HTTP status. */
	accepted: boolean;
	/** 3CX's words, phone numbers masked; empty when there are none. */
	reasonText: string;
	/** The own leg of a new call; undefined where the reply has none (switch T22, T28). */
	participant: Participant | undefined;
}

/** Text and number forms of a refusal are both possible (switch T1); case is not relied on. */
const REFUSALS: readonly string[] = ['failed', 'rejected', '-1', '0'];

/** Reads the body of a good reply, or of none. */
export function readResult(body: unknown): ActionResult {
	const row = Row.of(body);
	const status = row.text('finalstatus') ?? row.text('FinalStatus') ?? row.integer('finalstatus');
	return {
		accepted: status === undefined || !REFUSALS.includes(String(status).toLowerCase()),
		reasonText: saidBy(body),
		participant:
			readParticipant(row.raw.result) ?? readParticipant(row.raw.Result) ?? readParticipant(body),
	};
}
