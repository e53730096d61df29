import fc from 'fast-check';
import {
	readNumber,
	sameNumber,
	writeNumber,
	type NumberForm,
	type NumberRules,
} from '../../../../nodes/shared/phone';

const FORMS: NumberForm[] = ['dialable', 'e164', 'international00', 'national', 'asEntered'];

const rules: fc.Arbitrary<NumberRules> = fc.record({
	defaultCountry: fc.constantFrom(
		'',
		'DE',
		'at',
		'+41',
		'IT',
		'FR',
		'GB',
		'US',
		'AU',
		'HU',
		'RU',
		'JP',
	),
	ownExtension: fc.constantFrom(undefined, '999', '200'),
});

/** Mostly numbers, in the dress that people give them. */
const text = fc
	.tuple(
		fc.constantFrom(
			'',
			'0',
			'00',
			'+',
			'+49',
			'0049',
			'49',
			'0171',
			'+43',
			'+39 0',
			'+1',
			'1',
			'tel:',
		),
		fc.array(fc.constantFrom(...'0123456789', ' ', '-', '/', '\u00a0', '(0)', '.'), {
			maxLength: 18,
		}),
	)
	.map(([start, rest]) => start + rest.join(''));

const anything = fc.oneof(
	text,
	fc.string({ unit: 'binary' }),
	fc.nat({ max: 2 ** 45 }),
	fc.anything(),
);

describe('reading and writing', () => {
	it('reads back what it wrote, in every form', () => {
		fc.assert(
			fc.property(text, rules, fc.constantFrom(...FORMS), (input, known, form) => {
				const first = readNumber(input, known);
				if (!first.ok) return;
				const second = readNumber(writeNumber(first.number, form), known);
				if (!second.ok) throw new Error(`${form} refused: ${second.message}`);

				const { kind, e164, national, dialable } = first.number;
				expect(second.number).toMatchObject({
					kind,
					...(e164 ? { e164, national } : { dialable }),
				});
				expect(writeNumber(second.number, form)).toBe(writeNumber(first.number, form));
			}),
			{ numRuns: 2000 },
		);
	});

	it('writes only what can be dialled, unless asked for the text as entered', () => {
		fc.assert(
			fc.property(anything, rules, fc.constantFrom(...FORMS.slice(0, 4)), (input, known, form) => {
				const reading = readNumber(input, known);
				if (reading.ok) expect(writeNumber(reading.number, form)).toMatch(/^\+?\d{2,17}$/);
			}),
			{ numRuns: 1000 },
		);
	});

	it('never throws and never tells a whole number, whatever it is given', () => {
		fc.assert(
			fc.property(anything, rules, (input, known) => {
				const reading = readNumber(input, known);
				const told = reading.ok ? reading.number.notes.join(' ') : reading.message;
				expect(told.replace(/like \+49 171 1234567/, '')).not.toMatch(/\d{8}/);
			}),
			{ numRuns: 1000 },
		);
	});

	it('falls back to what can be dialled where a form is not known', () => {
		const foreign = readNumber('+43 664 1234567', { defaultCountry: 'DE' });
		const national = readNumber('0171-12345', {});
		const internal = readNumber('200', { defaultCountry: 'DE' });
		if (!foreign.ok || !national.ok || !internal.ok) throw new Error('refused');
		expect(writeNumber(foreign.number, 'national')).toBe('+436641234567');
		expect(writeNumber(national.number, 'e164')).toBe('017112345');
		for (const form of FORMS) expect(writeNumber(internal.number, form)).toBe('200');
	});

	it('writes each form', () => {
		const reading = readNumber('\u200e0171-12345 ', { defaultCountry: 'DE' });
		if (!reading.ok) throw new Error('refused');
		expect(FORMS.map((form) => writeNumber(reading.number, form))).toEqual([
			'017112345',
			'+4917112345',
			'004917112345',
			'017112345',
			'0171-12345',
		]);
	});
});

describe('sameNumber is a relation to rely on', () => {
	it('is symmetric', () => {
		fc.assert(
			fc.property(text, text, rules, (a, b, known) => {
				expect(sameNumber(a, b, known)).toBe(sameNumber(b, a, known));
			}),
		);
	});

	it('holds between a text and itself exactly when the text can be read', () => {
		fc.assert(
			fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), rules, (a, known) => {
				expect(sameNumber(a, a, known)).toBe(readNumber(a, known).ok);
			}),
			{ numRuns: 1000 },
		);
	});

	it('holds between what was written in different forms', () => {
		fc.assert(
			fc.property(text, rules, (input, known) => {
				const reading = readNumber(input, known);
				if (!reading.ok || reading.number.prefixRestored) return;
				for (const form of FORMS) {
					expect(sameNumber(writeNumber(reading.number, form), input, known)).toBe(true);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('never holds for a refused text', () => {
		fc.assert(
			fc.property(text, text, rules, (a, b, known) => {
				if (!readNumber(a, known).ok) expect(sameNumber(a, b, known)).toBe(false);
			}),
		);
	});

	it('never throws', () => {
		const country = fc.string();
		fc.assert(
			fc.property(fc.string(), fc.string(), country, (a, b, defaultCountry) => {
				expect(typeof sameNumber(a, b, { defaultCountry })).toBe('boolean');
			}),
		);
	});
});
