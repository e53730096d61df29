import { readFileSync } from 'node:fs';

import type { Page } from 'playwright-core';

import { equal, holds } from '../n8n/check';
import { waitFor } from '../n8n/waitFor';
import { reads, withPhone, type Spec } from './lab';
import { Program } from './program';
import { loudPart, shareAt, sine } from './signal';

/** Calling: state, sound both ways, keys. */
export const spec: Spec = async (lab) => {
	const { check } = lab;

	await check('rings 800, shows the legs, hangs up', () =>
		withPhone(lab, async ({ pbx, page, complaints }) => {
			await reads(page, '#status', /^No call$/);
			await page.click('#call');
			await reads(page, '#status', /^Connected with 800$/);
			await page.locator('#legs tr[data-who="800"][data-status=Connected]').waitFor();
			await page.locator('#legs tr[data-who="+491719876543"]').waitFor();
			await page.click('#hangUp');
			await reads(page, '#status', /^Ended: you hung up$/);
			equal(pbx.calls.list(), []);
			await page.locator('#noLegs').waitFor();
			equal(complaints, []);
		}),
	);

	await check('tells a number that the PBX does not have', () =>
		withPhone(lab, async ({ page }) => {
			await page.fill('#to', '555');
			await page.press('#to', 'Enter');
			await reads(page, '#problem', /The PBX has no number 555/);
		}),
	);

	await check('shows, plays and saves what the workflow plays', () =>
		withPhone(lab, async ({ pbx, page, complaints }) => {
			const program = await Program.start(pbx);
			await page.click('#call');
			await reads(page, '#status', /^Connected with 800$/);
			const silent = await page.getAttribute('#meter', 'aria-valuenow');
			equal(silent, '0', 'level in silence');
			const played = program.play(25, sine(440, 2000));
			await waitFor(
				'a level that moves',
				async () => Number(await page.getAttribute('#meter', 'aria-valuenow')) > 70,
			);
			await reads(page, '#levelWords', /^−(10|11|12) dB$/);
			equal(await played, 200, 'status of the upload');
			await reads(page, '#levelWords', /^silence$/);
			await page.click('#hangUp');
			const [download] = await Promise.all([page.waitForEvent('download'), page.click('#wavs a')]);
			const wav = readFileSync(await download.path());
			equal(wav.toString('latin1', 0, 4), 'RIFF');
			const tone = loudPart(wav.subarray(44));
			holds(Math.abs(tone.length / 16 - 2000) < 60, `the tone lasts ${tone.length / 16} ms`);
			holds(shareAt(tone, 440) > 0.95, `only ${shareAt(tone, 440)} of it is at 440 Hz`);
			equal(complaints, []);
			program.end();
		}),
	);

	await check('presses keys by mouse and by keyboard', () =>
		withPhone(lab, async ({ pbx, page }) => {
			const program = await Program.start(pbx);
			await page.click('#call');
			await reads(page, '#status', /^Connected/);
			await page.click('#pad [data-key="5"]');
			await page.click('#pad [data-key="#"]');
			await page.locator('#status').click();
			await page.keyboard.press('7');
			await page.keyboard.press('*');
			await page.keyboard.press('d');
			await waitFor('all keys', () => program.keys === '5#7*D');
			await reads(page, '#pressed', /^5#7\*D$/);
			await reads(page, '#log', /key D pressed on leg 25 of 800/);
			await page.fill('#name', 'Frau 12');
			equal(program.keys, '5#7*D', 'keys after typing into a field');
			program.end();
		}),
	);

	await check('sends a tone, a voice and the microphone to the workflow', () =>
		withPhone(lab, async ({ pbx, page, complaints }) => {
			const program = await Program.start(pbx);
			await page.click('#call');
			await reads(page, '#status', /^Connected/);
			await page.click('#tone');
			await page.locator('#tone[aria-pressed=true]').waitFor();
			const tone = loudPart(await program.hear(25, 16_000));
			holds(shareAt(tone, 440) > 0.9, `only ${shareAt(tone, 440)} of it is at 440 Hz`);
			await page.click('#tone');
			await page.locator('#tone[aria-pressed=false]').waitFor();
			await page.click('#sample');
			const voice = loudPart(await program.hear(25, 16_000));
			holds(voice.length > 8000, `the voice lasts ${voice.length / 16} ms`);
			// The microphone of this Chromium beeps once a second.
			await page.click('#microphone');
			await reads(page, '#speakHint', /Microphone is on/);
			const beep = loudPart(await program.hear(25, 40_000), 200);
			holds(beep.length > 500, `of the microphone came ${beep.length / 16} ms`);
			await page.click('#microphone');
			await page.locator('#microphone[aria-pressed=false]').waitFor();
			equal(complaints, []);
			program.end();
		}),
	);

	await check('brings the microphone to 8 kHz without folding high tones into low ones', () =>
		withPhone(lab, async ({ page }) => {
			const levels = [];
			for (const rate of [48_000, 44_100, 16_000]) {
				const speech = await resampledLevel(page, rate, 1000);
				levels.push({ rate, speech, high: await resampledLevel(page, rate, 6000) });
			}
			for (const { rate, speech, high } of levels) {
				holds(Math.abs(speech - Math.SQRT1_2) < 0.02, `${rate}: 1 kHz comes out as ${speech}`);
				holds(high < 0.003, `${rate}: 6 kHz comes out as ${high}`);
			}
		}),
	);
};

/** How loud a full sine is behind the resampler of the page; 0.707 for one that comes through. */
async function resampledLevel(page: Page, rate: number, hz: number): Promise<number> {
	return await page.evaluate(
		async ([rate, hz]) => {
			const path = '/__sim/phone/page/resampler.js';
			const { Resampler } = (await import(path)) as {
				Resampler: new (rate: number) => { take(samples: Float32Array): number[] };
			};
			const resampler = new Resampler(rate);
			const out: number[] = [];
			for (let piece = 0; piece < 200; piece++) {
				const samples = Float32Array.from({ length: 128 }, (_, i) =>
					Math.sin((2 * Math.PI * hz * (piece * 128 + i)) / rate),
				);
				out.push(...resampler.take(samples));
			}
			const settled = out.slice(200);
			return Math.sqrt(settled.reduce((sum, x) => sum + x * x, 0) / settled.length);
		},
		[rate, hz] as const,
	);
}
