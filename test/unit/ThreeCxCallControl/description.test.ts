import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ThreeCxCallControl } from '../../../nodes/ThreeCxCallControl/ThreeCxCallControl.node';

const { description, methods } = new ThreeCxCallControl();
const [operation, ...fields] = description.properties;

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

describe('The node 3CX Call Control', () => {
	it('has the fixed names', () => {
		expect(description).toMatchObject({
			name: 'threeCxCallControl',
			displayName: '3CX Call Control',
			usableAsTool: true,
		});
		expect(optionsOf(operation).map(({ value }) => value)).toEqual([
			'answerCall',
			'attachData',
			'collectDTMF',
			'divertCall',
			'hangupCall',
			'makeCall',
			'playAudio',
			'recordAudio',
			'stopAudio',
			'transferCall',
		]);
	});

	it('says of every operation what it does, for people and for agents', () => {
		for (const option of optionsOf(operation)) {
			expect(option.action).toMatch(/^[A-Z][A-Za-z ]+$/);
			expect(option.description).toMatch(/\w+ \w+ \w+/);
		}
	});

	it("takes the item's call by default, in every operation on a call", () => {
		const ids = fields.filter(({ name }) => name === 'callId');
		const shown = ids.flatMap((field) => field.displayOptions?.show?.operation ?? []);
		expect(shown.sort()).toEqual([
			'answerCall',
			'attachData',
			'collectDTMF',
			'divertCall',
			'hangupCall',
			'playAudio',
			'recordAudio',
			'stopAudio',
			'transferCall',
		]);
		for (const field of ids) expect(field.default).toBe('={{ $json.callId }}');
	});

	it('shows every field with one operation, and describes it unless its options do', () => {
		for (const field of fields) {
			expect(field.displayOptions?.show?.operation).toHaveLength(1);
			if (field.name === 'options') continue;
			const options = optionsOf(field);
			const isClear = options.length > 0 && options.every((option) => option.description);
			expect(Boolean(field.description) || isClear).toBe(true);
		}
	});

	it('has the lists that its fields name', () => {
		const named = fields.flatMap(({ modes }) =>
			(modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect(Object.keys(methods.listSearch).sort()).toEqual([...new Set(named)].sort());
	});
});
