import { offsetOf } from '../../../shared/n8n/timeRange';
import type { ReportWishes } from '../../../shared/xapi';
import type { Job } from '../../job';

/** All of everything; a period is to be put in. */
export function ordinaryWishes(job: Job): Omit<ReportWishes, 'from' | 'to'> {
	const { zone } = job;
	return {
		zone: { name: zone, offset: offsetOf(zone, job.pbx.clock.now()) },
		queues: [],
		extension: '',
		group: '',
		ringGroup: '',
		trunk: '',
		waitSeconds: 0,
		chartBy: 'Hour',
		includeQueueCalls: true,
		callArea: 0,
	};
}
