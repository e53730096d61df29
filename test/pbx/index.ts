/** The simulated 3CX V20: what tests, the demo and `npm run pbx` import. */
export type { CallDestination, Pbx, PbxOptions } from './api';
export { CALL_SWITCH_NAMES } from './callSwitches';
export type { CallFacts, LegFacts, PbxCalls, PbxSockets } from './callsApi';
export type { CallTruth, LegTruth } from './calls/truth';
export { realClock, virtualClock, type SimClock, type VirtualClock } from './clock';
export { Faults, type Fault, type FaultAction, type FaultMatch, type FaultSpec } from './faults';
export { Journal, type FrameEntry, type JournalEntry, type JournalFilter } from './journal';
export { heardPrompts, whichPrompts, type HeardPrompt } from './media/heardPrompts';
export { PROMPTS, type Prompt } from './media/prompts';
export type { FarVoice, PbxMedia, UploadFacts } from './mediaApi';
export { READ_SWITCH_NAMES } from './readSwitches';
export type { PbxRecords, RowWishes } from './recordsApi';
export type { HistoryWishes } from './records/generate';
export type { Segment } from './records/segment';
export { startPbx } from './pbx';
export {
	SWITCH_NAMES,
	SWITCH_VALUES,
	switchesWith,
	type SwitchName,
	type Switches,
} from './switches';
export { pairwise } from './pairwise';
export { switchMatrix } from './switchMatrix';
export type { Behaviour } from './world/behaviour';
export type { ApiClient, RoleName } from './world/clients';
export { DEFAULT_SECRET } from './world/defaultClients';
export { defaultWorld, type WorldOptions } from './world/defaultWorld';
export {
	boomerangDestination,
	dnDestination,
	endCall,
	externalDestination,
	mobileDestination,
	proceedDestination,
	voicemailDestination,
	type Destination,
} from './world/destination';
export {
	chooseMobile,
	ordinaryProfiles,
	profile,
	profiles,
	PROFILE_NAMES,
	type AvailableRoute,
	type AwayRoute,
	type ForwardingException,
	type ForwardingProfile,
} from './world/forwarding';
export { periods, schedule, type Holiday, type Period, type Schedule } from './world/schedule';
export { deskPhone, type Device, type User } from './world/users';
export { World, type WorldState } from './world/world';
