import { testWorkflow } from '../examples/testWorkflow';
import type { Spec } from '../lab';
import { eachNode } from './eachNode';
import { onCallPush } from './onCallPush';

/** What people begin with, each with a PBX of its own: side by side. */
export const spec: Spec = async (lab) => {
	await Promise.all([testWorkflow(lab), onCallPush(lab), eachNode(lab)]);
};
