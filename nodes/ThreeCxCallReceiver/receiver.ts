import type { CallEvent, CallWatch, Participant } from '../shared/callControl';
import { asThreeCxError, CancelledError, type Clock, type Logger } from '../shared/transport';
import { callItem, type CallItem } from './callItem';
import type { ReceiverSettings } from './settings';
import type { ToldCalls } from './toldCalls';

/** What the receiver may do with a call. */
export interface Steering {
	/** DN of the own route point: its legs can always be answered. */
	readonly routePoint: string;
	answer(leg: Participant): Promise<void>;
	/** Sends a call that is too many elsewhere. */
	send(leg: Participant, destination: string): Promise<void>;
}

export interface ReceiverDeps {
	watch: CallWatch;
	steering: Steering;
	settings: ReceiverSettings;
	told: ToldCalls;
	clock: Clock;
	logger: Logger;
	emit(item: CallItem): void;
}

/** A queue rings the same agent again for the same caller: within this time that is the same call. */
const SAME_CALL_MS = 60_000;

const NOT_ANSWERABLE =
	'This call cannot be answered through the API: that works on the route point, and on devices that 3CX controls directly';

/** Tells each new call at one extension once, while it rings or as soon as it is up, never after. */
export class Receiver {
	private readonly closing = new AbortController();
	/** Calls that were told and are not over, by leg. */
	private readonly live = new Set<string>();
	/** When a call was last seen, by call and caller. */
	private readonly seen = new Map<string, number>();
	private stop: (() => void) | undefined;

	constructor(private readonly deps: ReceiverDeps) {}

	start(): void {
		this.stop = this.deps.watch.listen((event) => {
			this.handle(event).catch((error: unknown) => {
				if (error instanceof CancelledError) return;
				this.deps.logger.warn(`A call could not be taken: ${asThreeCxError(error).message}`);
			});
		});
	}

	/** Ends the listening and all waits; twice does no harm. */
	close(): void {
		this.stop?.();
		this.stop = undefined;
		this.closing.abort();
	}

	private async handle(event: CallEvent): Promise<void> {
		const leg = event.participant;
		if (!leg || event.dn !== this.deps.settings.extension) return;
		if (event.type === 'ended' || event.type === 'missed') this.forget(leg);
		if (event.type === 'started') await this.take(event, leg);
	}

	private async take(event: CallEvent, leg: Participant): Promise<void> {
		const { settings, told } = this.deps;
		const known = told.has(leg);
		if (!known && (!this.isWanted(event, leg) || this.isSameCall(leg))) return;
		if (this.live.size >= settings.maxCalls) return await this.refuse(leg);
		this.live.add(keyOf(leg));
		this.seen.set(callOf(leg), this.deps.clock.now());
		if (known) return;
		told.add(leg);
		if (!settings.autoAnswer || leg.status === 'Connected') this.tell(event, leg);
		else await this.answer(event, leg);
	}

	private isWanted(event: CallEvent, leg: Participant): boolean {
		const { settings } = this.deps;
		return (
			event.direction !== undefined &&
			settings.directions.includes(event.direction) &&
			settings.wantsCaller(leg.partyCallerId) &&
			settings.wantsDid(leg.partyDid)
		);
	}

	private isSameCall(leg: Participant): boolean {
		const now = this.deps.clock.now();
		for (const [call, at] of this.seen) if (at < now - SAME_CALL_MS) this.seen.delete(call);
		return this.seen.has(callOf(leg));
	}

	private async refuse(leg: Participant): Promise<void> {
		const { settings, logger, steering } = this.deps;
		logger.warn(`${settings.maxCalls} calls are up at ${settings.extension}; one more came in`);
		if (settings.overflow !== '') await steering.send(leg, settings.overflow);
	}

	private async answer(event: CallEvent, leg: Participant): Promise<void> {
		const { clock, settings, steering, watch } = this.deps;
		if (!leg.directControl && leg.dn !== steering.routePoint) {
			return this.tell(event, leg, { note: NOT_ANSWERABLE });
		}
		const limit = new AbortController();
		const callOff = clock.later(settings.timeoutMs, () => limit.abort());
		try {
			// A route point may be answered by the PBX before we are: then the wait below tells.
			const refused = await steering.answer(leg).then(() => undefined, asThreeCxError);
			const up = await watch
				.until(leg.dn, leg.id, isUp, AbortSignal.any([limit.signal, this.closing.signal]))
				.catch((error: unknown) => {
					if (!limit.signal.aborted) throw error;
					return 'timeout' as const;
				});
			if (up === undefined) return;
			if (up === 'timeout') this.tell(event, leg, { status: 'timeout', note: refused?.message });
			else this.tell(event, up);
		} finally {
			callOff();
		}
	}

	private tell(
		event: CallEvent,
		leg: Participant,
		more: { status?: CallItem['status']; note?: string } = {},
	): void {
		const status = more.status ?? (isUp(leg) ? 'connected' : 'ringing');
		this.deps.emit(
			callItem(event, leg, status, { note: more.note, raw: !this.deps.settings.simplify }),
		);
	}

	private forget(leg: Participant): void {
		this.live.delete(keyOf(leg));
		this.deps.told.remove(leg);
		if (this.seen.has(callOf(leg))) this.seen.set(callOf(leg), this.deps.clock.now());
	}
}

function isUp(leg: Participant): boolean {
	return leg.status === 'Connected';
}

function keyOf({ dn, id }: Participant): string {
	return `${dn} ${id}`;
}

function callOf({ callid, partyCallerId }: Participant): string {
	return `${callid} ${partyCallerId}`;
}
