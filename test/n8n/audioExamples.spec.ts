import { alarmChain } from './examples/alarmChain';
import { customerLookup } from './examples/customerLookup';
import { departmentRouter } from './examples/departmentRouter';
import { leaveMessage } from './examples/leaveMessage';
import { survey } from './examples/survey';
import { testWorkflow } from './examples/testWorkflow';
import type { Spec } from './lab';

const EXAMPLES = {
	testWorkflow,
	departmentRouter,
	customerLookup,
	leaveMessage,
	survey,
	alarmChain,
};

/**
 * The examples that speak with callers, as published but for the credentials. Each has a PBX of its own and all run at
 * once: most of their time is callers who press nothing.
 */
export const spec: Spec = async (lab) => {
	const all = Object.values(EXAMPLES).map(async (example) => await example(lab));
	const ends = await Promise.allSettled(all);
	const [broken] = ends.filter((end) => end.status === 'rejected');
	if (broken) throw broken.reason;
};
