import type { Caller, EventSession, Http, PbxConnection, ThreeCxError } from '../transport';
import { abortError } from '../transport';
import type { CallEvent } from './callEvent';
import { CallTracker } from './callTracker';
import { readFrame, type Frame } from './frame';
import { participantPath, readFullState, type WatchedDn } from './fullState';
import { legKey } from './legs';
import { LegWaits, type LegName } from './legWaits';
import { ParticipantReader } from './participantReader';
import type { Participant } from './participant';
import { RepeatedKeys } from './repeatedKeys';

/** Who is told. */
export interface WatchSink {
	tell(event: CallEvent): void;
	trouble(error: ThreeCxError): void;
}

type LegFrame = Exclude<Frame, { kind: 'ignored' }>;

/** One run of the watch, from its first user to its last: session, reader and tracker put together. */
export class WatchRun {
	readonly session: EventSession;
	readonly tracker = new CallTracker();
	readonly waits = new LegWaits();
	readonly reader: ParticipantReader;
	dns: readonly WatchedDn[] = [];
	/** No events come, and that has been told. */
	isLost = false;
	private repeated = new RepeatedKeys();
	/** Legs that were heard of while the full state is read; undefined while it is not. */
	private touched?: Set<string>;
	private readonly stop = new AbortController();
	private stopSettling?: () => void;

	constructor(
		private readonly connection: PbxConnection,
		/** On whose behalf: a user that is there now. */
		private readonly caller: () => Caller,
		private readonly sink: WatchSink,
	) {
		this.reader = new ParticipantReader({
			get: async (dn, id) =>
				(await this.http().request({ method: 'GET', path: participantPath(dn, id) })).body,
			seen: (participant, compared) => this.seen(participant, compared),
			gone: (dn, participantId) => this.gone({ dn, participantId }),
			foreign: (dn, participantId) => this.waits.gone({ dn, participantId }),
			failed: (why) => {
				this.caller().logger.debug(`A leg could not be read: ${why}`);
				this.session.refresh();
			},
			isKnown: (dn, id) => this.tracker.participant(dn, id) !== undefined,
		});
		this.session = connection.session(caller, {
			resync: async (cause, signal) => await this.resync(cause === 'opened', signal),
			frame: (text) => this.frame(text),
			lost: () => this.told('connectionLost'),
			restored: () => this.told('connectionRestored'),
			trouble: (error) => {
				this.waits.fail(error);
				sink.trouble(error);
			},
		});
	}

	async close(): Promise<void> {
		this.stop.abort();
		this.stopSettling?.();
		this.reader.reset();
		this.waits.fail(abortError());
		await this.session.close();
	}

	/** See {@link CallWatch.until}. */
	async until(
		leg: LegName,
		wanted: (leg: Participant) => boolean,
		signal: AbortSignal,
	): Promise<Participant | undefined> {
		await this.session.ready(signal);
		const known = this.tracker.participant(leg.dn, leg.participantId);
		if (known && wanted(known)) return known;
		const outcome = this.waits.until(leg, wanted, signal);
		// A leg that has just been made is not known yet.
		if (!known) this.reader.request(leg.dn, leg.participantId);
		return await outcome;
	}

	/** For a listener that comes late: where things stand, as events. */
	replay(): CallEvent[] {
		return [
			...(this.isLost ? [this.connectionEvent('connectionLost', true)] : []),
			...this.tracker.replay(),
		];
	}

	private http(): Http {
		// Not the caller's signal: the work is for all, and goes on when its execution ends.
		const { tokens, logger } = this.caller();
		return this.connection.http({ tokens, logger, signal: this.stop.signal });
	}

	private async resync(opened: boolean, signal: AbortSignal): Promise<boolean> {
		if (opened) {
			this.reader.reset();
			this.repeated = new RepeatedKeys();
		}
		const touched = new Set<string>();
		this.touched = touched;
		const state = await readFullState(this.http()).finally(() => {
			this.touched = undefined;
		});
		if (signal.aborted) throw abortError();
		this.dns = state.dns;
		const events = this.tracker.compare(this.withoutDoubt(state.participants), this.now(), {
			afterBreak: opened,
			newer: (key) => touched.has(key),
		});
		this.tell(events);
		for (const leg of this.tracker.participants()) this.waits.seen(leg);
		// What became of the others that are waited for is found out.
		for (const { dn, participantId } of this.waits.legs()) {
			if (!this.tracker.participant(dn, participantId)) this.reader.request(dn, participantId);
		}
		return events.length > 0;
	}

