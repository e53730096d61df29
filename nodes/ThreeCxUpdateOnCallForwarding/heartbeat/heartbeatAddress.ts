import type { IDataObject } from 'n8n-workflow';

/** The monitor that waits for signs of life. */
export interface Monitor {
	url: string;
	method: 'GET' | 'POST';
}

/** What the options "Heartbeat Address" and "Heartbeat Method" name; `none` where there is no address. */
export type MonitorReading =
	| { kind: 'none' }
	| { kind: 'monitor'; monitor: Monitor }
	| { kind: 'wrong'; why: string };

/** Never throws: what is wrong with the address of a monitor must not cost a number. */
export function readMonitor({ heartbeatUrl, heartbeatMethod }: IDataObject): MonitorReading {
	const typed = typeof heartbeatUrl === 'string' ? heartbeatUrl.trim() : (heartbeatUrl ?? '');
	if (typed === '') return { kind: 'none' };
	if (typeof typed !== 'string' || !URL.canParse(typed)) return wrong('it is no web address');
	const url = new URL(typed);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return wrong(`it begins with "${url.protocol}", not with https: or http:`);
	}
	if (url.username !== '' || url.password !== '') {
		return wrong('it contains a user name or password');
	}
	const method = heartbeatMethod ?? 'GET';
	if (method !== 'GET' && method !== 'POST') return wrong('the method is neither GET nor POST');
	return { kind: 'monitor', monitor: { url: url.href, method } };
}

function wrong(why: string): MonitorReading {
	return { kind: 'wrong', why: `"Heartbeat Address" cannot be used: ${why}` };
}
