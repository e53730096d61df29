import { HttpError } from '../../shared/transport';
import type { Xapi } from '../../shared/xapi';
import { readInboundRules, type InboundRule } from './inboundRules';
import { readOutboundRules, type OutboundRule } from './outboundRules';

/** What of the PBX besides the user decides whether a forwarded call gets through (xapi.md §4.5). */
export interface Surroundings {
	/** undefined: this client may not read it. */
	forwardingAllowed: boolean | undefined;
	blockedOutOfOffice: boolean | undefined;
	outboundRules: readonly OutboundRule[] | undefined;
	inboundRules: readonly InboundRule[] | undefined;
}

/** Reads the surroundings; what the client may not see, or the build does not have, stays undefined. */
export async function readSurroundings(xapi: Xapi): Promise<Surroundings> {
	const [general, outboundRules, inboundRules] = await Promise.all([
		visible(
			xapi.single('GeneralSettingsForPbx', {
				select: ['AllowFwdToExternal', 'DisableOutboundCallsOutOfficeHours'],
			}),
		),
		visible(readOutboundRules(xapi)),
		visible(readInboundRules(xapi)),
	]);
	return {
		forwardingAllowed: general?.flag('AllowFwdToExternal'),
		blockedOutOfOffice: general?.flag('DisableOutboundCallsOutOfficeHours'),
		outboundRules,
		inboundRules,
	};
}

/** The checks are extra: a role that may not read them, or an older build, must not fail the push. */
export async function visible<T>(read: Promise<T>): Promise<T | undefined> {
	return await read.catch((error: unknown) => {
		if (error instanceof HttpError && [400, 403, 404].includes(error.status)) return undefined;
		throw error;
	});
}
