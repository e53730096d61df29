import { resultOfRefusal } from '../../../../nodes/shared/callControl';
import { legOfNewCall } from '../../../../nodes/shared/callControl/makeCallMatch';
import { leg } from './restBench';

const dialling = (fields: object) =>
	leg({ status: 'Dialing', legid: 1, partyDn: '', partyDnType: 'None', ...fields });

describe('The leg of a call whose reply was lost', () => {
	it.each([
		['the number as dialled', '+4917112345678', '+4917112345678'],
		['another way to write it', '+4917112345678', '017112345678'],
		['an extension', '101', '101'],
		['a named route point', 'assistant', 'assistant'],
	])('is known by %s', (_name, shown, dialled) => {
		const ours = dialling({ id: 30, partyCallerId: shown });
		expect(legOfNewCall([ours], dialled)).toBe(ours);
	});

	it.each([
		['an incoming call of the same moment', leg({ partyCallerId: '+493012345' }), '101'],
		['a call to a longer number with that end', dialling({ partyCallerId: '2101' }), '101'],
		['a call to somebody else', dialling({ partyCallerId: '102' }), '101'],
	])('is not %s', (_name, other, dialled) => {
		expect(legOfNewCall([other], dialled)).toBeUndefined();
	});

	it('is not guessed where two calls fit', () => {
		const two = [
			dialling({ id: 30, callid: 1, partyCallerId: '101' }),
			dialling({ id: 31, callid: 2, partyCallerId: '101' }),
		];
		expect(legOfNewCall(two, '101')).toBeUndefined();
	});

	it("is the originator's where the far side is listed too", () => {
		const far = leg({ id: 31, legid: 2, partyCallerId: '101' });
		const ours = dialling({ id: 30, partyCallerId: '101' });
		expect(legOfNewCall([far, ours], '101')).toBe(ours);
	});

	it('is a phone that is rung first', () => {
		const rung = leg({ id: 30, status: 'Ringing', partyDnType: 'Wspecialmenu', partyCallerId: '' });
		expect(legOfNewCall([rung], '101')).toBe(rung);
	});
});

describe('A refusal to dial', () => {
	it.each([
		['User is Busy', 'busy'],
		['NoAnswer', 'noAnswer'],
		['Request timed out', 'noAnswer'],
		['Call declined', 'rejected'],
		['Rejected', 'rejected'],
		['No route', 'failed'],
		['', 'failed'],
	])('%j is %s', (reason, result) => {
		expect(resultOfRefusal(reason)).toBe(result);
	});
});
