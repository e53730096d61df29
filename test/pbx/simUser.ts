import { checkDelta } from './odata/delta';
import type { SimulatedPbx } from './pbx';
import { chooseMobile } from './world/forwarding';
import { deskPhone, type User } from './world/users';
import type { Row } from './world/values';
import type { XapiContext } from './xapi/entitySet';
import { applyToUser, checkUserBody } from './xapi/userWrite';

/** Words for what the console can do and the API cannot say. */
const CONSOLE_ONLY = ['forwardToMobile', 'registered', 'behaviour'];

/**
 * Somebody changes a user by hand in the console: any property of the API, and beside it
 * `forwardToMobile: true` (choose "Mobile" for outside callers), `registered: boolean` (a phone
 * comes or goes) and `behaviour` of that phone.
 */
export function changeUserByHand(pbx: SimulatedPbx, number: string, body: Row): User {
	const user = pbx.world.user(number);
	const fields = Object.entries(body).filter(([name]) => !CONSOLE_ONLY.includes(name));
	const plain = Object.fromEntries(fields);
	checkDelta(plain, 'User', pbx.version);
	checkUserBody(user, plain, 'accepted');
	applyToUser(user, plain, consoleContext(pbx), 'accepted');

	if (body.forwardToMobile === true) chooseMobile(user.ForwardingProfiles, user.Mobile);
	if (typeof body.registered === 'boolean')
		user.devices = body.registered ? [deskPhone(number)] : [];
	const { behaviour } = body;
	if (behaviour === 'answers' || behaviour === 'noAnswer' || behaviour === 'busy') {
		user.behaviour = behaviour;
	}
	return user;
}

function consoleContext(pbx: SimulatedPbx): XapiContext {
	const { world, switches, clock, tokens, exchange, records, version } = pbx;
	const client = world.clients[0];
	if (!client) throw new Error('The simulated PBX has no client');
	const core = { world, switches, clock, tokens, exchange, records, version };
	return { ...core, client, base: pbx.url, rawPath: '' };
}
