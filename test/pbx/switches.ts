import { CALL_SWITCHES } from './callSwitches';
import { READ_SWITCHES } from './readSwitches';

/**
 * What nobody has seen of the real PBX. Each switch names the values that are plausible, the
 * default first; the client's tests must pass under every value (pbx-simulator.md §9).
 */
export const SWITCH_VALUES = {
	/**
	 * Does a new token of a client kill the older one at once? Reported so by most sources, the
	 * moment of its death is unknown. xapi.md §1.1, call-control-api.md "One active token".
	 */
	tokens: ['exclusive', 'shared'],

	/** HTTP status for a wrong client id or secret; both are reported. xapi.md §1.1. */
	invalidClientStatus: [401, 400],

	/**
	 * Unit of `expires_in`. Minutes before 20.0.9, seconds since; a build that breaks the rule is
	 * what the other two values are for. xapi.md §1.1.
	 */
	expiresIn: ['byVersion', 'seconds', 'minutes'],

	/**
	 * T15: body of refusals for which no sample exists. `native` is what fits the surface (OAuth
	 * error, ODataError, Call Control result object; nothing at all for 401 and 403 of the XAPI).
	 */
	errorBody: ['native', 'empty', 'message', 'text', 'html'],

	/** T16: answer for a DN that the client may not see. pbx-simulator.md §4. */
	foreignDn: [403, 404],

	/** Rows of a list without `$top`: 100 by one document, 50 by one PBX. xapi.md §2.1. */
	defaultPageSize: [100, 50],

	/** Whether a System Administrator gets the reports that no source names. xapi.md §1.3. */
	reportsForAdmins: ['refused', 'allowed'],

	/**
	 * How "forward to Mobile" is kept; decides whether `PATCH Mobile` is enough. xapi.md §4.3.
	 * `reference`: External is empty, Mobile is looked up when the call comes. `mirrored`: External
	 * shows the user's Mobile and follows it. `copy`: the console wrote the number once.
	 */
	mobileForwarding: ['reference', 'mirrored', 'copy'],

	/**
	 * An explicit number written into a destination of kind Mobile: makes it an ordinary outside
	 * destination, or is not taken and it stays Mobile. Nobody has tried. xapi.md §4.3.
	 */
	mobileDestinationWrite: ['becomesOrdinary', 'staysMobile'],

	/**
	 * ForwardingProfiles in `PATCH Users(Id)`: applied, answered 204 and dropped, or 400. Only
	 * third-party code without proof says that it works. xapi.md §4.6.
	 */
	profileWrite: ['accepted', 'ignored', 'rejected'],

	/** The same for `Users/Pbx.MultiUserUpdate`, which one migration tool has seen working. §4.6. */
	bulkProfileWrite: ['accepted', 'ignored', 'rejected'],

	/**
	 * Ids of profiles after a rewrite, and whether an expanded profile has an Id at all. One source
	 * saw them change and be absent. xapi.md §4.5.
	 */
	profileIds: ['kept', 'regenerated', 'absent'],

	/** Fewer than five profiles in a write: the others are lost, or stay. xapi.md §4.6. */
	multipleProfilesMissing: ['replaceLoses', 'kept'],

	/** Whether the PBX drops blanks, `- / ( ) .` of an outside number before dialling. xapi.md §4.4. */
	dialStripsPunctuation: [true, false],

	/**
	 * "200" as an outside destination: rings extension 200, or is sent to the outbound rules.
	 * xapi.md §11 no. 12.
	 */
	internalNumberInExternal: ['internal', 'outside'],

	/** Which destination counts for outside callers when an `…AllCalls` flag is true. §4.5. */
	allCallsFlag: ['external', 'internal'],

	/** Departments with hours of their own: which of them an inbound rule goes by. Nobody tells; xapi.md §3.11. */
	inboundRuleHours: ['default', 'destination'],

	/** `AllHoursExternal: false`: no effect, or the destination counts in office hours only. §4.5. */
	allHoursExternalFalse: ['always', 'officeHoursOnly'],

	...CALL_SWITCHES,

	...READ_SWITCHES,
} as const;

/** Name of a switch. */
export type SwitchName = keyof typeof SWITCH_VALUES;

/** One value for each switch; live, so a test may change it between two requests. */
export type Switches = { -readonly [K in SwitchName]: (typeof SWITCH_VALUES)[K][number] };

/** All switch names. */
export const SWITCH_NAMES = Object.keys(SWITCH_VALUES) as SwitchName[];

/** The defaults, with some of them replaced. */
export function switchesWith(changes: Partial<Switches> = {}): Switches {
	const defaults = Object.fromEntries(
		SWITCH_NAMES.map((name) => [name, SWITCH_VALUES[name][0]]),
	) as Switches;
	return { ...defaults, ...changes };
}

/**
 * Reads `value` (as typed on a command line or in JSON) for switch `name`.
 * @throws when the switch or the value does not exist, naming what does.
 */
export function parseSwitch(name: string, value: unknown): Partial<Switches> {
	const known = SWITCH_NAMES.find((candidate) => candidate === name);
	if (!known) throw new Error(`No switch "${name}". There are: ${SWITCH_NAMES.join(', ')}`);
	const values: ReadonlyArray<string | number | boolean> = SWITCH_VALUES[known];
	const match = values.find((candidate) => String(candidate) === String(value));
	if (match === undefined) {
		throw new Error(`Switch "${name}" takes ${values.join(' | ')}, not "${String(value)}"`);
	}
	return { [known]: match };
}
