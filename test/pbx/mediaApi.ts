/** What a far side says to the application: the source of `GET …/stream`. */
export type FarVoice =
	| { kind: 'silence' }
	/** What the application plays comes back. */
	| { kind: 'echo' }
	| { kind: 'tone'; hz: number }
	/** s16le 8 kHz mono; silence follows unless it is looped. */
	| { kind: 'pcm'; pcm: Buffer; loop?: boolean };

/** One `POST …/stream` of the application on a leg. All times in ms by the clock of the PBX. */
export interface UploadFacts {
	openedAt: number;
	/** When the request was over; what was buffered by then may be heard a little longer. */
	endedAt: number | null;
	/**
	 * `finished`: final chunk; `aborted`: the client cut it; `cut`: the PBX did (rotation, fault,
	 * restart); `legGone`; `replaced` by a second upload; null: open.
	 */
	end: 'finished' | 'aborted' | 'cut' | 'legGone' | 'replaced' | null;
	/** Bytes that were read from the client. */
	bytes: number;
	/** Of these bytes, in hex. */
	sha256: string;
	/** Sent while Dialing (T9b) or into a stream that stays dead. */
	discardedBytes: number;
	/** How far the bytes were ahead of what can have been played in real time: most, in ms. */
	maxLeadMs: number;
	/** Times in which the play-out buffer ran dry between first and last byte. */
	gaps: Array<{ at: number; ms: number }>;
	/** A RIFF header was in it: heard as a click, fails a test. */
	wavHeaderSeen: boolean;
}

/** The audio of the legs of route points (pbx-simulator.md §8). */
export interface PbxMedia {
	/**
	 * What the far side of this route point leg heard from its start until now (or its end): s16le
	 * 8 kHz mono, silence where nothing played. Kept after the leg is gone (the last 200 legs).
	 */
	heard(participantId: number): Buffer;
	/** The same as a WAV file. */
	heardWav(participantId: number): Buffer;
	/** Every upload of the leg, oldest first. */
	uploads(participantId: number): UploadFacts[];
	/** Open streams now, both directions: to see that none is left. */
	readonly openStreams: number;
	/** What the far side of the leg says from now on; default silence. */
	say(participantId: number, voice: FarVoice): void;
	/** Adds speech of a live far side (the web phone's microphone): queued and sent in real time. */
	speak(participantId: number, pcm: Buffer): void;
	/**
	 * Live listening for the web phone: what is played to the far side, each 20 ms (320 bytes) as it
	 * is heard; silence is not sent. The function ends it.
	 */
	listen(participantId: number, heard: (pcm: Buffer) => void): () => void;
}
