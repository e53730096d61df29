import type { MonitorItem } from './monitorItem';

/**
 * The end of a call by the source that saw more of it. Push knows its times to the second, but only what it saw: a
 * call that was answered elsewhere, or began there, is known better by polling, to one interval.
 *
 * @param intervalMs between two looks of polling
 */
export function laterEnd(
	pushed: MonitorItem | undefined,
	polled: MonitorItem | undefined,
	intervalMs: number,
): MonitorItem | undefined {
	if (!pushed || !polled) return pushed ?? polled;
	const isUp = ({ data }: MonitorItem) => data.outcome === 'answered';
	if (isUp(pushed) !== isUp(polled)) return isUp(polled) ? polled : pushed;
	const seesMore = (name: 'totalSeconds' | 'talkSeconds') => {
		const [one = 0, other = 0] = [pushed, polled].map(({ data }) => Number(data[name] ?? 0));
		return (other - one) * 1000 > intervalMs;
	};
	return seesMore('totalSeconds') || seesMore('talkSeconds') ? polled : pushed;
}
