import type { WebSocket } from 'ws';

import type { Leg } from '../calls/leg';
import type { SimulatedPbx } from '../pbx';
import { EVERYBODY } from '../world/behaviour';
import { PhoneRefusal, type Command } from './command';
import { Line } from './line';
import { Speaker } from './speaker';
import { whereTo } from './state';

/** Ended lines that stay on the page: their words and their WAV are still wanted. */
const MOST_OVER = 3;
/** Lines that one page may hold. */
const MOST_LINES = 10;
/** A page that does not read so much any more gets no sound for a while. */
const MOST_UNREAD = 512 * 1024;

/** One open page: the legs that its person holds, and what goes over its socket. */
export class Phone {
	private lines: Line[] = [];

	private active: Line | null = null;

	private nextLine = 1;

	private watched: { number: string; callerId: string } | null = null;

	private readonly sent = new Map<string, string>();

	private readonly speaker: Speaker;

	constructor(
		private readonly pbx: SimulatedPbx,
		private readonly socket: WebSocket,
	) {
		this.speaker = new Speaker(pbx, (pcm) => this.play(pcm));
	}

	/** Carries out what the page asks for; throws {@link PhoneRefusal}. */
	obey(command: Command): void {
		const { pbx } = this;
		switch (command.do) {
			case 'dial':
				return this.dial(command);
			case 'hangUp':
				return this.line(command.line).hangUp();
			case 'use':
				this.active = this.line(command.line);
				return;
			case 'press':
				return this.press(command.keys);
			case 'answer':
				return this.answer(this.ringing(command.leg));
			case 'decline':
				return pbx.exchange.remove(this.ringing(command.leg), 'rejected');
			case 'transfer':
				return this.transfer(command);
			case 'voice':
				return this.speaker.use(command.kind, command.hz);
			case 'watch':
				this.watched = command;
				return;
			case 'ringing':
				pbx.world.behaviours[EVERYBODY] = command.byHand ? { outcome: 'noanswer' } : {};
		}
	}

	/** The microphone: s16le 8 kHz mono. */
	speak(pcm: Buffer): void {
		this.speaker.speak(pcm);
	}

	/** Looks what became of the lines and tells the page. */
	look(): void {
		for (const line of this.lines) line.look();
		const over = this.lines.filter((line) => line.isOver);
		const tooOld = over.slice(0, Math.max(0, over.length - MOST_OVER));
		this.lines = this.lines.filter((line) => !tooOld.includes(line));
		if (!this.active || this.active.isOver) {
			this.active = this.lines.findLast((line) => !line.isOver) ?? this.active;
		}
		this.speaker.face(this.active?.routePointLeg ?? null);
		this.tell('lines', { lines: this.lines.map((line) => line.facts(this.active)) });
		if (this.watched) {
			const { number, callerId } = this.watched;
			this.tell('watched', { where: whereTo(this.pbx, number, callerId) });
		}
	}

	/** Sends a message unless the last one of its type said the same. */
	tell(type: string, message: object): void {
		const text = JSON.stringify({ type, ...message });
		if (this.sent.get(type) === text) return;
		this.sent.set(type, text);
		this.send(text);
	}

	/** Sends a text as it is. */
	send(text: string): void {
		// A page that stops reading altogether is gone for us.
		if (this.socket.bufferedAmount > 8 * MOST_UNREAD) this.socket.terminate();
		else this.socket.send(text, ignoreFailure);
	}

	/** The page is gone: so is the phone with all its calls. */
	end(): void {
		this.speaker.face(null);
		for (const line of this.lines) line.hangUp();
		this.lines = [];
	}

	/** Cuts the socket. */
	cut(): void {
		this.socket.terminate();
	}

	private dial({ from, name, to }: Extract<Command, { do: 'dial' }>): void {
		const { pbx } = this;
		const { dn, clients } = { dn: pbx.world.dn(to), clients: pbx.world.clients };
		const isDid = !dn && to.replace(/\D/g, '').length > 5;
		if (!dn && !isDid) {
			throw new PhoneRefusal('noSuchNumber', `The PBX has no ${to}`, to);
		}
		if (isDid && !clients.some((client) => client.dids.includes(to))) {
			const { kind, path } = whereTo(pbx, to, from);
			if (kind === 'failed' || kind === 'ended') {
				throw new PhoneRefusal('notRouted', `No call to ${to} comes in`, path.join('; '));
			}
		}
		this.room();
		const call = pbx.calls.inbound({
			from,
			...(name ? { name } : {}),
			...(isDid ? { did: to } : { to }),
		});
		const own = call.legs.find((leg) => leg.number === from) ?? call.legs[0];
		const leg = own && pbx.exchange.leg(own.id);
		if (!leg) throw new PhoneRefusal('notRouted', `The call to ${to} ended at once`);
		this.hold(leg, 'caller', to);
	}

	private answer(leg: Leg): void {
		this.room();
		if (!this.pbx.exchange.pickUp(leg)) throw gone(leg.id);
		this.hold(leg, 'answered');
	}

	private hold(leg: Leg, role: 'caller' | 'answered', dialled?: string): void {
		const line = new Line(this.pbx, this.nextLine++, leg, role, dialled);
		this.lines.push(line);
		// The one who called goes on pressing keys when a transfer is taken off by the same hand.
		const isBusy = this.active && !this.active.isOver && this.active.leg.call === leg.call;
		if (!isBusy) this.active = line;
	}

	private press(keys: string): void {
		const { active } = this;
		if (!active?.routePointLeg) {
			throw new PhoneRefusal('nobodyHears', 'Only a connected route point hears keys');
		}
		this.pbx.calls.press(active.leg.id, keys);
	}

	private transfer({ line, to, attended }: Extract<Command, { do: 'transfer' }>): void {
		const { leg } = this.line(line);
		if (leg.gone || leg.number) {
			throw new PhoneRefusal('cannotTransfer', 'Only somebody inside who talks can transfer');
		}
		try {
			this.pbx.calls.transferByUser({ from: leg.id, to, attended });
		} catch {
			throw new PhoneRefusal('cannotTransfer', `Extension ${leg.dn} talks to nobody`);
		}
	}

	private line(number: number): Line {
		const line = this.lines.find((one) => one.number === number);
		if (!line) throw new PhoneRefusal('noSuchLine', 'That call is over');
		return line;
	}

	private ringing(id: number): Leg {
		const leg = this.pbx.exchange.leg(id);
		if (leg?.state.status !== 'Ringing') throw gone(id);
		return leg;
	}

	private room(): void {
		if (this.lines.filter((line) => !line.isOver).length < MOST_LINES) return;
		throw new PhoneRefusal('tooManyCalls', `A phone holds ${MOST_LINES} calls at most`);
	}

	private play(pcm: Buffer): void {
		if (this.socket.bufferedAmount < MOST_UNREAD) this.socket.send(pcm, ignoreFailure);
	}
}

function gone(leg: number): PhoneRefusal {
	return new PhoneRefusal('ringsNoMore', 'It does not ring any more', String(leg));
}

/** A socket that closes meanwhile is no mistake: its end is told by `close`. */
function ignoreFailure(): void {
	// Nothing to do.
}
