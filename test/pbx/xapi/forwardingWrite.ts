import {
	AVAILABLE_SLOTS,
	AWAY_SLOTS,
	PROFILE_NAMES,
	type AvailableRoute,
	type AwayRoute,
	type ForwardingException,
	type ForwardingProfile,
} from '../world/forwarding';
import type { Schedule } from '../world/schedule';
import type { User } from '../world/users';
import {
	asRow,
	flagOf,
	isRow,
	numberOf,
	rowsOf,
	textOf,
	type Row,
	type Value,
} from '../world/values';
import { warning } from '../odata/errors';
import { isAtLeast } from '../version';
import { adoptDestination, destinationFrom, type MobileLook } from './destinationWrite';
import type { XapiContext } from './entitySet';
import { complete } from './writes';

/** Refuses a list of profiles that cannot be matched with the user's (before anything is changed). */
export function checkProfiles(user: User, incoming: Row[]): void {
	for (const row of incoming) {
		if (!profileName(user, row)) throw warning('WARNINGS.XAPI.REQUIRED', 'ForwardingProfiles');
	}
}

/**
 * Replaces the profiles of a user by what a client wrote. `mobileBefore` is the user's Mobile
 * before the same request changed it: what the client read may show either.
 */
export function replaceProfiles(
	user: User,
	incoming: Row[],
	context: XapiContext,
	mobileBefore: string | null,
): void {
	const { switches, world } = context;
	const look = mobileLook(user, mobileBefore, context);
	const written = incoming.map((row) => {
		const name = profileName(user, row);
		const old = user.ForwardingProfiles.find((candidate) => candidate.Name === name);
		const id = switches.profileIds === 'regenerated' || !old ? world.takeId() : old.Id;
		return adoptProfile(row, old, { id, name }, look);
	});
	const kept =
		switches.multipleProfilesMissing === 'kept'
			? user.ForwardingProfiles.filter((old) => !written.some((fresh) => fresh.Name === old.Name))
			: [];
	const order = (one: ForwardingProfile) =>
		PROFILE_NAMES.findIndex((name) => name === one.Name) + 1 || PROFILE_NAMES.length + 1;
	user.ForwardingProfiles = [...written, ...kept].sort((a, b) => order(a) - order(b));
}

/** By name; by Id for a client that sends no name. */
function profileName(user: User, row: Row): string {
	const byId = user.ForwardingProfiles.find((candidate) => candidate.Id === row.Id)?.Name;
	return textOf(row, 'Name', byId ?? '');
}

function mobileLook(user: User, mobileBefore: string | null, context: XapiContext): MobileLook {
	const { mobileForwarding } = context.switches;
	return {
		emptyMeansMobile: mobileForwarding === 'reference',
		staysMobile:
			mobileForwarding !== 'copy' && context.switches.mobileDestinationWrite === 'staysMobile',
		shown: (old) => {
			if (mobileForwarding === 'reference') return [''];
			return mobileForwarding === 'copy' ? [old.External] : [mobileBefore ?? '', user.Mobile ?? ''];
		},
	};
}

function adoptProfile(
	row: Row,
	old: ForwardingProfile | undefined,
	{ id, name }: { id: number; name: string },
	look: MobileLook,
): ForwardingProfile {
	return {
		Id: id,
		Name: name,
		CustomName: textOf(row, 'CustomName', old?.CustomName ?? ''),
		CustomMessage: textOf(row, 'CustomMessage', old?.CustomMessage ?? ''),
		AcceptMultipleCalls: flagOf(row, 'AcceptMultipleCalls'),
		BlockPushCalls: flagOf(row, 'BlockPushCalls'),
		DisableRingGroupCalls: flagOf(row, 'DisableRingGroupCalls'),
		NoAnswerTimeout: numberOf(row, 'NoAnswerTimeout', old?.NoAnswerTimeout ?? 20),
		OfficeHoursAutoQueueLogOut: flagOf(row, 'OfficeHoursAutoQueueLogOut'),
		RingMyMobile: flagOf(row, 'RingMyMobile'),
		AvailableRoute: adoptAvailable(row.AvailableRoute, old?.AvailableRoute, look),
		AwayRoute: adoptAway(row.AwayRoute, old?.AwayRoute, look),
	};
}

function adoptAvailable(
	incoming: Value,
	old: AvailableRoute | null | undefined,
	look: MobileLook,
): AvailableRoute | null {
	if (!isRow(incoming)) return null;
	const route: AvailableRoute = {
		BusyAllCalls: flagOf(incoming, 'BusyAllCalls'),
		NoAnswerAllCalls: flagOf(incoming, 'NoAnswerAllCalls'),
		NotRegisteredAllCalls: flagOf(incoming, 'NotRegisteredAllCalls'),
		BusyExternal: null,
		BusyInternal: null,
		NoAnswerExternal: null,
		NoAnswerInternal: null,
		NotRegisteredExternal: null,
		NotRegisteredInternal: null,
	};
	for (const slot of AVAILABLE_SLOTS) {
		route[slot] = adoptDestination(incoming[slot], old?.[slot], look);
	}
	return route;
}

function adoptAway(
	incoming: Value,
	old: AwayRoute | null | undefined,
	look: MobileLook,
): AwayRoute | null {
	if (!isRow(incoming)) return null;
	const route: AwayRoute = {
		AllHoursExternal: flagOf(incoming, 'AllHoursExternal'),
		AllHoursInternal: flagOf(incoming, 'AllHoursInternal'),
		External: null,
		Internal: null,
	};
	for (const slot of AWAY_SLOTS) route[slot] = adoptDestination(incoming[slot], old?.[slot], look);
	return route;
}

/** Replaces the exceptions; before 20.0.9 a rule was `CallerId` and nothing else (xapi.md §6.1). */
export function replaceExceptions(user: User, body: Row, context: XapiContext): void {
	const modern = isAtLeast(context.version, '20.0.9');
	user.ForwardingExceptions = rowsOf(body, 'ForwardingExceptions').map((row) => {
		const old = user.ForwardingExceptions.find((rule) => rule.Id === row.Id);
		return {
			Id: old?.Id ?? context.world.takeId(),
			CallType: modern
				? (textOf(row, 'CallType', 'AllCalls') as ForwardingException['CallType'])
				: 'AllCalls',
			Condition: modern
				? (textOf(row, 'Condition', 'ForwardAll') as ForwardingException['Condition'])
				: 'BasedOnCallerID',
			Data: textOf(row, modern ? 'Data' : 'CallerId'),
			Enabled: modern ? flagOf(row, 'Enabled') : true,
			Destination: isRow(row.Destination) ? destinationFrom(row.Destination) : null,
			Hours: hoursFrom(row.Hours, context.version),
		};
	});
}

function hoursFrom(value: Value, version: string): Schedule | null {
	const completed = complete(value, 'Schedule', version);
	return isRow(completed) && isSchedule(completed) ? completed : null;
}

function isSchedule(value: object): value is Schedule {
	return typeof asRow(value).Type === 'string';
}
