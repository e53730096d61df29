interface Ended {
	callid: number;
	/** When it was last heard of, ms since 1970. */
	at: number;
}

/** Longer than any late frame or stale reply can be on its way. */
const KEEP_MS = 120_000;
const MOST = 10_000;

/** Legs that were told as ended, remembered as long as something late may still come about them. */
export class EndedLegs {
	/** In the order of `at`. */
	private readonly legs = new Map<string, Ended>();

	get size(): number {
		return this.legs.size;
	}

	has(key: string): boolean {
		return this.legs.has(key);
	}

	add(key: string, callid: number, at: number): void {
		this.legs.delete(key);
		this.legs.set(key, { callid, at });
		this.forget(at);
	}

	/** Whether this very leg has ended. It is remembered anew: 3CX still speaks of it. */
	recall(key: string, callid: number, at: number): boolean {
		const known = this.legs.get(key);
		if (known?.callid !== callid) return false;
		this.add(key, callid, at);
		return true;
	}

	/** Drops what is old. */
	forget(at: number): void {
		for (const [key, ended] of this.legs) {
			if (at - ended.at <= KEEP_MS && this.legs.size <= MOST) break;
			this.legs.delete(key);
		}
	}

	clear(): void {
		this.legs.clear();
	}
}
