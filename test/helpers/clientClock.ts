import { abortError, type Clock } from '../../nodes/shared/transport';
import type { SimClock } from '../pbx';

/** The clock of a simulated PBX as the client's own: both move together. Counts what waits. */
export class ClientClock implements Clock {
	/** Timers and sleeps that wait. */
	waiting = 0;

	constructor(private readonly sim: SimClock) {}

	now(): number {
		return this.sim.now();
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) throw abortError();
		await new Promise<void>((resolve, reject) => {
			const onAbort = () => {
				callOff();
				reject(abortError());
			};
			const callOff = this.later(ms, () => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			});
			signal?.addEventListener('abort', onAbort, { once: true });
		});
	}

	later(ms: number, task: () => void): () => void {
		this.waiting++;
		let open = true;
		const close = () => {
			if (open) this.waiting--;
			open = false;
		};
		const callOff = this.sim.after(ms, () => {
			close();
			task();
		});
		return () => {
			close();
			callOff();
		};
	}
}
