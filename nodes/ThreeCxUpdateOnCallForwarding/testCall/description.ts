import type { INodeProperties } from 'n8n-workflow';

/** The fields of the test call. */
export function testCallFields(show: Record<string, string[]>): INodeProperties[] {
	return [
		{
			displayName: 'Test Call After a Change',
			name: 'testCall',
			type: 'boolean',
			displayOptions: { show },
			default: false,
			description:
				'Whether to call a person who has just come on duty, who then presses a key to accept. The call comes from the route point of the credential.',
		},
		{
			displayName: 'Test Call Options',
			name: 'testCallOptions',
			type: 'collection',
			placeholder: 'Add option',
			displayOptions: { show: { ...show, testCall: [true] } },
			default: {},
			options: [
				{
					displayName: 'Accept Key',
					name: 'acceptKey',
					type: 'string',
					default: '1',
					description: 'The key that accepts: 0 to 9, * or #',
				},
				{
					displayName: 'Ask',
					name: 'attempts',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 10 },
					default: 3,
					description: 'How often the prompt is played at most',
				},
				{
					displayName: 'If Not Accepted',
					name: 'ifNotAccepted',
					type: 'options',
					options: [
						{
							name: 'Keep and Warn',
							value: 'keep',
							description: 'The number stays; the item has a warning',
						},
						{
							name: 'Set the Next Person',
							value: 'next',
							description:
								'The next person of the plan who is on duty now is set and called, each once; then the fallback number. Until the end of the shift who did not accept is passed over. Use it in one n8n only.',
						},
					],
					default: 'keep',
					description: 'What happens when nobody answers, or the person does not accept',
				},
				{
					displayName: 'Prompt',
					name: 'prompt',
					type: 'string',
					default: '',
					placeholder: 'e.g. data or https://example.com/on-call.wav',
					description:
						'What the person hears, for instance "You are on call, press 1 to accept": a path on the PBX, an https address, or the name of an input data field. Empty: three beeps.',
				},
				{
					displayName: 'Quiet Hours From',
					name: 'quietFrom',
					type: 'string',
					default: '',
					placeholder: 'e.g. 23:00',
					description: 'Nobody is called from then on, in the time zone of the plan',
				},
				{
					displayName: 'Quiet Hours To',
					name: 'quietTo',
					type: 'string',
					default: '',
					placeholder: 'e.g. 07:00',
					description: 'End of the quiet hours',
				},
				{
					displayName: 'Ring for (Seconds)',
					name: 'ringSeconds',
					type: 'number',
					typeOptions: { minValue: 5, maxValue: 120 },
					default: 30,
					description: 'How long the phone rings; shorter than the voicemail of the person takes',
				},
				{
					displayName: 'Wait for Key (Seconds)',
					name: 'keySeconds',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 60 },
					default: 8,
					description: 'How long a key is waited for after the prompt',
				},
			],
		},
	];
}
