import { randomFrom } from '../soak';
import type { MonitorRig } from './monitorRig';

/** When something was wrong, in ms since 1970; what goes on then may be heard late or not at all. */
export interface Trouble {
	from: number;
	to: number;
	what: string;
}

const LIST = { path: /\/ActiveCalls/ };
/** From the end of a trouble until all is heard again: tries are some seconds apart. */
const RECOVERY_MS = 75_000;

/** What goes wrong with the PBX, the network and n8n while calls go on; all of it told by a seed. */
export class Misfortunes {
	readonly troubles: Trouble[] = [];
	/** Moments at which n8n was restarted. */
	readonly restarts: number[] = [];
	private readonly random: () => number;
	private restarting: Promise<void> | undefined;

	constructor(
		private readonly rig: MonitorRig,
		seed: number,
	) {
		this.random = randomFrom(seed);
	}

	/** One thing, or nothing. */
	async strike(): Promise<void> {
		const { rig } = this;
		const { pbx } = rig;
		const blows: Array<() => Promise<void> | void> = [
			() => this.socket('cut', () => pbx.sockets.drop()),
			() => this.socket('closed', () => pbx.sockets.close(1001)),
			() => this.socket('silent', () => pbx.sockets.mute()),
			() => this.socket('late', () => this.late()),
			() => {
				pbx.sockets.rejectUpgrade(503, 2);
				this.socket('cut and refused', () => pbx.sockets.drop());
			},
			() => this.list('500', () => this.status(500)),
			() => this.list('503', () => this.status(503)),
			() => this.list('401', () => this.status(401)),
			() => this.list('cut', () => this.add({ kind: 'resetBefore' })),
			() => this.list('half', () => this.add({ kind: 'truncate' })),
			() => this.list('garbage', () => this.add({ kind: 'garbage' })),
			() => this.list('slow', () => this.add({ kind: 'delay', ms: 8_000 })),
			() => this.list('token', () => void pbx.mintForeignToken('800')),
			() => this.restartN8n(),
			() => this.restartPbx(),
		];
		if (this.random() < 0.4) await blows[Math.floor(this.random() * blows.length)]?.();
	}

	/** All is well again. */
	async over(): Promise<void> {
		while (this.restarting) await this.rig.advance(5_000);
		this.rig.pbx.faults.clear();
		const { calls, sockets } = this.rig.pbx;
		sockets.late(0);
		// A transfer under a number of its own may have left a call that nobody hangs up.
		for (const { callid } of calls.list()) calls.hangUp(callid);
		sockets.drop();
		this.note('the end', 0);
		await this.rig.advance(3 * RECOVERY_MS);
	}

	private socket(what: string, blow: () => void): void {
		blow();
		// A socket that says nothing is found out by the next full state.
		this.note(`socket ${what}`, 60_000);
	}

	private late(): void {
		const { sockets, clock } = this.rig.pbx;
		sockets.late(1_500);
		clock.after(20_000, () => sockets.late(0));
	}

	private list(what: string, blow: () => void): void {
		blow();
		this.note(`list ${what}`, 30_000);
	}

	private status(status: number): void {
		this.add({ kind: 'status', status });
	}

	private add(action: Parameters<MonitorRig['pbx']['faults']['add']>[0]['action']): void {
		const times = 1 + Math.floor(this.random() * 3);
		this.rig.pbx.faults.add({ match: LIST, action, times });
	}

	private restartN8n(): void {
		this.restarts.push(this.now);
		this.rig.restartN8n();
		this.note('n8n restarts', 10_000);
	}

	/** Long enough for a look to find it down. */
	private restartPbx(): void {
		if (this.restarting) return;
		const downMs = 15_000 + this.random() * 20_000;
		this.note('the PBX restarts', downMs + 60_000);
		this.restarting = this.rig.pbx.restart(downMs).finally(() => {
			this.restarting = undefined;
		});
	}

	private note(what: string, ms: number): void {
		this.troubles.push({ what, from: this.now, to: this.now + ms + RECOVERY_MS });
	}

	private get now(): number {
		return this.rig.bench.clock.now();
	}
}
