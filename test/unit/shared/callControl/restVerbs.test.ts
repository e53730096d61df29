import {
	DIVERSION_REASONS,
	obstacle,
	verbFor,
	type Verb,
} from '../../../../nodes/shared/callControl';
import { diversionReasonField } from '../../../../nodes/shared/n8n/fields/diversionReason';
import { leg } from './restBench';

/** pbx-simulator.md §5 "Applicability of actions", for a leg of a monitored extension without direct control. */
const TABLE: ReadonlyArray<readonly [Verb, dialing: boolean, ringing: boolean, up: boolean]> = [
	['drop', true, true, true],
	['answer', false, false, true],
	['divert', false, true, false],
	['routeto', false, true, true],
	['transferto', false, false, true],
	['attach_participant_data', true, true, true],
	['attach_party_data', true, true, true],
];

describe('The table of what is possible', () => {
	it.each(TABLE)('%s', (verb, dialing, ringing, up) => {
		const may = (status: string) => obstacle(verb, leg({ dn: '101', status }), '800') === undefined;
		expect([may('Dialing'), may('Ringing'), may('Connected')]).toEqual([dialing, ringing, up]);
	});

	it('lets the own route point and directly controlled devices answer', () => {
		expect(obstacle('answer', leg({ dn: '800', status: 'Ringing' }), '800')).toBeUndefined();
		const controlled = leg({ dn: '103', status: 'Ringing', directControl: true });
		expect(obstacle('answer', controlled, '800')).toBeUndefined();
		expect(obstacle('answer', leg({ dn: '101', status: 'Ringing' }), '800')).toMatch(
			/direct_control.*101/,
		);
	});

	it('leaves states that nobody has described to the PBX', () => {
		for (const [verb] of TABLE) {
			if (verb === 'answer') continue;
			expect(obstacle(verb, leg({ dn: '101', status: 'Proceeding' }), '800')).toBeUndefined();
		}
	});

	it.each([
		['800', 'Connected', 'routeto'],
		['800', 'Ringing', 'routeto'],
		['101', 'Ringing', 'divert'],
		['101', 'Connected', 'transferto'],
	])('for %s while %s takes %s', (dn, status, verb) => {
		expect(verbFor(leg({ dn, status }), '800')).toBe(verb);
	});

	it('offers every documented reason once', () => {
		const offered = diversionReasonField.options?.map(
			(option) => 'value' in option && option.value,
		);
		expect(offered?.sort()).toEqual([...DIVERSION_REASONS].sort());
	});
});
