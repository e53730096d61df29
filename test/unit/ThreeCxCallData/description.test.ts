import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ThreeCxCallData } from '../../../nodes/ThreeCxCallData/ThreeCxCallData.node';
import { REPORT_NAMES } from '../../../nodes/shared/xapi';

const { description, methods } = new ThreeCxCallData();
const [operation, ...fields] = description.properties;

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

const OPERATIONS = [
	'findAvailableAgents',
	'getActiveCalls',
	'getCallHistory',
	'getCallStatus',
	'getExtensions',
	'getQueueStats',
	'getRecording',
	'getReport',
	'getSystemStatus',
	'verifyWebhook',
];

describe('The node 3CX Call Data', () => {
	it('has the fixed names', () => {
		expect(description).toMatchObject({
			name: 'threeCxCallData',
			displayName: '3CX Call Data',
			usableAsTool: true,
		});
		expect(optionsOf(operation).map(({ value }) => value)).toEqual(OPERATIONS);
	});

	it('says of every operation what it does, for people and for agents', () => {
		for (const option of optionsOf(operation)) {
			expect(option.action).toMatch(/^[A-Z][A-Za-z ]+$/);
			expect(option.description).toMatch(/\w+ \w+ \w+/);
		}
	});

	it('shows every field with one operation, and describes it unless its options do', () => {
		for (const field of fields) {
			expect(field.displayOptions?.show?.operation).toHaveLength(1);
			if (field.name === 'options' || field.name === 'filters' || field.type === 'notice') continue;
			expect(field.description).toBeTruthy();
		}
	});

	it('has no two fields of one name at a time', () => {
		for (const name of OPERATIONS) {
			const shown = fields.filter(({ displayOptions }) =>
				displayOptions?.show?.operation?.includes(name),
			);
			const names = shown.map((field) => field.name);
			expect(names).toEqual([...new Set(names)]);
		}
	});

	it('offers every report that it knows', () => {
		const report = fields.find(({ name }) => name === 'report');
		expect(
			optionsOf(report)
				.map(({ value }) => value)
				.sort(),
		).toEqual([...REPORT_NAMES].sort());
	});

	it('has the lists that its fields name', () => {
		const named = fields.flatMap(({ modes }) =>
			(modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect(Object.keys(methods.listSearch).sort()).toEqual([...new Set(named)].sort());
	});
});
