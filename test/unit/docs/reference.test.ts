import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ThreeCxCallControl } from '../../../nodes/ThreeCxCallControl/ThreeCxCallControl.node';
import { ThreeCxCallData } from '../../../nodes/ThreeCxCallData/ThreeCxCallData.node';
import { ThreeCxCallMonitor } from '../../../nodes/ThreeCxCallMonitor/ThreeCxCallMonitor.node';
import { ThreeCxCallReceiver } from '../../../nodes/ThreeCxCallReceiver/ThreeCxCallReceiver.node';
import { ThreeCxUpdateOnCallForwarding } from '../../../nodes/ThreeCxUpdateOnCallForwarding/ThreeCxUpdateOnCallForwarding.node';
import { referencePages } from '../../docs/reference';

const NODES = [
	ThreeCxCallControl,
	ThreeCxCallData,
	ThreeCxCallMonitor,
	ThreeCxCallReceiver,
	ThreeCxUpdateOnCallForwarding,
];

const folder = join(__dirname, '..', '..', '..', 'docs', 'reference');

describe('docs/reference', () => {
	const pages = referencePages(
		new Map(NODES.map((Node) => [Node.name, new Node().description] as const)),
	);

	it.each([...pages.keys()])(
		'%s says what the node shows (else: npm run build && npm run docs:reference)',
		(file) => {
			expect(readFileSync(join(folder, file), 'utf8')).toBe(pages.get(file));
		},
	);

	it('has a page for each node, and no other', () => {
		expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
	});
});
