import { readDutyUser } from '../../nodes/ThreeCxUpdateOnCallForwarding/forwarding/dutyUser';
import { readSurroundings } from '../../nodes/ThreeCxUpdateOnCallForwarding/forwarding/surroundings';
import { maskNumber } from '../../nodes/shared/phone';
import type { ReadContext } from './nodeReads';

/** The reads of the on-call push: the user with its forwarding rules, and what else decides where calls go. */
export async function readForwarding(
	{ xapi, login }: ReadContext,
	notes: string[],
): Promise<string> {
	const { number, name, mobile, profiles, enabled } = await readDutyUser(
		xapi,
		login.onCallExtension,
	);
	if (!enabled) notes.push(`the user ${number} is disabled in 3CX`);
	if (mobile === '') notes.push(`the user ${number} has no mobile number yet`);
	if (profiles.length === 0) {
		notes.push('no forwarding rules came: the node cannot prove where calls go');
	}
	const around = await readSurroundings(xapi);
	if (around.forwardingAllowed === undefined)
		notes.push(unread('forwarding to the outside is allowed'));
	if (around.outboundRules === undefined) notes.push(unread('an outbound rule takes the number'));
	if (around.inboundRules === undefined) notes.push(unread('an inbound rule leads to the user'));
	const shown = mobile === '' ? '' : `, mobile ${maskNumber(mobile)}`;
	return `${number} "${name}"${shown}, ${profiles.length} statuses with forwarding rules`;
}

function unread(what: string): string {
	return `whether ${what} may not be read by this role; the node leaves that check out`;
}
