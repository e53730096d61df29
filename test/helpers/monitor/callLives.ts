import type { CallFacts, LegFacts, Pbx } from '../../pbx';
import { randomFrom } from '../soak';
import { GROUP, LOST, MAILBOX, MENUS, PARKING, PHONES, QUEUES } from './practice';

/** Places a call through the API, as 3CX Call Control does. */
export type MakeCall = (destination: string) => Promise<void>;

type Life = (lives: CallLives, call: OneCall) => Promise<void>;

/** How often each of them is drawn. */
const LIVES: ReadonlyArray<[number, Life]> = [
	[5, async (_, call) => await call.comesIn(call.oneOf(PHONES))],
	[5, async (_, call) => await call.comesIn(call.oneOf(QUEUES))],
	[2, async (_, call) => await call.comesIn(GROUP)],
	[1, async (_, call) => await call.comesIn(MAILBOX)],
	[1, async (_, call) => await call.comesIn(call.oneOf(MENUS))],
	[3, async (_, call) => await call.goesOut(call.outsideNumber())],
	[1, async (_, call) => await call.goesOut(call.oneOf(Object.values(LOST)))],
	[2, async (_, call) => await call.goesOut(call.oneOf([...PHONES, ...QUEUES, GROUP, MAILBOX]))],
	[1, async (lives, call) => await call.isMade(lives.makeCall)],
];

/** Random calls, all of them told by a seed: who calls whom, who takes it, and what becomes of it. */
export class CallLives {
	private readonly random: () => number;
	private open = 0;
	private serial = 0;

	constructor(
		readonly pbx: Pbx,
		seed: number,
		readonly makeCall: MakeCall,
	) {
		this.random = randomFrom(seed);
	}

	/** Calls that are not over. */
	get living(): number {
		return this.open;
	}

	/** Begins so many calls, spread over so many ms. */
	begin(calls: number, ms: number): void {
		for (let i = 0; i < calls; i++) {
			const call = new OneCall(this.pbx, randomFrom(this.random() * 2 ** 32), this.serial++);
			const life = call.drawn(LIVES);
			const at = this.random() * ms;
			this.open++;
			void call
				.wait(at)
				.then(async () => await life(this, call))
				.finally(() => this.open--);
		}
	}
}

/** One call and what its people do; a call that is over by itself is left alone. */
class OneCall {
	private born: CallFacts | undefined;

	constructor(
		private readonly pbx: Pbx,
		private readonly random: () => number,
		private readonly serial: number,
	) {}

	async comesIn(to: string): Promise<void> {
		const from = `+49171${String(2_000_000 + this.serial)}`;
		this.born = this.pbx.calls.inbound({ from, to, patienceMs: 55_000 });
		await this.livesOn();
	}

	async goesOut(to: string): Promise<void> {
		const from = this.oneOf(PHONES.filter((phone) => phone !== to));
		this.born = this.pbx.calls.userDials(from, to);
		await this.livesOn();
	}

	async isMade(makeCall: MakeCall): Promise<void> {
		const to = this.outsideNumber();
		// Its reply comes while the destination rings already; a PBX that is down refuses it.
		makeCall(to).catch(() => {});
		await this.wait(1_100);
		this.born = this.pbx.calls.list().find((call) => call.to === to);
		await this.livesOn();
	}

	outsideNumber(): string {
		return `0172${String(3_000_000 + this.serial)}`;
	}

	async wait(ms: number): Promise<void> {
		await this.pbx.clock.wait(Math.round(ms));
	}

	oneOf<T>(things: readonly T[]): T {
		const thing = things[Math.floor(this.random() * things.length)];
		if (thing === undefined) throw new Error('Nothing to draw from');
		return thing;
	}

	drawn<T>(things: ReadonlyArray<[number, T]>): T {
		return this.oneOf(things.flatMap(([times, thing]) => Array<T>(times).fill(thing)));
	}

	private chance(share: number): boolean {
		return this.random() < share;
	}

	/** Mostly for some time, at times for less than a look at it can see. */
	private async aWhile(): Promise<void> {
		await this.wait(
			this.chance(0.3) ? 400 + this.random() * 4_000 : 5_000 + this.random() * 35_000,
		);
	}

	private get now(): CallFacts | undefined {
		const { born } = this;
		const isSame = (call: CallFacts) =>
			call.callid === born?.callid && call.startedAt === born.startedAt;
		return this.pbx.calls.list().find(isSame);
	}

	/** Rings until somebody takes it, or until the caller has enough. */
	private async livesOn(): Promise<void> {
		await this.aWhile();
		if (this.chance(0.75)) await this.taken();
		this.hangUp();
	}

	private async taken(): Promise<void> {
		const ringing = this.ringing();
		if (ringing.length > 0) this.pbx.calls.answer(this.oneOf(ringing).id);
		await this.aWhile();
		for (let left = 2; left > 0 && this.chance(0.35); left--) if (!(await this.passedOn())) return;
	}

	/** A person, or the parking place, hands it on; true when somebody else has it then. */
	private async passedOn(): Promise<boolean> {
		const from = this.talkers().find(({ dn }) => PHONES.includes(dn) || dn === PARKING);
		if (!from) return false;
		const others = PHONES.filter((phone) => phone !== from.dn);
		const to = this.drawn<string>([
			[4, this.oneOf(others)],
			[2, PARKING],
			[2, this.oneOf(QUEUES)],
			[1, GROUP],
			[1, this.outsideNumber()],
			[1, MAILBOX],
		]);
		if (to === from.dn) return false;
		this.pbx.calls.transferByUser({ from: from.id, to, attended: this.chance(0.4) });
		await this.aWhile();
		if (this.chance(0.8)) {
			const [first] = this.ringing();
			if (first) this.pbx.calls.answer(first.id);
		}
		await this.aWhile();
		return !this.talkers().some(({ id }) => id === from.id);
	}

	private hangUp(): void {
		const { now } = this;
		if (!now) return;
		const [leg] = this.talkers();
		if (leg && this.chance(0.5)) this.pbx.calls.hangUpLeg(leg.id);
		// A party that hangs up while a third one rings leaves a call that goes on.
		if (this.now) this.pbx.calls.hangUp(now.callid);
	}

	private ringing(): LegFacts[] {
		return this.now?.legs.filter(({ status }) => status === 'Ringing') ?? [];
	}

	private talkers(): LegFacts[] {
		const up = this.now?.legs.filter(({ status }) => status === 'Connected') ?? [];
		return up.length === 2 ? up : [];
	}
}
