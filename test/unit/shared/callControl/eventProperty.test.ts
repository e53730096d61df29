import fc from 'fast-check';
import type { CallEvent, Participant } from '../../../../nodes/shared/callControl';
import { CallTracker } from '../../../../nodes/shared/callControl/callTracker';
import { keyOf } from '../../../../nodes/shared/callControl/legs';
import { leg } from './participants';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
const RANK = ['Ringing', 'Connected'];

/** What the wire may do to what happens at the PBX. */
type Step =
	| { do: 'ring'; call: number; dn: number }
	| { do: 'answer' | 'hangUp'; leg: number }
	/** How the next news travels: on time, never, twice, or after the one that follows. */
	| { do: 'fault'; kind: 'lose' | 'repeat' | 'swap' }
	/** Old news once more. */
	| { do: 'echo'; back: number }
	| { do: 'check' | 'break' | 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({ do: fc.constant('ring' as const), call: fc.nat(3), dn: fc.nat(2) }),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constantFrom('answer' as const, 'hangUp' as const),
			leg: fc.nat(9),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('fault' as const),
			kind: fc.constantFrom('lose' as const, 'repeat' as const, 'swap' as const),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('echo' as const), back: fc.nat(9) }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constantFrom('check' as const, 'break' as const, 'wait' as const),
		}),
	},
);

type News = { kind: 'seen'; participant: Participant } | { kind: 'gone'; participant: Participant };

/** A PBX whose news travel badly, and a tracker at the other end. */
class BadLine {
	readonly tracker = new CallTracker();
	readonly events: CallEvent[] = [];
	/** Legs that the tracker could have heard of. */
	readonly toldOf = new Set<string>();
	private readonly live = new Map<string, Participant>();
	private readonly past: News[] = [];
	private faults: Array<'lose' | 'repeat' | 'swap'> = [];
	private held?: News;
	private nextId = 25;
	private at = 0;

	take(step: Step): void {
		this.at += 10;
		switch (step.do) {
			case 'ring': {
				const participant = leg({ id: this.nextId++, dn: `10${step.dn}`, callid: 100 + step.call });
				this.live.set(keyOf(participant), participant);
				return this.send({ kind: 'seen', participant });
			}
			case 'answer':
				return this.withLeg(step.leg, (participant) => {
					const up = { ...participant, status: 'Connected' };
					this.live.set(keyOf(up), up);
					this.send({ kind: 'seen', participant: up });
				});
			case 'hangUp':
				return this.withLeg(step.leg, (participant) => {
					this.live.delete(keyOf(participant));
					this.send({ kind: 'gone', participant });
				});
			case 'fault':
				this.faults.push(step.kind);
				return;
			case 'echo': {
				const old = this.past.at(-1 - step.back);
				if (old) this.deliver(old);
				return;
			}
			case 'check':
			case 'break':
				// What was on its way over the old connection is lost with it.
				if (step.do === 'break') {
					this.held = undefined;
					this.past.length = 0;
				}
				return this.compare(step.do === 'break');
			case 'wait':
				this.at += 2_000;
				this.tell(this.tracker.settle(this.at));
		}
	}

	/** Everybody hangs up, and the full state is read. */
	end(): void {
		this.live.clear();
		this.compare(false);
		this.at += 2_000;
		this.tell(this.tracker.settle(this.at));
		this.compare(true);
	}

	private withLeg(index: number, work: (participant: Participant) => void): void {
		const legs = [...this.live.values()];
		const participant = legs[index % Math.max(1, legs.length)];
		if (participant) work(participant);
	}

	private send(news: News): void {
		const fault = this.faults.shift();
		if (fault === 'lose') return;
		if (fault === 'swap' && !this.held) {
			this.held = news;
			return;
		}
		this.deliver(news);
		if (fault === 'repeat') this.deliver(news);
		if (this.held) {
			const { held } = this;
			this.held = undefined;
			this.deliver(held);
		}
	}

	private deliver(news: News): void {
		this.past.push(news);
		const { id, dn } = news.participant;
		if (news.kind === 'seen') this.toldOf.add(keyOf(news.participant));
		this.tell(
			news.kind === 'seen'
				? this.tracker.seen(news.participant, this.at)
				: this.tracker.gone(dn, id, this.at),
		);
	}

	private compare(afterBreak: boolean): void {
		const state = [...this.live.values()];
		for (const participant of state) this.toldOf.add(keyOf(participant));
		this.tell(this.tracker.compare(state, this.at, { afterBreak, newer: () => false }));
	}

	private tell(events: CallEvent[]): void {
		this.events.push(...events);
	}
}

describe('whatever is lost, repeated or reordered', () => {
	it('each leg that was heard of is told as started once, answered at most once, ended once', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
				const line = new BadLine();
				for (const each of steps) line.take(each);
				line.end();
				const stories = new Map<string, string[]>();
				for (const { type, participant } of line.events) {
					const key = participant ? keyOf(participant) : '';
					stories.set(key, [...(stories.get(key) ?? []), type]);
				}
				// An end that comes before anything else was heard of the leg leaves nothing to tell.
				for (const [key, story] of stories) {
					expect(line.toldOf.has(key)).toBe(true);
					expect(story.join(' ')).toMatch(
						/^started( ringing)?( answered)?( transferred)? (ended|missed)$/,
					);
				}
				expect([...stories.keys()].sort()).toEqual([...line.toldOf].sort());
				expect(line.tracker.size).toEqual({ legs: 0, ended: 0, undecided: 0, keys: 0 });
			}),
			{ numRuns: RUNS },
		);
	});

	it('what it shows of a leg never goes back', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...RANK), { maxLength: 20 }), (states) => {
				const tracker = new CallTracker();
				const events = states.flatMap((status, at) => tracker.seen(leg({ status }), at));
				const answered = events.findIndex(({ type }) => type === 'answered');
				expect(
					events.slice(answered + 1).some(({ type }) => type === 'ringing' && answered >= 0),
				).toBe(false);
			}),
			{ numRuns: RUNS },
		);
	});
});
