/**
 * What nobody has seen of the Call Control API: T1 to T28 of pbx-simulator.md §9, named in words, the
 * default first. T2 is `expiresIn`, T15 `errorBody`, T16 `foreignDn`.
 */
export const CALL_SWITCHES = {
	/** T1: `finalstatus` as a word (captured) or as the number of the official TypeScript enum. */
	finalStatus: ['text', 'number'],

	/** T3: whether an Upsert brings the participant along; captures have null. */
	attachedData: ['null', 'participant'],

	/** T4: an inbound call at a route point is up at once, or rings first, or rings until `answer`. */
	routePointInbound: ['connected', 'ringingAuto', 'ringingAnswer'],

	/** T5: open streams of audio when their token is superseded or expires. */
	streamsOnRotation: ['kill', 'keep'],

	/** T5b: an open socket when its token is superseded or expires. Reported both ways. */
	socketOnRotation: ['keep', 'close'],

	/** T6: each Upsert comes once more after 20 ms, or never, or every 750 ms while the leg lives. */
	upsertRepeats: ['extra', 'none', 'periodic'],

	/** T7: the reply to routeto and transferto tells the outcome, or comes before anything is known. */
	routeReply: ['blocking', 'ack'],

	/** T7b: the own leg after a routeto that was taken. */
	ownLegAfterRoute: ['stays', 'removed'],

	/** T8: one key for each DTMF event, or all keys of 300 ms in one. */
	dtmf: ['single', 'multi'],

	/**
	 * T9: `GET …/stream` before there are media; also `POST` on a leg that rings or is just up. `open`
	 * gives ringback while Dialing. 404, 424 and ringback were all seen (call-control-api.md §6).
	 */
	streamBeforeMedia: [424, 404, 'open'],

	/** T9b: `POST …/stream` while Dialing: taken and thrown away (seen), or refused. */
	uploadWhileDialing: ['discarded', 424],

	/** T9b: an upload opened before Connected is not heard after it either (seen), or is. */
	earlyUpload: ['staysDead', 'comesAlive'],

	/** Media of a leg are there at once when it is Connected, or so many ms later (a guess). */
	mediaReadyMs: [0, 150],

	/** What is buffered when the client aborts its upload: lost, or heard to the end (inferred). */
	abortedStream: ['drop', 'playOut'],

	/** Chunks of `GET …/stream` hold whole samples, or are split within one (seen). */
	oddChunks: [false, true],

	/** T10: `sequence` counts for each socket, or for the client over all its sockets. */
	sequenceScope: ['socket', 'app'],

	/** T11: the far leg of an outbound call under the own DN, where every access to it is 403. */
	farLegs: ['hidden', 'listed'],

	/** T12: names inside the reply to a request over the socket. */
	responseCasing: ['pascal', 'lower'],

	/** T13: the field `participant_uid`, in the type of the SDK but not in the documentation. */
	participantUid: ['absent', 'present'],

	/** T14: `party_did` on the leg of a route point. */
	routePointDid: ['filled', 'empty'],

	/** T17: an action that does not exist. */
	unknownActionStatus: [404, 400, 405],

	/** T18: a POST without JSON; a refusal was seen, its code was not written down. */
	noJsonStatus: [415, 400, 422],

	/** T19: `answer` on a leg of a route point that is up already. */
	answerWhenConnected: [200, 422],

	/** T20: the first Upsert of a makecall comes 500 ms after the reply, or 50 ms before it. */
	firstUpsert: ['afterReply', 'beforeReply'],

	/** T21: a number that cannot be reached: the leg goes after 500 ms, or makecall itself fails. */
	unreachableNumber: ['remove', 'refused'],

	/** T22: `result` of the older makecall on an extension with several devices. */
	legacyMakecallResult: ['none', 'present'],

	/** T23: `referred_by_dn` on the leg that took over. */
	referredBy: ['filled', 'empty'],

	/** T24: the call number after a transfer. */
	transferCallid: ['same', 'new'],

	/** T25: several sockets of one client: all get every frame, or the older ones are closed. */
	severalSockets: ['all', 'newestOnly'],

	/** T26: a second `POST …/stream` on a leg: ends the first, is heard with it, or is refused. */
	secondUpload: ['replace', 'mix', 409],

	/** T27: ids in JSON. */
	idFormat: ['number', 'text'],

	/** T28: success of an action; 204 is without a body. */
	actionStatus: [200, 202, 204],

	/** What a queue shows (§6.7): nothing of its own, or a leg for each caller that waits. */
	queueModel: ['off', 'on'],

	/** Pings of the server every so many seconds; 0 for none (§7). */
	serverPingSeconds: [0, 15],

	/** A socket without a ping of the client for so many seconds is closed; 0 for never (§7). */
	idleCloseSeconds: [0, 60],

	/** Success of `ActiveCalls({Id})/Pbx.DropCall`: 204 was seen, the specification says 200 (xapi.md §3.1). */
	dropCallStatus: [204, 200],
} as const;

/** Names of the switches about calls, for a matrix of a client's tests. */
export const CALL_SWITCH_NAMES = Object.keys(CALL_SWITCHES) as Array<keyof typeof CALL_SWITCHES>;
