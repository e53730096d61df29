/** A participant as 3CX sends it (call-control-api.md §4): a call from outside that is up at the route point. */
export function wireLeg(fields: object = {}): Record<string, unknown> {
	return {
		id: 25,
		status: 'Connected',
		dn: '800',
		party_caller_name: 'Max',
		party_dn: '10000',
		party_caller_id: '+4917112345678',
		party_did: '',
		device_id: 'sip:800@127.0.0.1:5483',
		party_dn_type: 'Wexternalline',
		direct_control: false,
		originated_by_dn: 'ROUTER',
		originated_by_type: 'Wroutepoint',
		referred_by_dn: '',
		referred_by_type: 'None',
		on_behalf_of_dn: '',
		on_behalf_of_type: 'None',
		callid: 1264,
		legid: 2,
		...fields,
	};
}
