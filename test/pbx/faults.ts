import { pathMatches } from './journal';
import { seededRandom } from './seededRandom';

/** Which requests a fault hits; everything given must hold. */
export interface FaultMatch {
	method?: string;
	/** Prefix of, or pattern for, the decoded path with query. */
	path?: string | RegExp;
	clientId?: string;
	/** Only the n-th request that matches the rest, counting from 1. */
	nth?: number;
	/** 0 to 1, drawn from a seeded source. */
	probability?: number;
}

/** What goes wrong; pbx-simulator.md §10 and xapi.md §8 no. 11. */
export type FaultAction =
	/** Answers so instead of handling the request. */
	| { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
	/** Waits by the clock of the PBX, then handles the request. */
	| { kind: 'delay'; ms: number }
	/** Handles it and never answers (until the client or the PBX closes). */
	| { kind: 'hang' }
	/** Cuts the connection; nothing was done. */
	| { kind: 'resetBefore' }
	/**
	 * Does what was asked, then cuts the connection: the reply is lost. On makecall the call is up
	 * all the same (call-control-api.md §7.3, seen).
	 */
	| { kind: 'resetAfter' }
	/** Sends only the first half of the body, as a well-formed HTTP reply. */
	| { kind: 'truncate' }
	/** 200 with the HTML page of a proxy. */
	| { kind: 'garbage' }
	/** Success for a write that is not carried out (seen on a real PBX, xapi.md §2.4). */
	| { kind: 'acceptButIgnore' }
	/** Carries the write out and answers with an error. */
	| { kind: 'errorAfterWrite'; status?: number }
	/** Somebody else minted for the same client: its tokens are dead. */
	| { kind: 'tokenSuperseded' }
	/** The token sent is expired. */
	| { kind: 'tokenExpire' }
	/** Somebody deletes the user just before the request is handled. */
	| { kind: 'deleteUser'; dn: string }
	/** Deletes and creates it anew: same number and values, new Id. */
	| { kind: 'recreateUser'; dn: string }
	/** Any other race: `run` is called just before the request is handled. */
	| { kind: 'run'; run: () => void }
	/** The leg in the path ends between its frame and the GET. */
	| { kind: 'participantGone' }
	/**
	 * A GET of a leg gives the state before the last change; with `ms` it gives the state of now, but
	 * so late that a newer reply overtakes it.
	 */
	| { kind: 'staleGet'; ms?: number }
	/** 403 for a leg, or for one certain leg (call-control-api.md §7.3, the far leg). */
	| { kind: 'farLeg403'; id?: number }
	/** `answer` finds a device that cannot be controlled. */
	| { kind: 'notDirectControl' }
	/** The phone registers anew: its device ids change. */
	| { kind: 'deviceRebind'; dn: string }
	/** Calls end without a frame (all, or the one given): as if the socket had been down. */
	| { kind: 'callEndsWhileOffline'; callid?: number }
	/** A stream of audio is cut so long after it was opened. */
	| { kind: 'streamDrop'; afterMs: number }
	/**
	 * A stream stands still for `ms`, from its opening or `afterMs` later: nothing is sent (that sound
	 * is lost), or nothing is read.
	 */
	| { kind: 'streamStall'; ms: number; afterMs?: number }
	/** A stream of audio is refused: no media yet (call-control-api.md §6, seen). */
	| { kind: 'stream424' }
	/** From here on 403 everywhere. */
	| { kind: 'licenceLost' }
	/** All connections are cut and all tokens are void. */
	| { kind: 'pbxRestart' };

/** A fault as it is ordered. */
export interface FaultSpec {
	match?: FaultMatch;
	action: FaultAction;
	/** How often it fires before it is used up; 1 when left out, `Infinity` for ever. */
	times?: number;
}

/** What a fault sees of a request. */
export interface FaultTarget {
	method: string;
	url: string;
	clientId: string | null;
}

/** An ordered fault. */
export interface Fault {
	readonly spec: FaultSpec;
	/** How often it has fired. */
	readonly fired: number;
	/** Takes it back. */
	remove(): void;
}

interface Armed {
	spec: FaultSpec;
	seen: number;
	fired: number;
}

/** The faults in force. Used up in order; the random ones are the same in every run. */
export class Faults {
	private armed: Armed[] = [];

	private random: () => number;

	constructor(seed = 1) {
		this.random = seededRandom(seed);
	}

	/** Orders a fault; it fires on the next requests that match. */
	add(spec: FaultSpec): Fault {
		const armed: Armed = { spec, seen: 0, fired: 0 };
		this.armed.push(armed);
		const remove = () => {
			this.armed = this.armed.filter((other) => other !== armed);
		};
		return {
			spec,
			get fired() {
				return armed.fired;
			},
			remove,
		};
	}

	/** Faults still in force. */
	list(): FaultSpec[] {
		return this.armed.filter((armed) => !isUsedUp(armed)).map((armed) => armed.spec);
	}

	/** Takes all back. */
	clear(): void {
		this.armed = [];
	}

	/** The actions that hit this request, in the order they were ordered; uses them up. */
	fire(target: FaultTarget): FaultAction[] {
		const actions: FaultAction[] = [];
		for (const armed of this.armed) {
			if (isUsedUp(armed) || !hits(armed.spec, target)) continue;
			armed.seen++;
			const { nth, probability } = armed.spec.match ?? {};
			if (nth !== undefined && armed.seen !== nth) continue;
			if (probability !== undefined && this.random() >= probability) continue;
			armed.fired++;
			actions.push(armed.spec.action);
		}
		this.armed = this.armed.filter((armed) => !isUsedUp(armed));
		return actions;
	}
}

function isUsedUp(armed: Armed): boolean {
	return armed.fired >= (armed.spec.times ?? 1);
}

function hits({ match = {}, action }: FaultSpec, target: FaultTarget): boolean {
	// Faults of audio wait for a request that asks for audio.
	if (/^stream[A-Z4]/.test(action.kind) && !/\/stream($|\?)/.test(target.url)) return false;
	if (match.method && match.method.toUpperCase() !== target.method) return false;
	if (match.clientId !== undefined && match.clientId !== target.clientId) return false;
	return pathMatches(target.url, match.path);
}
