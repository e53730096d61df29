import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './privateAddress';

/** Which IP addresses a download may connect to. */
export type Reach = 'anywhere' | 'publicOnly' | 'privateOnly';

/** A host whose IP address is out of reach. `code` survives axios, which makes errors of its own of all others. */
export class OutOfReach extends Error {
	static readonly code = 'ERR_OUT_OF_REACH';
	readonly code = OutOfReach.code;

	constructor() {
		super('The address is out of reach');
	}
}

/** Looks names up, as Node does; handed in by tests, which need a public name with a private address. */
export type Lookup = LookupFunction;

/** The same with all addresses of the name, as axios wants it. */
export type LookupAll = (
	hostname: string,
	options: object,
	callback: (error: Error | null, addresses: Array<{ address: string; family: 4 | 6 }>) => void,
) => void;

function isWithin(reach: Reach, address: string): boolean {
	return reach === 'anywhere' || isPrivateAddress(address) === (reach === 'privateOnly');
}

/**
 * Whether the host is a name, or an IP address within reach: Node looks up names only.
 * `URL` has made ordinary addresses of 0x7f.1 and 2130706433 before.
 */
export function mayBeWithin(reach: Reach, { hostname }: URL): boolean {
	const host = hostname.replace(/^\[|\]$/g, '');
	return isIP(host) === 0 || isWithin(reach, host);
}

/**
 * A lookup whose answers are within reach, all of them. Node connects to what it answers and asks nobody again, so a
 * name server that changes its mind in between gains nothing.
 */
export function lookupWithin(reach: Reach, lookup: Lookup = systemLookup): LookupAll {
	return (hostname, options, callback) => {
		lookup(hostname, { ...options, all: true }, (error, answer) => {
			if (error) return callback(error, []);
			const found = typeof answer === 'string' ? [answer] : answer.map(({ address }) => address);
			const isFine = found.length > 0 && found.every((address) => isWithin(reach, address));
			if (!isFine) return callback(new OutOfReach(), []);
			callback(
				null,
				found.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 })),
			);
		});
	};
}
