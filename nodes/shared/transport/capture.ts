import { appendFile, stat } from 'node:fs/promises';
import { CaptureMask } from './captureMask';

/** What a line of a capture holds besides `at`. */
export interface CaptureLine {
	/** ms since the capture began. */
	at: number;
	/** A frame of the socket as it came, or how long it was where it is no JSON. */
	frame?: unknown;
	garbage?: number;
	/** A reply of the Call Control API. */
	method?: string;
	path?: string;
	status?: number;
	body?: unknown;
}

/** A file does not grow beyond this. */
const MAX_BYTES = 20 * 1024 * 1024;
/** Lines that wait for a slow disk; more are left out. */
const MOST_WAITING = 2_000;

/**
 * Writes what 3CX says as JSON lines, with numbers, names and keys pressed replaced by stand-ins, so that users with a
 * real PBX can show what is unknown so far (`N8N_3CX_CAPTURE_FILE`). A token or secret never comes here: only frames
 * and the replies of `/callcontrol` do. Trouble with the file ends the capture and nothing else.
 */
export class Capture {
	private readonly mask = new CaptureMask();
	private readonly began = performance.now();
	private lines: string[] = [];
	private writing?: Promise<void>;
	private bytes?: number;
	private over = false;

	constructor(private readonly file: string) {}

	/** A text frame of the socket. */
	frame(text: string): void {
		try {
			const frame: unknown = JSON.parse(text);
			this.add({ frame: this.mask.value(frame) });
		} catch {
			this.add({ garbage: text.length });
		}
	}

	/** A reply to a request; only those of the Call Control API are written. */
	reply(method: string, path: string, status: number, body: unknown): void {
		if (!path.startsWith('/callcontrol')) return;
		this.add({ method, path: this.mask.path(path), status, body: this.mask.value(body) });
	}

	/** Resolves when all so far is written. */
	async flushed(): Promise<void> {
		await this.writing;
	}

	private add(line: Omit<CaptureLine, 'at'>): void {
		if (this.over || this.lines.length >= MOST_WAITING) return;
		const at = Math.round(performance.now() - this.began);
		this.lines.push(`${JSON.stringify({ at, ...line })}\n`);
		this.writing ??= this.write();
	}

	private async write(): Promise<void> {
		try {
			this.bytes ??= await stat(this.file).then(
				({ size }) => size,
				() => 0,
			);
			while (this.lines.length > 0 && !this.over) {
				const block = this.lines.join('');
				this.lines = [];
				this.bytes += Buffer.byteLength(block);
				this.over = this.bytes > MAX_BYTES;
				if (!this.over) await appendFile(this.file, block, { mode: 0o600 });
			}
		} catch {
			this.over = true;
		}
		if (this.over) this.lines = [];
		this.writing = undefined;
	}
}

const captures = new Map<string, Capture>();

/** The capture into this file; one for all connections of the process, so that stand-ins are the same everywhere. */
export function captureOf(file: string): Capture {
	const capture = captures.get(file) ?? new Capture(file);
	captures.set(file, capture);
	return capture;
}
