import type { Frame } from './frame';

const REMEMBERED = 64;

/**
 * Keys whose frame came twice. Nothing in a key tells it from the same key pressed again but the frame's sequence;
 * that is believed only where it was seen to move (its meaning is unknown: call-control-api.md §5).
 */
export class RepeatedKeys {
	private readonly recent: string[] = [];
	private first?: number;
	private moves = false;

	/** Takes note of any frame; true for keys that came before. */
	isRepeat(frame: Exclude<Frame, { kind: 'ignored' }>): boolean {
		const { sequence } = frame;
		if (sequence === undefined) return false;
		this.first ??= sequence;
		this.moves ||= sequence !== this.first;
		if (frame.kind !== 'digits') return false;
		const mark = `${sequence} ${frame.dn}/${frame.participantId} ${frame.digits}`;
		const repeated = this.moves && this.recent.includes(mark);
		if (!repeated) this.recent.push(mark);
		if (this.recent.length > REMEMBERED) this.recent.shift();
		return repeated;
	}
}
