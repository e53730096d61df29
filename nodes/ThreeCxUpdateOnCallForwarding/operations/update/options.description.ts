import type { INodeProperties } from 'n8n-workflow';

/** What can be left alone in most workflows. */
export const updateOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Alarm After (Failed Runs)',
			name: 'alarmAfter',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 1,
			description: 'So many failed runs of a line in a row make an alarm',
		},
		{
			displayName: 'Alarm Once',
			name: 'alarmOnce',
			type: 'boolean',
			default: false,
			description:
				'Whether only the first run of an outage stops the workflow. Later runs give items whose alarm is "ongoing" until it is "cleared". Runs by hand always stop.',
		},
		{
			displayName: 'Check What Else Can Stop Calls',
			name: 'checks',
			type: 'boolean',
			default: true,
			description:
				'Whether to look at general settings, outbound and inbound rules as well, once in five minutes',
		},
		{
			displayName: 'Clear Alarm After (Good Runs)',
			name: 'clearAlarmAfter',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 2,
			description: 'So many good runs of a line in a row end its alarm',
		},
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'string',
			default: '',
			placeholder: 'e.g. DE',
			description:
				'Country of numbers without one (0171 …), as DE or +49. Empty: the country that is set in 3CX.',
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to do everything except the writing',
		},
		{
			displayName: 'Emergency Number (DID)',
			name: 'emergencyNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 30 1234560',
			description:
				'The number that is called from outside: tells whom a call to it rings, now and at each change of the coming week, and warns where it does not come here',
		},
		{
			displayName: 'Heartbeat Address',
			name: 'heartbeatUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://hc-ping.com/your-uuid',
			description:
				'Web address that is called after each run in which the line is well (Healthchecks, Uptime Kuma): a monitor that hears nothing for too long raises its own alarm. If it cannot be reached, the run has a warning and nothing more.',
		},
		{
			displayName: 'Heartbeat Method',
			name: 'heartbeatMethod',
			type: 'options',
			options: [
				{ name: 'GET', value: 'GET' },
				{
					name: 'POST',
					value: 'POST',
					description: 'With the extensions of the lines in the body',
				},
			],
			default: 'GET',
			description: 'How the heartbeat address is called',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'English', value: 'en' },
				{ name: 'German', value: 'de' },
			],
			default: 'en',
			description: 'Of the texts in "announcements", for those who come on duty and leave it',
		},
		{
			displayName: 'Mask Numbers',
			name: 'maskNumbers',
			type: 'boolean',
			default: false,
			description:
				'Whether to shorten phone numbers in the output to 0171…45, also where a message would go',
		},
		{
			displayName: 'Number Format',
			name: 'numberFormat',
			type: 'options',
			options: [
				{
					name: 'As Entered',
					value: 'asEntered',
					description:
						'The field Mobile with all blanks and dashes, in every mode; the rules get digits',
				},
				{
					name: 'Automatic',
					value: 'auto',
					description:
						'With the mode Both the field Mobile as entered (0171-12345), the rules as digits; else digits only',
				},
				{ name: 'Digits Only (017112345)', value: 'dialable' },
				{ name: 'International With + (+4917112345)', value: 'e164' },
				{ name: 'International With 00 (004917112345)', value: 'international00' },
				{ name: 'National (017112345)', value: 'national' },
			],
			default: 'auto',
			description: 'How the number is written into 3CX; trunks and outbound rules differ',
		},
		{
			displayName: 'Person',
			name: 'person',
			type: 'string',
			default: '',
			description: 'Name of the person on duty for the output, where the number is given directly',
		},
		{
			displayName: 'Separate Outputs',
			name: 'separateOutputs',
			type: 'boolean',
			default: false,
			description:
				'Whether to have four outputs: Changed, Unchanged, Problem and Alarm. Problems then do not stop the workflow. Alarm gets an item once when an outage of a line begins, and once when it is over.',
		},
		{
			displayName: 'Stale Copies',
			name: 'staleCopies',
			type: 'options',
			options: [
				{
					name: 'Only Report',
					value: 'report',
					description: 'Leave the rule alone; the run ends as not forwarding',
				},
				{
					name: 'Repair',
					value: 'repair',
					description: 'Rewrite forwarding rules that still hold the number before',
				},
			],
			default: 'repair',
			description: 'With the mode Mobile Field: forwarding rules that do not follow the field',
		},
		{
			displayName: 'Take Over All Rules',
			name: 'takeOver',
			type: 'boolean',
			default: false,
			description:
				'Whether to also point rules for outside callers here that lead to voicemail, an extension or nowhere: sets up a new dummy user in one run. Not with the mode Mobile Field.',
		},
		{
			displayName: 'Text for Who Comes',
			name: 'comingText',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. {person}, you are on call for {line} until {until}',
			description:
				'Message to the person who comes on duty. Placeholders: {person}, {number}, {other}, {line}, {extension}, {until}. Empty: the usual text.',
		},
		{
			displayName: 'Text for Who Leaves',
			name: 'leavingText',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. {person}, {other} has taken over {line}',
			description: 'Message to the person who leaves duty, with the same placeholders',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description: 'Zone of times without one in the plan. Empty: the time zone of the workflow.',
		},
	],
};
