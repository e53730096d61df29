import { abortError, asThreeCxError, type ThreeCxError } from '../transport';
import { keyOf, legKey } from './legs';
import type { Participant } from './participant';

/** A leg, wherever it is known from. */
export interface LegName {
	readonly dn: string;
	readonly participantId: number;
}

interface Wait {
	readonly leg: LegName;
	readonly wanted: (leg: Participant) => boolean;
	readonly resolve: (leg: Participant | undefined) => void;
	readonly reject: (error: ThreeCxError) => void;
}

/** Those who wait for a leg to become something. */
export class LegWaits {
	private readonly waits = new Map<string, Set<Wait>>();

	get size(): number {
		return this.waits.size;
	}

	/** Legs that are waited for. */
	legs(): LegName[] {
		return [...this.waits.values()].flatMap((waits) =>
			[...waits].slice(0, 1).map(({ leg }) => leg),
		);
	}

	/** Resolves with the leg once `wanted` holds, or undefined when it is gone. @throws CancelledError by `signal` */
	async until(
		leg: LegName,
		wanted: (leg: Participant) => boolean,
		signal: AbortSignal,
	): Promise<Participant | undefined> {
		if (signal.aborted) throw abortError();
		const done = new AbortController();
		let wait: Wait | undefined;
		try {
			return await new Promise<Participant | undefined>((resolve, reject) => {
				const key = legKey(leg.dn, leg.participantId);
				wait = { leg, wanted, resolve, reject };
				this.waits.set(key, (this.waits.get(key) ?? new Set()).add(wait));
				signal.addEventListener('abort', () => reject(abortError()), { signal: done.signal });
			});
		} finally {
			done.abort();
			if (wait) this.remove(wait);
		}
	}

	/** A leg as it is now. A condition that throws fails its own wait only. */
	seen(leg: Participant): void {
		for (const wait of this.waits.get(keyOf(leg)) ?? []) {
			try {
				if (wait.wanted(leg)) wait.resolve(leg);
			} catch (error) {
				wait.reject(asThreeCxError(error));
			}
		}
	}

	gone({ dn, participantId }: LegName): void {
		for (const { resolve } of this.waits.get(legKey(dn, participantId)) ?? []) resolve(undefined);
	}

	/** Ends all waits. */
	fail(error: ThreeCxError): void {
		for (const waits of this.waits.values()) for (const { reject } of waits) reject(error);
	}

	private remove(wait: Wait): void {
		const key = legKey(wait.leg.dn, wait.leg.participantId);
		const waits = this.waits.get(key);
		waits?.delete(wait);
		if (waits?.size === 0) this.waits.delete(key);
	}
}
