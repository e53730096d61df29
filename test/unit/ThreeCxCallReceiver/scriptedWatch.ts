import {
	callIdOf,
	readParticipant,
	type CallEvent,
	type CallWatch,
	type Participant,
} from '../../../nodes/shared/callControl';
import { abortError } from '../../../nodes/shared/transport';

/** A leg as 3CX sends it; what is not given is as on a caller's leg on the route point 800. */
export function leg(fields: Record<string, unknown> = {}): Participant {
	const found = readParticipant({
		id: 25,
		status: 'Connected',
		dn: '800',
		party_caller_id: '+491711234567',
		party_caller_name: 'Max',
		party_dn: '10000',
		party_dn_type: 'Wexternalline',
		callid: 26,
		...fields,
	});
	if (!found) throw new Error('No leg');
	return found;
}

interface Waiter {
	key: string;
	wanted: (leg: Participant) => boolean;
	resolve: (leg: Participant | undefined) => void;
}

/** A watch whose events a test tells by hand. */
export class ScriptedWatch implements CallWatch {
	readonly listeners = new Set<(event: CallEvent) => void>();
	private readonly legs = new Map<string, Participant>();
	private waiters: Waiter[] = [];

	listen(listener: (event: CallEvent) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	async ready(): Promise<void> {}

	participants(): readonly Participant[] {
		return [...this.legs.values()];
	}

	async until(
		dn: string,
		id: number,
		wanted: (leg: Participant) => boolean,
		signal: AbortSignal,
	): Promise<Participant | undefined> {
		return await new Promise((resolve, reject) => {
			this.waiters.push({ key: `${dn} ${id}`, wanted, resolve });
			signal.addEventListener('abort', () => reject(abortError()));
		});
	}

	/** A leg came or changed; whoever waits for it is told. */
	set(changed: Participant): void {
		const key = `${changed.dn} ${changed.id}`;
		this.legs.set(key, changed);
		this.settle(key, changed);
	}

	/** A leg is gone. */
	drop({ dn, id }: Participant): void {
		this.legs.delete(`${dn} ${id}`);
		this.settle(`${dn} ${id}`, undefined);
	}

	/** Tells an event of this leg. */
	say(type: CallEvent['type'], participant: Participant, more: Partial<CallEvent> = {}): void {
		const event: CallEvent = {
			type,
			at: Date.UTC(2026, 10, 22, 18),
			callId: callIdOf(participant.callid, participant.id),
			dn: participant.dn,
			participant,
			direction: 'inbound',
			afterGap: false,
			...more,
		};
		for (const listener of this.listeners) listener(event);
	}

	private settle(key: string, now: Participant | undefined): void {
		const [done, open] = [[], []] as [Waiter[], Waiter[]];
		for (const waiter of this.waiters) {
			const fits = waiter.key === key && (now === undefined || waiter.wanted(now));
			(fits ? done : open).push(waiter);
		}
		this.waiters = open;
		for (const waiter of done) waiter.resolve(now);
	}
}