	/**
	 * The far side of an outgoing call may be listed under our own DN though nobody may read or steer it
	 * (call-control-api.md §7.3): a second leg of one call at one DN is read by itself first, which shows what it is.
	 */
	private withoutDoubt(state: readonly Participant[]): Participant[] {
		const callsOf = ({ dn, callid }: Participant) => `${dn}/${callid}`;
		const count = new Map<string, number>();
		for (const leg of state) count.set(callsOf(leg), (count.get(callsOf(leg)) ?? 0) + 1);
		return state.filter((leg) => {
			const known = this.tracker.participant(leg.dn, leg.id) !== undefined;
			if (known || count.get(callsOf(leg)) === 1) return true;
			this.reader.request(leg.dn, leg.id, true);
			return false;
		});
	}

	private frame(text: string): boolean {
		const frame = readFrame(text);
		if (frame.kind === 'ignored') {
			this.caller().logger.debug(`A frame of 3CX was ignored: ${frame.why}`);
			return false;
		}
		if (!this.repeated.isRepeat(frame)) this.take(frame);
		return true;
	}

	private take(frame: LegFrame): void {
		const { dn, participantId } = frame;
		this.touched?.add(legKey(dn, participantId));
		if (frame.kind === 'digits') {
			this.tell(this.tracker.pressed(dn, participantId, frame.digits, this.now()));
		} else if (frame.kind === 'remove') {
			this.reader.removed(dn, participantId);
			this.gone(frame);
		} else if (frame.participant && this.canBelieve(frame, frame.participant)) {
			this.seen(frame.participant, false);
		} else {
			this.reader.request(dn, participantId);
		}
	}

	/** A participant sent along may be an old one, or a far side; a GET knows. */
	private canBelieve({ dn, participantId }: LegFrame, sent: Participant): boolean {
		if (this.reader.isBusy(dn, participantId) || this.reader.isForeign(dn, participantId)) {
			return false;
		}
		if (this.tracker.hasEnded(dn, participantId)) return false;
		const known = this.tracker.participant(dn, participantId);
		if (known) return known.status !== 'Connected' || sent.status === 'Connected';
		return !this.tracker.participants().some((leg) => leg.dn === dn && leg.callid === sent.callid);
	}

	private seen(participant: Participant, compared: boolean): void {
		const { dn, id } = participant;
		this.touched?.add(legKey(dn, id));
		this.tell(this.tracker.seen(participant, this.now(), compared));
		if (this.tracker.participant(dn, id)) this.waits.seen(participant);
		else this.waits.gone({ dn, participantId: id });
	}

	private gone(leg: LegName): void {
		const { dn, participantId } = leg;
		this.touched?.add(legKey(dn, participantId));
		this.tell(this.tracker.gone(dn, participantId, this.now()));
		this.waits.gone(leg);
	}

	private told(type: 'connectionLost' | 'connectionRestored'): void {
		this.isLost = type === 'connectionLost';
		this.tell([this.connectionEvent(type, false)]);
	}

	private connectionEvent(type: CallEvent['type'], afterGap: boolean): CallEvent {
		const nobody = { callId: '', dn: '', participant: undefined, direction: undefined };
		return { type, at: this.now(), ...nobody, afterGap };
	}

	private tell(events: readonly CallEvent[]): void {
		for (const event of events) this.sink.tell(event);
		this.settleLater();
	}

	/** Ends that wait for their meaning are told in time. */
	private settleLater(): void {
		const { due } = this.tracker;
		if (due === undefined || this.stopSettling || this.stop.signal.aborted) return;
		this.stopSettling = this.connection.clock.later(Math.max(0, due - this.now()), () => {
			this.stopSettling = undefined;
			this.tell(this.tracker.settle(this.now()));
		});
	}

	private now(): number {
		return this.connection.clock.now();
	}
}
