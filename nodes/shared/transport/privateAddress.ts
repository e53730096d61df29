import { BlockList, isIP } from 'node:net';

/** IPv4 that no server on the open Internet has (IANA IPv4 Special-Purpose Address Registry). */
const IPV4: ReadonlyArray<readonly [network: string, prefix: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	// Link-local; 169.254.169.254 gives the keys of a cloud server to whoever asks.
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
];

/** The same for IPv6. IPv4-mapped addresses are judged by the IPv4 in them: `BlockList` does that. */
const IPV6: ReadonlyArray<readonly [network: string, prefix: number]> = [
	// Unspecified, loopback, and IPv4-compatible.
	['::', 96],
	['64:ff9b:1::', 48],
	['100::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	// 6to4: an IPv4 address, also a private one, in an IPv6 coat.
	['2002::', 16],
	['3fff::', 20],
	['5f00::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8],
];

/** Of an IPv6-only network: the last 32 bits are the IPv4 address behind the translator (RFC 6052). */
const NAT64 = { network: '64:ff9b::', prefix: 96 };

const blocked = new BlockList();
for (const [network, prefix] of IPV4) {
	blocked.addSubnet(network, prefix, 'ipv4');
	blocked.addSubnet(`${NAT64.network}${network}`, NAT64.prefix + prefix, 'ipv6');
}
for (const [network, prefix] of IPV6) blocked.addSubnet(network, prefix, 'ipv6');

/**
 * Whether an IP address belongs to a private network, to this machine, or to nobody on the open Internet.
 * What is no IP address is private: it must not pass by being odd.
 */
export function isPrivateAddress(address: string): boolean {
	// A link-local address may name its interface: fe80::1%eth0.
	const [plain = ''] = address.split('%');
	const version = isIP(plain);
	return version === 0 || blocked.check(plain, version === 6 ? 'ipv6' : 'ipv4');
}
