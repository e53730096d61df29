import type { CallTruth, LegTruth } from '../calls/truth';
import type { SimClock } from '../clock';
import type { PbxRecords, RowWishes } from '../recordsApi';
import type { World } from '../world/world';
import { dnSide, segmentsOf } from './fromTruth';
import type { HistoryWishes } from './generate';
import { History } from './history';
import {
	ordinaryServices,
	type AgentLogin,
	type AuditEntry,
	type PbxEvent,
	type Service,
} from './logs';
import { Recordings, type Recording } from './recordings';
import { guid, PLAIN, type Segment } from './segment';

/** Codes of two events whose numbers nobody told: the texts are what counts. */
const EVENT_IDS = { Error: 12290, Warning: 8193, Info: 4097 } as const;

/** Everything that the PBX writes down about itself and its calls. */
export class Records implements PbxRecords {
	readonly history = new History();

	readonly recordings = new Recordings(this.history);

	readonly services: Service[] = ordinaryServices();

	readonly events: PbxEvent[] = [];

	readonly audit: AuditEntry[] = [];

	readonly logins: AgentLogin[] = [];

	/** Calls whose recordings show before their end (switch `recordingRow`). */
	running: () => CallTruth[] = () => [];

	/** What the far side of a route point leg heard, if that is still known. */
	heard: (legId: number) => Buffer | null = () => null;

	/** Told of each agent who logs in: callers may be waiting. */
	onAgentReady: (dn: string) => void = () => {};

	private nextCall = 900_000;

	constructor(
		private readonly world: World,
		private readonly clock: SimClock,
	) {
		for (const { Number, QueueStatus } of world.users) {
			if (QueueStatus === 'LoggedIn') this.logins.push({ dn: Number, from: clock.now(), to: null });
		}
	}

	get upgradedAt(): number {
		return this.history.upgradedAt;
	}

	set upgradedAt(moment: number) {
		this.history.upgradedAt = moment;
		this.history.changes++;
	}

	get size(): number {
		return this.history.size;
	}

	/** A live call is over: its rows are written. */
	callEnded(call: CallTruth): void {
		const segments = segmentsOf(call, this.world, (leg) => this.recordings.idOf(leg));
		this.history.add(segments);
		for (const segment of segments) {
			if (segment.recordingId === null) continue;
			const isApp = (dn: string) => this.world.dn(dn)?.type === 'RoutePoint';
			const leg = call.legs.find((one) => isApp(one.dn));
			const audio = leg ? this.heard(leg.id) : null;
			this.recordings.add(segment.recordingId, segment, { audio });
		}
	}

	/** The rows of Recordings, those of calls that are going on at the end. */
	*recordingRows(): Generator<Recording> {
		yield* this.recordings.all();
		for (const call of this.running()) {
			const legs = new Map<number, LegTruth>();
			const take = (leg: LegTruth) => {
				const id = this.recordings.idOf(leg);
				legs.set(id, leg);
				return id;
			};
			for (const segment of segmentsOf(call, this.world, take, this.clock.now())) {
				if (segment.recordingId === null) continue;
				const isRunning = legs.get(segment.recordingId)?.endedAt === null;
				yield Recordings.plain(segment.recordingId, segment, { isRunning });
			}
		}
	}

	generate(wishes: HistoryWishes): number {
		return this.history.generate(this.world, wishes);
	}

