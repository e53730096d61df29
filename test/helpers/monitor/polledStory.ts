import type { CallTruth } from '../../pbx';
import { momentsAt, partiesAt, type Moment } from './moments';
import { EXTENSIONS } from './practice';

/** What polling must tell of a call, in order, by `type extension-or-queue`. */
export interface ExpectedStory {
	/** False when something happened at the very ms of a look: then either is right. */
	isCertain: boolean;
	/** Between two looks the caller became one whom nobody had seen in it: it may be told as another call. */
	isOther: boolean;
	/** The one who began the call is in it at the first look. */
	isFromStart: boolean;
	told: string[];
	/** Phones that are seen to ring; of several that ring at once the list may show only one. */
	rings: ReadonlyArray<readonly string[]>;
	outcome: 'answered' | 'other';
}

/**
 * The rule, from the truth and the moments of the looks alone: what goes on at the moment of a look is told once,
 * what does not is not. A phase between two looks is unseen.
 */
export function polledStory(call: CallTruth, looks: readonly number[]): ExpectedStory {
	const all = looks.map((at) => momentsAt(call, at));
	const parties = looks.map((at) => partiesAt(call, at)).filter(({ length }) => length > 0);
	const isOther = parties.some(
		([caller = ''], i) => i > 0 && !parties.slice(0, i).flat().includes(caller),
	);
	const first = looks.find((at) => partiesAt(call, at).length > 0) ?? 0;
	const isFromStart = (call.legs[0]?.endedAt ?? Infinity) > first;
	const isCertain = !isOther && all.every(({ length }) => length === 1);
	const seen = all.flatMap(([moment]) => moment ?? []);
	const told = seen.length === 0 ? [] : ['call_started'];
	const rings: Array<readonly string[]> = [];
	let waiting: Extract<Moment, { kind: 'waiting' }> | undefined;
	let taker = '';
	let parked = false;
	const leaves = (how: 'answered' | 'abandoned') => {
		if (waiting) told.push(`queue_call_${how} ${waiting.queue}`);
		waiting = undefined;
	};
	for (const moment of seen) {
		const wasParked = parked;
		parked = moment.kind === 'parked';
		switch (moment.kind) {
			case 'waiting':
				if (waiting?.queue === moment.queue) break;
				leaves('abandoned');
				waiting = moment;
				told.push(`queue_call_waiting ${moment.queue}`);
				break;
			case 'ringing': {
				const phones = moment.rings.filter((dn) => EXTENSIONS.includes(dn));
				if (phones.length > 0) rings.push(phones);
				break;
			}
			case 'up':
				if (taker !== moment.taker) {
					told.push(`call_answered ${moment.extension}`);
					if (taker !== '') told.push(`call_transferred ${moment.extension}`);
				}
				taker = moment.taker;
				leaves('answered');
				break;
			case 'parked':
				if (!wasParked) told.push('call_parked');
				leaves('abandoned');
				break;
			case 'menu':
				leaves('abandoned');
		}
	}
	leaves('abandoned');
	if (seen.length > 0) told.push('call_ended');
	const outcome = taker === '' ? 'other' : 'answered';
	return { isCertain, isOther, isFromStart, told, rings, outcome };
}
