import type { Call } from './call';
import type { Exchange } from './exchange';
import { failureOf, type Failure } from './failure';
import type { Leg } from './leg';
import type { DnRef, Party } from './party';
import type { Dialler } from './resolve';
import { ring, ringAgent } from './ring';
import type { WaitTruth } from './truth';

/** How long a destination rings when nothing else is said (pbx-simulator.md §6.2: 60 s here). */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** What an attempt is made for. */
export interface AttemptWishes {
	/** Who waits for it; when this leg goes, the ringing stops. */
	owner: Leg;
	/** Who is to be put through, when the owner asks for somebody else (routeto, transferto). */
	beneficiary?: Leg;
	/** Call that the rung legs belong to. */
	call: Call;
	/** What the rung legs show as the other side. */
	party: Party;
	originatedBy: DnRef;
	dialler: Dialler;
	/** True for a call that is just being dialled: inside numbers too take a moment to ring. */
	isDialled?: boolean;
	/** The other side rings: shown on a dialling leg. */
	ringing?(leg: Leg): void;
	/** Somebody took it; the leg is up by then. */
	answered(leg: Leg): void;
	/** Nobody did. */
	failed(failure: Failure): void;
}

/** What one destination of an attempt is tried for. */
export interface TargetWishes {
	destination: string;
	timeoutMs?: number;
	referredBy: DnRef;
	onBehalfOf?: DnRef;
	answered?(): void;
	failed?(failure: Failure): void;
}

/** One destination of an attempt, with all phones that ring for it. */
export interface Target {
	wishes: TargetWishes;
	/** Phones that may still take it. */
	open: number;
	legs: Set<Leg>;
	startedAt: number;
	/** Whether anything ever rang. */
	rang: boolean;
	/** The caller's stay in the queue that the destination is. */
	wait: WaitTruth | null;
	stopTimer: () => void;
	isOver: boolean;
}

/** Ringing for somebody who waits: one or several destinations, the first to answer wins. */
export class Attempt {
	private readonly targets: Target[] = [];

	private isOver = false;

	/** Both calls of a transfer that takes a new call number; the same one otherwise. */
	private readonly calls: Call[];

	constructor(
		readonly exchange: Exchange,
		readonly wishes: AttemptWishes,
	) {
		this.calls = [wishes.owner.call, wishes.call];
		for (const call of this.calls) call.attempts.add(this);
	}

	/** The leg that waits. */
	get owner(): Leg {
		return this.wishes.owner;
	}

	/** Whether it makes no sense without that leg. */
	isFor(leg: Leg): boolean {
		return leg === this.wishes.owner || leg === this.wishes.beneficiary;
	}

	/** Lets one more destination ring. */
	add(wishes: TargetWishes): void {
		const { timers } = this.exchange;
		const target: Target = {
			wishes,
			open: 1,
			legs: new Set(),
			startedAt: this.exchange.clock.now(),
			rang: false,
			wait: null,
			stopTimer: () => {},
			isOver: false,
		};
		target.stopTimer = timers.after(wishes.timeoutMs ?? DEFAULT_TIMEOUT_MS, () =>
			this.fail(target, 'noAnswer'),
		);
		this.targets.push(target);
		ring(this, target);
	}

	/** An agent logs in to the queues: whoever waits in one of his rings him. */
	agentReady(dn: string): void {
		const { queues } = this.exchange.world;
		for (const target of this.targets) {
			const queue = queues.find(({ Number }) => Number === target.wait?.queue);
			const isAgent = queue?.Agents.some(({ Number }) => Number === dn) ?? false;
			const rings = [...target.legs].some((leg) => leg.dn === dn);
			if (isAgent && !rings && this.isOpen(target)) ringAgent(this, target, dn);
		}
	}

	/** Whether a phone may still start to ring for the target. */
	isOpen(target: Target): boolean {
		return !this.isOver && !target.isOver;
	}

	/** A phone of the target rings. */
	rang(target: Target, leg: Leg): void {
		target.legs.add(leg);
		this.wishes.ringing?.(leg);
	}

	/** A phone is taken off; false when it is too late. */
	take(leg: Leg): boolean {
		const winner = this.targets.find((target) => target.legs.has(leg));
		if (this.isOver || leg.gone || !winner) return false;
		this.close();
		const { exchange, wishes } = this;
		leg.attempt = null;
		if (leg.state.status !== 'Connected') exchange.change(leg, { status: 'Connected' });
		for (const call of this.calls) exchange.answered(call);
		wishes.answered(leg);
		exchange.truth.waitEnded(winner.wait, exchange.clock.now(), leg.dn, 'answered');
		winner.wishes.answered?.();
		for (const target of this.targets) this.dismiss(target, leg);
		if (!leg.gone) exchange.actAfterAnswer(leg);
		return true;
	}

	/** A rung leg went away by itself or by drop. */
	legGone(leg: Leg, why: string): void {
		const target = this.targets.find((one) => one.legs.delete(leg));
		if (target && this.isOpen(target)) this.lose(target, why);
	}

	/** One phone of the target will not take it. */
	lose(target: Target, why: string): void {
		if (!this.isOpen(target)) return;
		target.open--;
		if (target.open <= 0) this.fail(target, why);
	}

	/** Stops ringing: the one who waited is gone, or the whole call. */
	cancel(why: string): void {
		if (this.isOver) return;
		this.close();
		for (const target of this.targets) this.dismiss(target, null, why);
		this.exchange.settle(this.wishes.call, why);
	}

	private fail(target: Target, why: string): void {
		if (!this.isOpen(target)) return;
		target.isOver = true;
		target.stopTimer();
		this.writeDown(target, why);
		for (const leg of [...target.legs]) this.exchange.remove(leg, why);
		const failure = failureOf(why);
		target.wishes.failed?.(failure);
		if (this.isOver || !this.targets.every((one) => one.isOver)) return;
		this.close();
		this.wishes.failed(failure);
		for (const call of this.calls) this.exchange.settle(call, why);
	}

	/** For the truth: a queue is left, or a destination was tried at which nothing rang. */
	private writeDown({ wishes, wait, rang, startedAt }: Target, why: string): void {
		const { truth, clock } = this.exchange;
		const endedAt = clock.now();
		truth.waitEnded(wait, endedAt, null, why);
		if (wait || rang) return;
		const { destination } = wishes;
		const { call, party } = this.wishes;
		truth.tried(call, { destination, party, startedAt, endedAt, why });
	}

	/** Takes the attempt off the calls: nothing more can come of it. */
	private close(): void {
		this.isOver = true;
		for (const call of this.calls) call.attempts.delete(this);
	}

	private dismiss(target: Target, winner: Leg | null, why = 'answeredElsewhere'): void {
		target.stopTimer();
		for (const leg of [...target.legs]) {
			if (leg !== winner) this.exchange.remove(leg, why);
		}
		if (target.isOver || (winner && target.legs.has(winner))) return;
		target.isOver = true;
		this.writeDown(target, why);
		target.wishes.failed?.(failureOf(why));
	}
}
