import { canSay, say } from './words.js';

/** Requests to the Call Control API and the words for them; the groups of the pattern are handed in. */
const REQUESTS = [
	['POST', /^\/connect\/token$/, 'asksToken'],
	['GET', /^\/callcontrol\/ws$/, 'opensSocket'],
	['GET', /^\/callcontrol\/?$/, 'readsCalls'],
	['GET', /^\/callcontrol\/[^/]+\/participants\/(\d+)\/stream$/, 'listens'],
	['POST', /^\/callcontrol\/[^/]+\/participants\/(\d+)\/stream$/, 'plays'],
	['GET', /^\/callcontrol\/[^/]+\/participants\/(\d+)$/, 'readsLeg'],
	['GET', /^\/callcontrol\/([^/]+)/, 'readsDn'],
	['POST', /\/makecall$/, 'dials'],
	['GET', /^\/xapi\/v1\/(.+)$/, 'readsXapi'],
	['', /^\/xapi\/v1\/(.+)$/, 'writesXapi'],
];

const KNOWN_FRAMES = [0, 1, 2, 4];

/** What happened, in plain words. */
export function eventWords(event) {
	return event.kind === 'frame' ? frameWords(event) : requestWords(event);
}

/** What came of it. */
export function resultWords(event) {
	if (event.kind === 'frame') {
		const isBad = event.fate !== 'delivered';
		return { text: isBad ? `(${say(`fate_${event.fate}`)})` : '', isBad };
	}
	const { status, ms, faults } = event;
	const fault = faults.length > 0 ? ` (${say('faults', faults.join(', '))})` : '';
	if (status === null)
		return { text: `→ ${say(ms === null ? 'open' : 'cut')}${fault}`, isBad: ms !== null };
	return { text: `→ ${status}${ms === null ? '' : `, ${ms} ms`}${fault}`, isBad: status >= 400 };
}

function requestWords({ method, path, client }) {
	const who = client || say('nobody');
	const [, leg, verb] = /\/participants\/(\d+)\/(\w+)$/.exec(path) ?? [];
	if (method === 'POST' && canSay(`act_${verb}`)) return say(`act_${verb}`, who, leg);
	for (const [wanted, pattern, key] of REQUESTS) {
		const found = wanted === '' || wanted === method ? pattern.exec(path) : null;
		if (found) return say(key, who, found[1] ?? '');
	}
	return say('otherRequest', who, method, path);
}

function frameWords({ client, direction, event, dn, leg, keys }) {
	if (direction === 'received') return say('frame_received', client);
	return say(`frame_${KNOWN_FRAMES.includes(event) ? event : 'other'}`, client, leg, dn, keys);
}
