import type { Configuration } from './configuration';
import type { End, EndKind, Given, Outcome } from './outcome';

/** Longest chain of forwards that is followed; the PBX has a limit too, its figure is not known. */
const MOST_HOPS = 10;

/** A call on its way through the configuration; each step makes another one. */
export class Call {
	private constructor(
		readonly configuration: Configuration,
		/** Milliseconds since 1970. */
		readonly at: number,
		/** The number that was called. */
		readonly did: string,
		/** Number of the caller; empty: anybody. */
		readonly callerId: string,
		private readonly steps: readonly string[],
		private readonly through: readonly string[],
		readonly given: readonly Given[],
	) {}

	static from(configuration: Configuration, did: string, callerId: string, at: number): Call {
		return new Call(configuration, at, did, callerId, [], [], []);
	}

	/** With a reason more. */
	because(step: string): Call {
		return this.with({ steps: [...this.steps, step] });
	}

	/** Under a circumstance; what was taken for granted of the same before stays. */
	if(given: Given): Call {
		return this.with({ given: [...this.given, given] });
	}

	/** What was taken for granted of this before on the way, if anything. */
	assumed(about: string, of: string): string | undefined {
		return this.given.find((one) => one.about === about && one.of === of)?.is;
	}

	/** At a DN. @returns undefined for a loop: the call was there before, or was passed on too often */
	to(dn: string): Call | undefined {
		if (this.through.includes(dn) || this.through.length >= MOST_HOPS) return undefined;
		return this.with({ through: [...this.through, dn] });
	}

	/** The end of the way. */
	ends(kind: EndKind, number: string, rest: Partial<End> = {}): Outcome {
		const { steps, through, given } = this;
		return { end: { kind, number, name: '', why: '', ...rest }, given, through, steps };
	}

	private with(change: {
		steps?: readonly string[];
		through?: readonly string[];
		given?: readonly Given[];
	}): Call {
		return new Call(
			this.configuration,
			this.at,
			this.did,
			this.callerId,
			change.steps ?? this.steps,
			change.through ?? this.through,
			change.given ?? this.given,
		);
	}
}

/** Ways that a call may go, the likeliest first. */
export type Ways = Generator<Outcome, void, undefined>;
