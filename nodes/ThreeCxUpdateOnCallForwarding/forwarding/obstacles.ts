import { readDestination } from './destination';
import type { DutyUser } from './dutyUser';
import { inboundProblems } from './inboundRules';
import { takes } from './outboundRules';
import type { Surroundings } from './surroundings';
import { reaches, type Target } from './target';

/** Something that can keep a call from the person on duty although the number is right. */
export interface Obstacle {
	message: string;
	/** Whether it stops calls that would otherwise get through; else it is only worth knowing. */
	stops: boolean;
}

/** What of the user himself stands in the way. */
export function userObstacles(user: DutyUser, target: Target): Obstacle[] {
	const outside = target.peerType === undefined;
	const found: Obstacle[] = [];
	const stop = (message: string) => found.push({ message, stops: true });
	const note = (message: string) => found.push({ message, stops: false });
	if (!user.enabled) stop(`The user ${user.number} is disabled in 3CX`);
	if (outside && user.insideOnly) stop(`The user ${user.number} may not call outside numbers`);
	if (outside && user.officeHours.includes('BlockOutboundCalls')) {
		stop(`Outbound calls of ${user.number} are blocked outside office hours`);
	}
	if (user.officeHours.includes('AutoSwitchProfiles')) {
		note(
			`3CX switches the status of ${user.number} by office hours; all its forwarding rules must be right`,
		);
	}
	if (user.registered === true) {
		note(`A phone is registered at ${user.number}: it rings before calls are forwarded`);
	}
	const exceptions = user.exceptions.filter(
		(rule) =>
			rule.flag('Enabled') !== false &&
			!reaches(readDestination(rule.child('Destination')), target),
	);
	if (exceptions.length > 0) {
		stop(
			`${exceptions.length} forwarding exception(s) of ${user.number} go first and send some callers elsewhere`,
		);
	}
	return found;
}

/** What of the PBX stands in the way. @param did the emergency number, whose way is checked apart; empty when not known */
export function pbxObstacles(
	around: Surroundings,
	user: DutyUser,
	target: Target,
	did: string,
): Obstacle[] {
	const found: Obstacle[] = [];
	const stop = (message: string) => found.push({ message, stops: true });
	const note = (message: string) => found.push({ message, stops: false });
	if (target.peerType === undefined) {
		if (around.forwardingAllowed === false)
			stop('3CX does not allow forwarding to outside numbers (general settings)');
		if (around.blockedOutOfOffice === true)
			stop('3CX blocks outbound calls outside office hours (general settings)');
		const call = { number: target.rule.text, extension: user.number, groupId: user.groupId };
		if (around.outboundRules?.every((rule) => !takes(rule, call))) {
			stop(
				`No outbound rule takes the number as it is written for ${user.number}; another "Number Format" may fit`,
			);
		}
	}
	if (around.inboundRules !== undefined && did === '') {
		for (const message of inboundProblems(around.inboundRules, user.number)) note(message);
	}
	const unseen = [
		around.forwardingAllowed === undefined ? 'general settings' : '',
		around.outboundRules === undefined ? 'outbound rules' : '',
		around.inboundRules === undefined ? 'inbound rules' : '',
	].filter((name) => name !== '');
	if (unseen.length > 0)
		note(`Not checked, this API client may not read them: ${unseen.join(', ')}`);
	return found;
}
