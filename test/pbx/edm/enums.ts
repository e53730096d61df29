/** Members of the enumerations that the simulator serves (fact: xapi.md §3); on the wire as texts. */
export const ENUMS: Record<string, readonly string[]> = {
	Authentication: ['Both', 'Name', 'Email', 'None'],
	CallHandlingFlags: ['WelcomeMessageForIncomingCalls', 'HoldCall'],
	DayOfWeek: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
	DestinationType: words(
		'None VoiceMail Extension Queue RingGroup IVR External Fax Boomerang Deflect ' +
			'VoiceMailOfDestination Callback RoutePoint ProceedWithNoExceptions',
	),
	EventLogType: ['Error', 'Warning', 'Info'],
	DirectionType: ['None', 'Inbound', 'Outbound', 'Both'],
	GroupHoursMode: words(
		'Default ForceOpened ForceClosed ForceBreak ForceCustomOperator ForceHoliday HasForcedMask',
	),
	IVRForwardType: words(
		'EndCall Extension RingGroup Queue IVR VoiceMail CallByName RepeatPrompt CustomInput',
	),
	IVRType: ['Default', 'CodeBased', 'ScriptBased', 'Wakeup'],
	OfficeHoursBits: [
		'GlobalSchedule',
		'AutoSwitchProfiles',
		'AutoQueueLogOut',
		'BlockOutboundCalls',
	],
	PeerType: words(
		'None Extension Queue RingGroup IVR Fax Conference SpecialMenu Parking ExternalLine Group ' +
			'RoutePoint',
	),
	PollingStrategyType: words(
		'Hunt RingAll HuntRandomStart NextAgent LongestWaiting LeastTalkTime FewestAnswered HuntBy3s ' +
			'First3Available SkillBasedRouting_RingAll SkillBasedRouting_HuntRandomStart ' +
			'SkillBasedRouting_RoundRobin SkillBasedRouting_FewestAnswered',
	),
	QueueRecording: ['Disabled', 'AllowToOptOut', 'AskToOptIn'],
	QueueStatusType: ['LoggedOut', 'LoggedIn'],
	RecordingCallType: ['Local', 'InboundExternal', 'OutboundExternal'],
	RemoteStorageStatus: ['NotConfigured', 'PartiallyConfigured', 'Configured'],
	RuleCallTypeType: ['AllCalls', 'InternalCallsOnly', 'ExternalCallsOnly'],
	RuleConditionType: words(
		'NoAnswer PhoneBusy PhoneNotRegistered ForwardAll BasedOnCallerID BasedOnDID',
	),
	RuleHoursType: words(
		'AllHours OfficeHours OutOfOfficeHours SpecificHours SpecificHoursExcludingHolidays ' +
			'OutOfSpecificHours OutOfSpecificHoursIncludingHolidays Never BreakTime',
	),
	ServiceStatus: words(
		'Stopped StartPending StopPending Running ContinuePending PausePending Paused',
	),
	PhoneSystemService: words(
		'Database Configuration AudioProvider SIPService SystemService IVR CallFlow QueueMananger ' +
			'Tunnel ManagementConsole MediaServer HotelModule EventNotiificationManager Nginx Gateway AiBridge',
	),
	SRTPModeType: ['SRTPDisabled', 'SRTPEnabled', 'SRTPEnforced'],
	StrategyType: ['Hunt', 'RingAll', 'Paging'],
	TranscriptionType: ['Nothing', 'Voicemail', 'Recordings', 'Both', 'Inherit'],
	UserTag: words('MS Teams Google WakeUp FaxServer Principal WeakID WeakPass WM AI'),
	VMEmailOptionsType: words(
		'None Notification Attachment AttachmentAndDelete VmailToMembers EmailToExtrasOnly',
	),
	VMPlayMsgDateTimeType: ['None', 'Play12Hr', 'Play24Hr'],
	XOperatingSystemType: ['Other', 'Linux', 'Windows'],
};

function words(text: string): string[] {
	return text.split(' ');
}
