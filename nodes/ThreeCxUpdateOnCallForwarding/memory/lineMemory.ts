import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { PbxHost } from '../../shared/n8n/pbx';
import type { Clock } from '../../shared/transport';

/** What is remembered of one line for one purpose. */
interface Note {
	/** When it was written, in ms. */
	at: number;
	value: IDataObject;
}

/** What nobody has written for so long is of a line that is gone. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;
/** Notes in the static data of a node; in the process for all of them. */
const MOST_STORED = 1_000;
const MOST_IN_PROCESS = 10_000;

/**
 * What a node knows about its lines from one run to the next. Kept in its static data, which survives restarts. n8n
 * (2.41) loads that when a run begins and saves it whole when the run ends, failed or not, but not for one that was
 * stopped: of two runs at once the later end wins, and a trigger of the same workflow may put back what it knew when it
 * was activated (workflow-execute, execution-lifecycle-hooks, trigger-execution-context.factory). So the process
 * remembers too, and the newer of both counts. What is in 3CX itself is never taken from here (design promise 5).
 */
export class LineMemory {
	/** @param isTest a run by hand: it reads, and leaves no trace; n8n would not save it either */
	constructor(
		private readonly store: IDataObject,
		private readonly process: Map<string, Note>,
		private readonly owner: string,
		private readonly clock: Clock,
		readonly isTest: boolean,
	) {}

	/** What was noted last; undefined where nothing was. Whoever reads it checks it: it may be of another version. */
	recall(purpose: string, line: string): Readonly<Record<string, unknown>> | undefined {
		const key = `${purpose} ${line}`;
		const stored = readNote(this.store[key]);
		const own = this.process.get(`${this.owner} ${key}`);
		const newer = stored && own ? (own.at >= stored.at ? own : stored) : (own ?? stored);
		return newer && Object.keys(newer.value).length > 0 ? newer.value : undefined;
	}

	/** Notes something in place of what was; `{}` for nothing more to know. */
	note(purpose: string, line: string, value: IDataObject): void {
		if (this.isTest) return;
		const key = `${purpose} ${line}`;
		const note = { at: this.clock.now(), value };
		const own = `${this.owner} ${key}`;
		// Put at the end: the oldest go first.
		this.process.delete(own);
		this.process.set(own, note);
		for (const oldest of this.process.keys()) {
			if (this.process.size <= MOST_IN_PROCESS) break;
			this.process.delete(oldest);
		}
		// n8n notices a new value of a key, and not every change inside of one.
		this.store[key] = { ...note };
		this.tidy();
	}

	private tidy(): void {
		const notes = Object.keys(this.store)
			.map((key) => ({ key, at: readNote(this.store[key])?.at }))
			.filter((note): note is { key: string; at: number } => note.at !== undefined)
			.sort((a, b) => b.at - a.at);
		const eldest = this.clock.now() - KEPT_MS;
		for (const [index, { key, at }] of notes.entries()) {
			if (at < eldest || index >= MOST_STORED) delete this.store[key];
		}
	}
}

function readNote(value: unknown): Note | undefined {
	if (!isObject(value)) return undefined;
	const { at, value: inside } = value;
	return typeof at === 'number' && isObject(inside) ? { at, value: inside } : undefined;
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const processes = new WeakMap<PbxHost, Map<string, Note>>();

/** The memory of the node that runs. */
export function lineMemoryOf(context: IExecuteFunctions, host: PbxHost): LineMemory {
	const notes = processes.get(host) ?? new Map<string, Note>();
	processes.set(host, notes);
	const isTest = ['manual', 'evaluation'].includes(context.getMode());
	const owner = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const store = context.getWorkflowStaticData('node');
	return new LineMemory(store, notes, owner, host.clock, isTest);
}
