import type { Destination } from '../world/destination';
import {
	AVAILABLE_SLOTS,
	AWAY_SLOTS,
	type ForwardingException,
	type ForwardingProfile,
} from '../world/forwarding';
import { displayName, type User } from '../world/users';
import { asRow, type Row, type Value } from '../world/values';
import { isAtLeast } from '../version';
import type { XapiContext } from './entitySet';
import { userMemberships } from './groupView';

/** Values of the properties that nothing depends on; a PATCH of one overrides it. */
const DULL: Row = {
	TranscriptionMode: 'Inherit',
	CallUsEnableChat: true,
	CallUsEnablePhone: true,
	CallUsEnableVideo: false,
	CallUsRequirement: 'Both',
	Language: 'DE',
	ContactImage: '',
	AIAgent: false,
	BlockTunnel: false,
	AllowLanOnly: true,
	AllowOwnRecordings: false,
	Blfs: '',
	CallScreening: false,
	Enable2FA: false,
	Require2FA: false,
	EnableHotdesking: false,
	HotdeskingAssignment: '',
	HideInPhonebook: false,
	ForbidRecording: false,
	RecordCalls: false,
	RecordEmailNotify: false,
	RecordExternalCallsOnly: false,
	SendEmailMissedCalls: false,
	MyPhoneAllowDeleteRecordings: false,
	MyPhoneHideForwardings: false,
	MyPhonePush: true,
	MyPhoneShowRecordings: false,
	PbxDeliversAudio: false,
	PinProtected: false,
	PinProtectTimeout: 0,
	SRTPMode: 'SRTPDisabled',
	VMDisablePinAuth: false,
	VMEmailOptions: 'Notification',
	VMPlayCallerID: true,
	VMPlayMsgDateTime: 'Play24Hr',
	Tags: [],
};

/** A user as it goes out, secrets included: a read without `$select` shows them (xapi.md §2.1). */
export function userRow(user: User, context: XapiContext): Row {
	return {
		...DULL,
		ClickToCallId: `c2c${user.Number}`,
		AccessPassword: `web-secret-${user.Number}`,
		AuthID: `auth${user.Number}`,
		AuthPassword: `sip-secret-${user.Number}`,
		DeskphonePassword: `phone-secret-${user.Number}`,
		SIPID: `sip${user.Number}`,
		VMPIN: `77${user.Number}`,
		...asRow(user),
		DisplayName: displayName(user),
		IsRegistered: user.devices.length > 0,
		Groups: userMemberships(user, context.world),
		ForwardingProfiles: user.ForwardingProfiles.map((one) => profileRow(one, user, context)),
		ForwardingExceptions: user.ForwardingExceptions.map((rule) => exceptionRow(rule, context)),
		Greetings: [],
		Phones: [],
	};
}

function profileRow(profile: ForwardingProfile, user: User, context: XapiContext): Row {
	const show = (destination: Destination | null) => destinationRow(destination, user, context);
	const { AvailableRoute: available, AwayRoute: away } = profile;
	const row: Row = {
		...asRow(profile),
		AvailableRoute: available && {
			...asRow(available),
			...shown(AVAILABLE_SLOTS, (slot) => show(available[slot])),
		},
		AwayRoute: away && { ...asRow(away), ...shown(AWAY_SLOTS, (slot) => show(away[slot])) },
	};
	// A key with `undefined` is left out: profiles without an Id were seen (xapi.md §4.5).
	if (context.switches.profileIds === 'absent') row.Id = undefined;
	return row;
}

function shown<T extends string>(slots: readonly T[], show: (slot: T) => Value): Row {
	return Object.fromEntries(slots.map((slot) => [slot, show(slot)]));
}

/** A destination of kind "Mobile" looks as the switch `mobileForwarding` says (xapi.md §4.3). */
function destinationRow(
	destination: Destination | null,
	user: User,
	{ switches }: XapiContext,
): Row | null {
	if (!destination) return null;
	if (!destination.mobile) return asRow(destination);
	const looks = {
		reference: '',
		mirrored: user.Mobile ?? '',
		copy: destination.External,
	};
	return { ...asRow(destination), External: looks[switches.mobileForwarding] };
}

/** Before 20.0.9 a rule has a caller ID and cannot be switched off (xapi.md §6.1). */
function exceptionRow(rule: ForwardingException, { version }: XapiContext): Row {
	return isAtLeast(version, '20.0.9') ? asRow(rule) : { ...asRow(rule), CallerId: rule.Data };
}
