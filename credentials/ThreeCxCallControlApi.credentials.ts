import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { authenticateRequest, mintForCredential } from '../nodes/shared/n8n/authentication';

/** One API client of one 3CX, for all nodes of this package and for n8n's HTTP Request node. */
export class ThreeCxCallControlApi implements ICredentialType {
	name = 'threeCxCallControlApi';

	displayName = '3CX Call Control API';

	documentationUrl =
		'https://github.com/n8n-nodes-3cx-call-control/n8n-nodes-3cx-call-control#credential-3cx-call-control-api';

	icon: Icon = {
		light: 'file:../nodes/shared/icons/threecx.svg',
		dark: 'file:../nodes/shared/icons/threecx.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://my-company.3cx.eu',
			description:
				'Address of the PBX, with its port if it has one (self-hosted: mostly 5001). Empty: N8N_3CX_DEFAULT_SERVER.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 800',
			description: 'In 3CX: Admin console, Integrations, API',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The API key that 3CX shows once, when the client is made. Empty: N8N_3CX_CLIENT_SECRET.',
		},
		{
			displayName: 'Extension',
			name: 'extension',
			type: 'string',
			default: '',
			placeholder: 'e.g. 800',
			hint: 'Mostly empty: the same as the client ID',
			description: 'The route point for call control',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for verifying webhooks that something else than 3CX sends you. 3CX V20 itself sends none.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Access Token For',
			name: 'accessTokenFor',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return await mintForCredential(credentials);
	}

	/** A function, not an expression: that one fails in a trigger's callbacks. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return await authenticateRequest(credentials, requestOptions);
	}
}