	addCall(wishes: RowWishes): Segment[] {
		const { start = this.clock.now(), ringMs = 5000, talkMs = 0, queue = '' } = wishes;
		const callKey = guid(start, this.nextCall++);
		const source = dnSide(wishes.from, this.world);
		const target = dnSide(wishes.to, this.world);
		const answered = talkMs > 0;
		const isIn = source.type === 'ExternalLine';
		const common = { ...PLAIN, start, ringMs, source, callid: 0, callKey, mainKey: callKey };
		const leg: Segment = {
			...common,
			index: 1,
			destination: target,
			talkMs,
			answered,
			direction: isIn
				? queue
					? 'Inbound Queue'
					: 'Inbound'
				: target.type === 'ExternalLine'
					? 'Outbound'
					: 'Internal',
			status: answered ? 'Answered' : 'Unanswered',
			via: queue,
			recordingId: wishes.recorded ? this.recordings.takeId() : null,
		};
		const rows: Segment[] = [leg];
		if (queue) {
			rows.unshift({
				...common,
				index: 1,
				kind: 'queue',
				destination: dnSide(queue, this.world),
				talkMs: 0,
				answered: true,
				direction: leg.direction,
				status: 'Waiting',
				answeredBy: answered ? wishes.to : '',
				attempts: 1,
				callback: wishes.callback ?? 'none',
			});
			leg.index = 2;
		}
		this.history.add(rows);
		if (leg.recordingId !== null) this.recordings.add(leg.recordingId, leg);
		return rows;
	}

	rows(): Segment[] {
		return this.history.writtenRows();
	}

	addRecording(
		wishes: RowWishes & { pcm?: Buffer; archived?: boolean; missing?: boolean },
	): number {
		const rows = this.addCall({ ...wishes, talkMs: wishes.talkMs ?? 3000, recorded: true });
		const id = rows.at(-1)?.recordingId ?? 0;
		this.recordings.change(id, {
			audio: wishes.pcm ?? null,
			isArchived: wishes.archived ?? false,
			isMissing: wishes.missing ?? false,
		});
		return id;
	}

	logAgent(dn: string, isIn: boolean): void {
		this.world.user(dn).QueueStatus = isIn ? 'LoggedIn' : 'LoggedOut';
		this.agentChanged(dn, isIn);
	}

	/** Writes down that an agent came or went, however that was done. */
	agentChanged(dn: string, isIn: boolean): void {
		const open = this.logins.find((login) => login.dn === dn && login.to === null);
		if (isIn && !open) this.logins.push({ dn, from: this.clock.now(), to: null });
		if (isIn) this.onAgentReady(dn);
		if (!isIn && open) open.to = this.clock.now();
	}

	setProfile(dn: string, profile: string): void {
		const user = this.world.user(dn);
		if (!user.ForwardingProfiles.some((one) => one.Name === profile)) {
			throw new Error(`User ${dn} has no profile "${profile}"`);
		}
		user.CurrentProfileName = profile;
	}

	setTrunk(isOnline: boolean, number?: string): void {
		const trunk = this.world.trunks.find((one) => !number || one.Number === number);
		if (!trunk) throw new Error(`There is no trunk ${number ?? ''}`);
		if (trunk.IsOnline === isOnline) return;
		trunk.IsOnline = isOnline;
		const word = isOnline ? 'registered' : 'not registered';
		this.addEvent(`Trunk %1$s is ${word}`, isOnline ? 'Info' : 'Error', [trunk.Number]);
	}

	setService(name: string, isRunning: boolean): void {
		const wanted = name.toLowerCase();
		const service = this.services.find((one) => one.name.toLowerCase().includes(wanted));
		if (!service) throw new Error(`There is no service ${name}`);
		service.status = isRunning ? 'Running' : 'Stopped';
		const word = isRunning ? 'started' : 'stopped';
		this.addEvent(`Service %1$s was ${word}`, isRunning ? 'Info' : 'Error', [service.name]);
	}

	addEvent(message: string, type: PbxEvent['type'] = 'Error', params: string[] = []): void {
		const id = this.events.length + 1;
		const at = this.clock.now();
		this.events.push({ id, eventId: EVENT_IDS[type], type, source: 'PBX', message, params, at });
	}

	forgetEvents(): void {
		this.events.length = 0;
	}

	/** Writes down that a client changed something. */
	addAudit(userName: string, action: number, objectName: string, newData: string): void {
		const id = this.audit.length + 1;
		this.audit.push({ id, at: this.clock.now(), userName, action, objectName, newData });
	}
}
