import { durationMs, type Pcm } from '../audio';
import {
	callIdOf,
	CallStateError,
	isConnected,
	isRinging,
	waitForLeg,
	type CallControl,
	type Keypad,
	type LegWatch,
	type LiveWatch,
	type Participant,
} from '../callControl';
import {
	abortError,
	asThreeCxError,
	CancelledError,
	type Clock,
	type Logger,
	type MediaStreams,
	type PbxConnection,
} from '../transport';
import { legEnd } from './legEnd';
import { deskOf, type MediaDesk, type PlayOrder } from './mediaDesk';
import type { Speech, SpeechEnd } from './speech';

/** What speaking with a call needs of the PBX. */
export interface MediaLine {
	readonly connection: PbxConnection;
	/** DN of the own route point. */
	readonly extension: string;
	readonly callControl: CallControl;
	readonly streams: MediaStreams;
	readonly watch: LiveWatch;
	readonly legs: LegWatch;
	readonly clock: Clock;
	readonly logger: Logger;
	/** Fires when the execution is stopped. */
	readonly signal: AbortSignal | undefined;
	/** Begins another use of the connection; the returned function ends it. */
	keepOpen(): () => void;
}

/** A call that is just being answered is waited for. */
const CONNECT_MS = 10_000;
/** How long the event connection may take before a prompt goes out without it. */
const EVENTS_MS = 5_000;

/** What is played to the caller, and what may end it. */
export interface Prompt {
	pcm: Pcm;
	times: number;
	silenceMs?: number;
	/** Keys that stop it: '' for any, undefined for none. */
	interruptKeys: string | undefined;
}

/** How it ended. */
export interface PromptEnd extends SpeechEnd {
	/** The key that stopped it. It still waits to be collected. */
	key?: string;
}

/** The call that an operation speaks with: a connected leg of the own route point. Close it at the end. */
export class MediaCall {
	readonly keypad: Keypad;
	/** Fires when the leg is gone. */
	readonly gone: AbortSignal;
	private readonly desk: MediaDesk;
	private readonly done = new AbortController();

	private constructor(
		private readonly pbx: MediaLine,
		readonly leg: Participant,
	) {
		this.desk = deskOf(pbx.connection);
		this.keypad = pbx.watch.keypad(leg.dn, leg.id);
		this.gone = legEnd(pbx, leg, this.done.signal);
		this.tune();
	}

	/** The call of a leg; undefined when it has ended. @throws CallStateError when it has no audio for us */
	static async open(pbx: MediaLine, leg: Participant): Promise<MediaCall | undefined> {
		if (leg.dn !== pbx.extension) throw noAudioAt(leg.dn, pbx.extension);
		if (isConnected(leg)) return new MediaCall(pbx, leg);
		const waited = await waitForLeg(pbx, leg, isConnected, CONNECT_MS);
		if (waited.kind === 'late') throw notConnected(leg);
		return waited.kind === 'gone' ? undefined : new MediaCall(pbx, waited.leg);
	}

	/** Resolves when keys will be heard. @returns false where the events did not come in time */
	async hearsKeys(): Promise<boolean> {
		const { watch, clock, signal, logger } = this.pbx;
		const limit = new AbortController();
		const callOff = clock.later(EVENTS_MS, () => limit.abort());
		try {
			await watch.ready(signal ? AbortSignal.any([signal, limit.signal]) : limit.signal);
			return true;
		} catch (error) {
			const problem = asThreeCxError(error);
			if (signal?.aborted) throw problem;
			const why = problem instanceof CancelledError ? 'no connection in time' : problem.message;
			logger.warn(`Keys of the caller will not be heard: ${why}`);
			return false;
		} finally {
			callOff();
		}
	}

