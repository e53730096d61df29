import { CallControl, type Participant } from '../../../../nodes/shared/callControl';
import { httpTo } from '../transport/bench';
import { replies, serve, type Canned, type TestServer } from '../transport/testServer';

/** A leg as our code holds it. */
export function leg(fields: Partial<Participant> = {}): Participant {
	return {
		id: 25,
		status: 'Connected',
		dn: '800',
		partyCallerName: 'Max',
		partyDn: '10000',
		partyCallerId: '+4917112345678',
		partyDid: '',
		deviceId: 'sip:800@127.0.0.1:5483',
		partyDnType: 'Wexternalline',
		directControl: false,
		originatedByDn: 'ROUTER',
		originatedByType: 'Wroutepoint',
		referredByDn: '',
		referredByType: 'None',
		onBehalfOfDn: '',
		onBehalfOfType: 'None',
		callid: 1264,
		legid: 2,
		...fields,
	};
}

/** The client towards a server that gives these answers. */
export async function clientOf(
	...canned: Array<Canned | 'reset' | 'hang'>
): Promise<{ client: CallControl; server: TestServer }> {
	const server = await serve(replies(...canned));
	return { client: new CallControl(httpTo(server.origin).http), server };
}
