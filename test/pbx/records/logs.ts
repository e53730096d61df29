/** A row of EventLogs (xapi.md §3.10); `message` is a template with `%1$s`. */
export interface PbxEvent {
	id: number;
	eventId: number;
	type: 'Error' | 'Warning' | 'Info';
	source: string;
	message: string;
	params: string[];
	at: number;
}

/** A row of the audit log: somebody changed something. */
export interface AuditEntry {
	id: number;
	at: number;
	userName: string;
	/** Number of the action; the codes are unknown. */
	action: number;
	objectName: string;
	newData: string;
}

/** An agent who was logged in to the queues for a while. */
export interface AgentLogin {
	dn: string;
	from: number;
	to: number | null;
}

/** A service of the PBX (xapi.md §3.10). */
export interface Service {
	name: string;
	displayName: string;
	status: 'Running' | 'Stopped';
}

/** Those that a V20 is made of, as far as the specification names them. */
export function ordinaryServices(): Service[] {
	const names: Array<[string, string]> = [
		['3CXPhoneSystem01', '3CX PhoneSystem 01 SIP Server'],
		['3CXMediaServer', '3CX PhoneSystem Media Server'],
		['3CXQueueManager01', '3CX PhoneSystem Queue Manager'],
		['3CXIVR', '3CX PhoneSystem IVR'],
		['3CXCallFlow', '3CX PhoneSystem Call Flow Server'],
		['3CXGatewayService', '3CX PhoneSystem Gateway'],
		['3CXTunnel', '3CX PhoneSystem Tunnel'],
		['3CXSystemService01', '3CX PhoneSystem System Service'],
		['postgresql', 'PostgreSQL Database'],
		['nginx', 'Nginx Web Server'],
	];
	return names.map(([name, displayName]) => ({ name, displayName, status: 'Running' }));
}
