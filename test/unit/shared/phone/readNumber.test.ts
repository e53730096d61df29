import {
	readNumber,
	UnknownCountryError,
	type NumberRules,
	type PhoneNumber,
	type Refusal,
} from '../../../../nodes/shared/phone';

const GERMANY: NumberRules = { defaultCountry: 'DE', ownExtension: '999' };

function accepted(input: unknown, rules: NumberRules = GERMANY): PhoneNumber {
	const reading = readNumber(input, rules);
	if (!reading.ok) throw new Error(`refused: ${reading.message}`);
	return reading.number;
}

function refused(
	input: unknown,
	rules: NumberRules = GERMANY,
): { reason: Refusal; message: string } {
	const reading = readNumber(input, rules);
	if (reading.ok) throw new Error(`accepted as ${reading.number.dialable}`);
	return reading;
}

describe('readNumber', () => {
	it.each([
		['0171-12345', '017112345'],
		['0171/12345', '017112345'],
		['0171 / 12345', '017112345'],
		['(0171) 12345', '017112345'],
		['(0)171 12345', '017112345'],
		['0171.12345', '017112345'],
		['0171\u201312345', '017112345'],
		['0171\u00a012345', '017112345'],
		['0171\u202f12345', '017112345'],
		['\u202a0171\u200b12345\u202c', '017112345'],
		['\ufeff0171\u00ad12345', '017112345'],
		['０１７１－１２３４５', '017112345'],
		["'017112345", '017112345'],
		['’017112345', '017112345'],
		['  017112345\n', '017112345'],
		['+4917112345', '+4917112345'],
		['+49 (171) 12345', '+4917112345'],
		['(+49) 171 12345', '+4917112345'],
		['＋49 171 12345', '+4917112345'],
		['+49 (0)171 12345', '+4917112345'],
		['+49 0171 12345', '+4917112345'],
		['tel:+49-171-12345', '+4917112345'],
		['TEL: +49 171 12345', '+4917112345'],
		['0049 171 12345', '004917112345'],
		['0049 (0)171 12345', '004917112345'],
	])('reads %j as one number', (input, dialable) => {
		expect(accepted(input)).toMatchObject({
			kind: 'external',
			dialable,
			e164: '+4917112345',
			national: '017112345',
			international00: '004917112345',
			notes: [],
		});
	});

	it.each([
		['DE', '+43 664 1234567', { e164: '+436641234567', national: undefined }],
		['DE', '0800 330 1000', { e164: '+498003301000', national: '08003301000' }],
		['AT', '0664 1234567', { e164: '+436641234567', national: '06641234567' }],
		['it', '02 12345678', { e164: '+390212345678', national: '0212345678' }],
		['IT', '333 1234567', { e164: '+393331234567', national: '3331234567', notes: [] }],
		['US', '(212) 555-0123', { e164: '+12125550123', national: '2125550123', notes: [] }],
		['+1', '1 212 555 0123', { e164: '+12125550123', dialable: '12125550123', notes: [] }],
		['US', '011 49 171 123456', { e164: '+49171123456' }],
		['US', '0049 171 123456', { e164: '+49171123456' }],
		['AU', '1300 123 456', { e164: '+611300123456', national: '1300123456', notes: [] }],
		['AU', '+61 412 345 678', { national: '0412345678', international00: undefined }],
		['HU', '06 20 123 4567', { e164: '+36201234567', national: '06201234567' }],
		['49', '0171-12345', { e164: '+4917112345' }],
	])('knows how %s dials %j', (defaultCountry, input, expected) => {
		expect(accepted(input, { defaultCountry })).toMatchObject(expected);
	});

	it.each([
		['200', '200'],
		[200, '200'],
		['10', '10'],
		['49112', '49112'],
		['2-00', '200'],
	])('takes %j as an extension before any numbering plan is asked', (input, dialable) => {
		expect(accepted(input)).toEqual({
			input: String(input),
			kind: 'internal',
			dialable,
			notes: [],
		});
	});

	it.each(['116117', '116 117'])('takes the short service number %s as it is', (input) => {
		const number = accepted(input);
		expect(number).toMatchObject({ kind: 'external', dialable: '116117', notes: [] });
		expect(number.e164).toBeUndefined();
	});

	it('does not take a Swiss or French number that lacks a digit', () => {
		expect(refused('079 123 45 6', { defaultCountry: 'CH' }).reason).toBe('tooShort');
		expect(refused('06 12 34 56 7', { defaultCountry: 'FR' }).reason).toBe('tooShort');
	});

	it('keeps the zero that belongs to Italian numbers, in unknown ranges too', () => {
		expect(accepted('+39 0845828').e164).toBe('+390845828');
	});

	describe('without a country', () => {
		it('leaves a national number national', () => {
			expect(accepted('0171-12345', {})).toEqual({
				input: '0171-12345',
				kind: 'external',
				dialable: '017112345',
				notes: [],
			});
		});

		it.each(['+49 171 12345', '0049 171 12345'])('still understands %s', (input) => {
			expect(accepted(input, {}).e164).toBe('+4917112345');
		});

		it('says that a number cell may have lost its zero', () => {
			const number = accepted(17112345, {});
			expect(number.dialable).toBe('17112345');
			expect(number.notes).toEqual([
				'1711…5 comes from a number cell, which drops a leading 0 or +; it is dialled as it is. ' +
					'Format the column as text and write the number with its + or 0.',
			]);
		});
	});

	describe('what spreadsheets do to numbers', () => {
		it.each([17112345, 17112345n, '17112345', '171-12345'])(
			'restores the zero of %p, with a note',
			(input) => {
				const number = accepted(input);
				expect(number).toMatchObject({
					dialable: '017112345',
					e164: '+4917112345',
					prefixRestored: true,
				});
				expect(number.notes).toHaveLength(1);
				expect(number.notes[0]).toContain('it was read as 0171…45');
				expect(number.notes[0]).not.toContain('17112345');
			},
		);

		it('restores the plus where only that can be missing', () => {
			expect(accepted(447911123456, { defaultCountry: 'GB' })).toMatchObject({
				dialable: '+447911123456',
				prefixRestored: true,
			});
		});

		it.each([4917112345678, '49 171 12345678'])(
			'refuses %p, which may lack a plus or a zero',
			(input) => {
				const { reason, message } = refused(input);
				expect(reason).toBe('notANumber');
				expect(message).toMatch(/neither 0 nor \+/);
			},
		);

		it.each(['4.91711E+12', '4,91711e12', '17112345.0', '17112345,00'])(
			'refuses the decimal %s',
			(input) => {
				expect(refused(input).message).toMatch(/spreadsheet/);
			},
		);
	});

	describe('refusals', () => {
		it.each<[Refusal, unknown]>([
			['empty', undefined],
			['empty', null],
			['empty', ''],
			['empty', ' \u00a0\u200b\ufeff'],
			['empty', 'tel:'],
			['empty', "'"],
			['letters', 'Max Mustermann'],
			['letters', '0171-12345 (Max)'],
			['letters', '0171 12345 ext. 5'],
			['letters', 'tel:+4917112345;phone-context=example.com'],
			['letters', 'siehe Büro'],
			['notANumber', '*61'],
			['notANumber', '#31#0171123456'],
			['notANumber', '0171 12345 / 0172 54321'],
			['notANumber', '0171 12345\n0172 54321'],
			['notANumber', '0171 12345, 0172 54321'],
			['notANumber', '0171 12345; 0172 54321'],
			['notANumber', '+49171+12345'],
			['notANumber', '++49 171 12345'],
			['notANumber', '000049 171 12345'],
			['notANumber', '+999 123456'],
			['notANumber', '☎ 0171 12345'],
			['notANumber', '()'],
			['notANumber', '+'],
			['notANumber', '0171 1234²'],
			['notANumber', {}],
			['notANumber', []],
			['notANumber', ['017112345']],
			['notANumber', true],
			['notANumber', NaN],
			['notANumber', Infinity],
			['notANumber', -17112345],
			['notANumber', 1711.5],
			['notANumber', 1e21],
			['notANumber', -1n],
			['notANumber', Symbol('x')],
			['notANumber', () => '017112345'],
			['tooShort', '7'],
			['tooShort', 0],
			['tooShort', '0171'],
			['tooShort', '+49'],
			['tooShort', '+49 171'],
			['tooLong', '0171 12345 67890 12345'],
			['tooLong', '+49 171 1234567890123'],
			['tooLong', '0'.repeat(51)],
			['ownExtension', '999'],
			['ownExtension', 999],
			['ownExtension', ' 9-99 '],
		])('%s: %p', (reason, input) => {
			expect(refused(input).reason).toBe(reason);
		});

		it.each([
			'110',
			'112',
			'911',
			110,
			'0110',
			'0112',
			'0 911',
			'00112',
			'+112',
			'+49112',
			'+49 (0)112',
			'+49 0112',
			'0049110',
			'0049 0110',
			'+43 112',
			'+1 911',
			'+353 112',
			'490112',
			"'112",
			'１１２',
			'tel:110',
		])('never forwards to the emergency number %p', (input) => {
			expect(refused(input).reason).toBe('emergency');
			if (input !== '490112') expect(refused(input, {}).reason).toBe('emergency');
		});

		it.each(['+49 112 345678', '0110 345678', '1100', '1120', '9112', '999112'])(
			'does not mistake %s for one',
			(input) => {
				expect(readNumber(input, {}).ok).toBe(true);
			},
		);

		it('names the text that does not belong there', () => {
			expect(refused('0171-12345 Max').message).toBe(
				'A phone number cannot contain the text "Max". Write it like +49 171 1234567.',
			);
		});

		it('tells no full number', () => {
			for (const input of [
				'0171 12345678 *',
				'017112345678901234567',
				'0171 12345678 / 0172 87654321',
			]) {
				expect(refused(input).message.replace('+49 171 1234567', '')).not.toMatch(/\d{5}/);
			}
		});
	});

	it('takes an unknown country for what it is: a setting to mend', () => {
		expect(() => readNumber('0171-12345', { defaultCountry: 'Germany' })).toThrow(
			UnknownCountryError,
		);
	});
});
