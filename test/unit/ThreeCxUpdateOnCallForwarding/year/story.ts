import type { Pbx } from '../../../pbx';
import { PEOPLE, turnOf, type Turn } from './roster';

/** Something that happens once in the year. */
export interface Happening {
	at: number;
	what: string;
	/** How long the PBX is away, in minutes; calls cannot arrive then. */
	awayMinutes?: number;
	happen(pbx: Pbx, turns: Turn[]): Promise<void> | void;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What happens in a year of an office: the plan changes, people change numbers in 3CX, the PBX restarts or is away. */
export function storyOf(turns: readonly Turn[], random: () => number): Happening[] {
	const first = turns[0]?.from ?? 0;
	const last = turns.at(-1)?.to ?? 0;
	const anyTime = () => Math.floor(first + random() * (last - first - 2 * DAY));
	const anyOf = <T>(list: readonly T[]): T => {
		const found = list[Math.floor(random() * list.length)];
		if (found === undefined) throw new Error('An empty list');
		return found;
	};
	const wrong = () => `+4916${Math.floor(1e7 + random() * 9e7)}`;
	const times = (count: number, make: () => Happening) => Array.from({ length: count }, make);
	return [
		...times(40, () => ({
			at: anyTime(),
			what: 'swap',
			happen: (_pbx, all) => swap(anyOf(all), anyOf(all)),
		})),
		...times(25, () => sickness(anyOf(turns), Math.floor(random() * PEOPLE.length), random())),
		...times(6, () => {
			const turn = anyOf(turns);
			const at = turn.from - Math.floor(random() * DAY);
			return { at, what: 'withdrawn', happen: () => void (turn.bestätigt = 'nein') };
		}),
		...times(6, () => {
			const turn = anyOf(turns);
			return {
				at: turn.from + 30 * MINUTE,
				what: 'number lost',
				happen: () => void (turn.Mobil = ''),
			};
		}),
		...times(30, () => {
			const number = wrong();
			return {
				at: anyTime(),
				what: 'field changed in 3CX',
				happen: (pbx: Pbx) => void (pbx.world.user('999').Mobile = number),
			};
		}),
		...times(30, () => {
			const number = wrong();
			return {
				at: anyTime(),
				what: 'rule changed in 3CX',
				happen: (pbx: Pbx) => bend(pbx, number),
			};
		}),
		...times(12, () => ({
			at: anyTime(),
			what: 'PBX restarts',
			happen: async (pbx: Pbx) => await pbx.restart(),
		})),
		...times(12, () => ({
			at: anyTime(),
			what: 'PBX away',
			awayMinutes: 1 + Math.floor(random() * 4),
			happen: async (pbx: Pbx) => await pbx.stop(),
		})),
	].sort((a, b) => a.at - b.at);
}

function swap(a: Turn, b: Turn): void {
	[a.Name, a.Mobil, b.Name, b.Mobil] = [b.Name, b.Mobil, a.Name, a.Mobil];
}

/** Somebody falls ill in the middle of a turn: a second row for the rest of it. */
function sickness(turn: Turn, person: number, when: number): Happening {
	const hours = (turn.to - turn.from) / (60 * MINUTE);
	const from = turn.from + Math.max(1, Math.floor(when * (hours - 1))) * 60 * MINUTE;
	return {
		at: from - 5 * MINUTE,
		what: 'sickness',
		happen: (_pbx, turns) => {
			const substitute = turnOf(person, [2026, 1, 0], [2026, 1, 1]);
			turns.push({ ...substitute, ...written(from, turn), from, to: turn.to });
		},
	};
}

/** The office writes the substitute with offsets, as a calendar exports it. */
function written(from: number, turn: Turn): Pick<Turn, 'Von' | 'Bis'> {
	return { Von: new Date(from).toISOString(), Bis: new Date(turn.to).toISOString() };
}

/** Somebody points the rule of the status that is on to another outside number. */
function bend(pbx: Pbx, number: string): void {
	const user = pbx.world.user('999');
	const profile = user.ForwardingProfiles.find(({ Name }) => Name === user.CurrentProfileName);
	const route = profile?.AwayRoute ?? profile?.AvailableRoute;
	if (!route) throw new Error('The status that is on has no rules');
	for (const destination of Object.values(route)) {
		if (typeof destination !== 'object' || destination?.To !== 'External') continue;
		Object.assign(destination, { External: number, mobile: false });
	}
}
