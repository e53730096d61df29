import { OnCallBench } from '../ThreeCxUpdateOnCallForwarding/update/onCallRun';
import { asPattern, sourceTexts } from './messages';
import { fieldNames, labels, names } from './names';
import { Page } from './page';

const page = new Page('docs/notdienst.de.md');

/** Bold words that look like labels and are none. */
const GERMAN = ['Eingehende Regel', 'Ausgehende Regel', 'Mehrere Notdienste'];

/** The rosters that the page shows, as a spreadsheet hands them over. */
const rosters = page.fences
	.filter(({ language }) => language === 'csv')
	.map(({ text }) => {
		const [heads = [], ...rows] = text
			.trim()
			.split('\n')
			.map((line) => line.split(';'));
		return rows.map((cells) =>
			Object.fromEntries(cells.map((cell, at) => [heads[at] ?? '', cell])),
		);
	});

const NOON = '2026-11-24T12:00+01:00';

async function onDuty(plan: Array<Record<string, string>> = [], at = NOON) {
	const bench = await OnCallBench.start({}, at);
	try {
		return await bench.outcome({
			numberSource: 'plan',
			planRows: 'list',
			plan,
			fallbackNumber: '200',
			options: { timeZone: 'Europe/Berlin', defaultCountry: 'DE' },
		});
	} finally {
		await bench.stop();
	}
}

describe('docs/notdienst.de.md', () => {
	it('quotes messages that the code really has', () => {
		const messages = page.tables
			.filter(({ heads }) => heads[0] === 'Meldung')
			.flatMap(({ rows }) => rows.map(([first = '']) => first.replaceAll('`', '')));
		expect(messages.length).toBeGreaterThan(20);
		const texts = sourceTexts();
		const invented = messages.filter((message) => {
			const pattern = asPattern(message);
			return !texts.some((text) => pattern.test(text));
		});
		expect(invented).toEqual([]);
		const said = [...page.prose.matchAll(/„([A-Z3][^“]{25,})“/g)].map(([, text = '']) => text);
		const english = said.filter((text) => / (is|to|the|mobile) /.test(text));
		expect(english.length).toBeGreaterThan(1);
		expect(english.filter((text) => !texts.some((known) => sameWords(known, text)))).toEqual([]);
	});

	it('explains every status, and none that does not exist', async () => {
		const told = page.tables.find(({ heads }) => heads[0] === '`status`')?.rows ?? [];
		const states = told.map(([first = '']) => first.replaceAll('`', ''));
		const all = ['changed', 'unchanged', 'repaired', 'fallback', 'notForwarding', 'failed'];
		expect(states).toEqual(all);
		const seen = [await onDuty(rosters[0], '2026-11-23T20:00+01:00'), await onDuty()];
		expect(seen.map(({ status }) => status)).toEqual(['changed', 'fallback']);
		expect(states.filter((state) => !sourceTexts().includes(state))).toEqual([]);
	});

	it('shows a roster that is read as the page says', async () => {
		const [roster, sick] = rosters;
		const evening = await onDuty(roster, '2026-11-23T22:00+01:00');
		expect(evening).toMatchObject({ status: 'changed', person: 'Max Mustermann', source: 'plan' });
		expect(evening.warnings).toEqual([]);
		expect(await onDuty(roster, '2026-11-24T08:00+01:00')).toMatchObject({ source: 'fallback' });
		expect(await onDuty(roster, '2026-11-25T07:59+01:00')).toMatchObject({
			person: 'Erika Musterfrau',
		});
		expect(await onDuty(sick, '2026-11-23T21:29+01:00')).toMatchObject({
			person: 'Max Mustermann',
		});
		expect(await onDuty(sick, '2026-11-23T21:30+01:00')).toMatchObject({
			person: 'Paula Beispiel',
		});
	});

	it('names parameters as the editor does, and fields of the output that exist', () => {
		const shown = page.bold.filter((text) => /^[A-Z][a-z]+( [A-Z][a-z]+)+$|URL|Client/.test(text));
		const ours = shown.filter((text) => !GERMAN.includes(text));
		expect(ours.length).toBeGreaterThan(8);
		expect(ours.filter((label) => !labels.has(label))).toEqual([]);
		const fields = page.quoted.filter((text) => /^[a-z]+[A-Za-z]{3,}$/.test(text));
		const known = (word: string) =>
			fieldNames().has(word) || names.has(word) || sourceTexts().includes(word) || word === 'true';
		expect(fields.length).toBeGreaterThan(10);
		expect(fields.filter((word) => !known(word))).toEqual([]);
	});
});

/** Whether a text of the code, filled in or not, is this sentence. */
function sameWords(known: string, sentence: string): boolean {
	return known.replace(/…/g, '').length > 12 && asPattern(known, true).test(sentence);
}
