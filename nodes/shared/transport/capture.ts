import { appendFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CaptureMask } from './captureMask';
import type { Logger } from './logger';
import { Row } from './row';

/** What a line of a capture holds besides `at`. */
export interface CaptureLine {
	/** ms since the capture began. */
	at: number;
	/** A frame of the socket as it came, or how long it was where it is no JSON. */
	frame?: unknown;
	garbage?: number;
	/** A request to the Call Control API, and the reply. */
	method?: string;
	path?: string;
	/** Body of the request. */
	sent?: unknown;
	status?: number;
	body?: unknown;
	/** Why there is no reply, such as `TimeoutError`. */
	failed?: string;
}

/** What came of a request. */
export type CaptureReply = Pick<CaptureLine, 'status' | 'body' | 'failed'>;

/** A file does not grow beyond this. */
const MAX_BYTES = 20 * 1024 * 1024;
/** Lines that wait for a slow disk; more are left out. */
const MOST_WAITING = 2_000;

/**
 * Writes what 3CX says as JSON lines, with numbers, names and keys pressed replaced by stand-ins, so that users with a
 * real PBX can show what is unknown so far (`N8N_3CX_CAPTURE_FILE`). A token or secret never comes here: only frames
 * and what is said at `/callcontrol` do. Trouble with the file is told once and ends the capture and nothing else.
 */
export class Capture {
	private readonly mask = new CaptureMask();
	private readonly began = performance.now();
	private lines: string[] = [];
	private writing?: Promise<void>;
	private bytes?: number;
	private over = false;
	private logger?: Logger;
	private trouble?: string;

	constructor(private readonly file: string) {}

	/** Where trouble is told; the latest one counts. */
	tellTo(logger: Logger): void {
		this.logger = logger;
		if (this.trouble !== undefined) logger.warn(this.trouble);
		this.trouble = undefined;
	}

	/** A text frame of the socket. */
	frame(text: string): void {
		try {
			const frame: unknown = JSON.parse(text);
			this.add({ frame: this.mask.value(frame) });
		} catch {
			this.add({ garbage: text.length });
		}
	}

	/** A request and what came of it; only those to the Call Control API are written. */
	request(
		{ method, path, body: sent }: { method: string; path: string; body?: unknown },
		{ status, body, failed }: CaptureReply,
	): void {
		if (!path.startsWith('/callcontrol')) return;
		const masked = { sent: this.mask.value(sent), status, body: this.mask.value(body), failed };
		this.add({ method, path: this.mask.path(path), ...masked });
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
				if (this.bytes > MAX_BYTES) this.end(`it has reached ${MAX_BYTES / 1024 / 1024} MB`);
				else await appendFile(this.file, block, { mode: 0o600 });
			}
		} catch (error) {
			this.end(`it cannot be written (${reasonOf(error)})`);
		}
		if (this.over) this.lines = [];
		this.writing = undefined;
	}

	private end(why: string): void {
		this.over = true;
		const file = basename(this.file);
		const trouble = `The capture into ${file} (N8N_3CX_CAPTURE_FILE) has ended: ${why}. All else goes on.`;
		if (this.logger) this.logger.warn(trouble);
		else this.trouble = trouble;
	}
}

/** Words for what a file system says most; its own message would show the whole path. */
const REASONS: Readonly<Record<string, string>> = {
	EACCES: 'n8n may not write there',
	EISDIR: 'it is a folder',
	ENOENT: 'its folder does not exist',
	ENOSPC: 'the disk is full',
	ENOTDIR: 'its folder is no folder',
	EPERM: 'n8n may not write there',
	EROFS: 'the disk is read-only',
};

function reasonOf(error: unknown): string {
	const code = Row.of(error).text('code') ?? 'unknown reason';
	return REASONS[code] ?? code;
}

const captures = new Map<string, Capture>();

/** The capture into this file; one for all connections of the process, so that stand-ins are the same everywhere. */
export function captureOf(file: string): Capture {
	const capture = captures.get(file) ?? new Capture(file);
	captures.set(file, capture);
	return capture;
}