	/** Plays to the end, or until something stops it. @throws ThreeCxError; CancelledError when the execution is stopped */
	async play(prompt: Prompt): Promise<PromptEnd> {
		const { interruptKeys } = prompt;
		const stops = (key: string) => interruptKeys === '' || interruptKeys?.includes(key) === true;
		if (interruptKeys !== undefined) await this.hearsKeys();
		// Who knows the menu by heart types ahead.
		let key = [...this.keypad.waiting].find(stops);
		if (key !== undefined) return { how: 'key', heardMs: 0, key };
		// Listens before it begins: a key while other audio is being stopped counts too.
		let speech: Speech | undefined;
		const deaf = this.keypad.onKey((pressed) => {
			if (!stops(pressed)) return;
			key ??= pressed;
			speech?.stop('key');
		});
		try {
			speech = await this.begin(prompt);
			if (key !== undefined) speech.stop('key');
			const end = await speech.done;
			if (end.how === 'cancelled') throw abortError();
			return end.how === 'key' ? { ...end, key } : end;
		} finally {
			deaf();
		}
	}

	/** Plays beside the workflow, also after it has ended; until the end, the call's end, or other audio. */
	async playInBackground(prompt: Prompt): Promise<void> {
		const speech = await this.begin(prompt);
		const close = this.pbx.keepOpen();
		const deaf = this.keypad.onKey((key) => {
			const { interruptKeys } = prompt;
			if (interruptKeys === '' || interruptKeys?.includes(key)) speech.stop('key');
		});
		speech.done
			.catch((error: unknown) => {
				this.pbx.logger.warn(`Audio in the background: ${asThreeCxError(error).message}`);
			})
			.finally(() => {
				deaf();
				close();
			});
	}

	close(): void {
		this.done.abort();
	}

	/** The speech lives longer than this call's node where it plays in the background. */
	private async begin({ interruptKeys, ...what }: Prompt): Promise<Speech> {
		const { pbx, leg } = this;
		const order: PlayOrder = { ...what, interruptible: interruptKeys !== undefined };
		const ms = (what.silenceMs ?? 0) + durationMs(what.pcm) * what.times;
		const how = Number.isFinite(ms) ? `for ${Math.round(ms / 1000)} s` : 'until it is stopped';
		// A node that waits shows in the log what it waits for.
		pbx.logger.info(`Plays audio ${how}`, { callId: callIdOf(leg.callid, leg.id) });
		const speech = await this.desk.play(pbx, leg, order);
		const over = new AbortController();
		const gone = legEnd(pbx, leg, over.signal);
		const hungUp = () => speech.stop('gone');
		const cancel = () => speech.stop('cancelled');
		gone.addEventListener('abort', hungUp, { once: true });
		pbx.signal?.addEventListener('abort', cancel, { once: true });
		if (pbx.signal?.aborted) cancel();
		const end = () => {
			over.abort();
			pbx.signal?.removeEventListener('abort', cancel);
		};
		speech.done.then(end, end);
		return speech;
	}

	private tune(): void {
		const { pbx, leg, desk } = this;
		desk.tune(leg, () => {
			const close = pbx.keepOpen();
			const deaf = pbx.watch.listen(({ type, dn, participant }) => {
				const isOver = type === 'ended' || type === 'missed';
				if (isOver && dn === leg.dn && participant?.id === leg.id) desk.leave(leg);
			});
			return () => {
				deaf();
				close();
			};
		});
	}
}

function noAudioAt(dn: string, own: string): CallStateError {
	return new CallStateError(
		`3CX gives audio only for calls at the client's own route point (${own}), and this one is at ${dn}`,
		{
			hint: `Transfer the call to ${own} first. If ${dn} is the route point of this client, enter it as "Extension" in the credential.`,
		},
	);
}

function notConnected(leg: Participant): CallStateError {
	return new CallStateError('The call is not answered yet, so nobody would hear anything', {
		hint: isRinging(leg)
			? 'Answer it first: with "Auto Answer" of 3CX Call Receiver, or with the operation Answer Call.'
			: 'Choose "Answered" as "Wait For" in Make Call.',
	});
}
