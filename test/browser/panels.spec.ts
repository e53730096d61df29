import { equal, holds } from '../n8n/check';
import { waitFor } from '../n8n/waitFor';
import { reads, withPhone, type Spec } from './lab';
import { Program } from './program';

/** What rings, where calls go, the event log, and what happens when the simulator restarts. */
export const spec: Spec = async (lab) => {
	const { check } = lab;

	await check('answers as 101 what the workflow transfers', () =>
		withPhone(lab, async ({ pbx, page }) => {
			const program = await Program.start(pbx);
			await page.check('#byHand');
			await page.click('#call');
			await reads(page, '#status', /^Connected with 800$/);
			const sent = program.routeTo(25, '101');
			await reads(page, '#ringing li', /101 Max Mustermann rings/);
			await reads(page, '#ringNews', /101 Max Mustermann rings/);
			await page.getByRole('button', { name: 'Answer as 101 Max Mustermann' }).click();
			await reads(page, '#status', /^Connected with 101 \(Max Mustermann\)$/);
			await reads(page, '#lines li', /^101: connected with \+491719876543/);
			await sent;
			await waitFor('the workflow to be out', () => {
				const [call] = pbx.calls.list();
				return call && pbx.calls.whoHas(call.callid).sort().join() === '+491719876543,101';
			});
			await page.locator('#lines li[data-who="101"] [data-does=hangUp]').click();
			await reads(page, '#status', /^Ended: the other side hung up$/);
			program.end();
		}),
	);

	await check('declines, and answers the mobile of the one on call', () =>
		withPhone(lab, async ({ pbx, page }) => {
			await page.check('#byHand');
			await page.fill('#to', '999');
			await page.click('#call');
			await reads(page, '#status', /^Ringing 999/);
			const mobile = page.locator('#ringing li[data-who="+491700000000"]');
			await mobile.locator('[data-does=decline]').click();
			await reads(page, '#status', /^Ended: the call was refused$/);
			await page.click('#call');
			await mobile.locator('[data-does=answer]').click();
			await reads(page, '#status', /^Connected with \+491700000000$/);
			equal(pbx.calls.list().length, 1, 'number of calls');
		}),
	);

	await check('shows the forwarding of 999 as it changes', () =>
		withPhone(lab, async ({ pbx, page }) => {
			await reads(page, '[data-fact=mobile]', /\+491700000000/);
			await reads(page, '#where li[data-dialled="999"]', /999 → outside to \+491700000000/);
			await fetch(`${pbx.url}/__sim/users/999`, {
				method: 'POST',
				body: JSON.stringify({ Mobile: '+491711111111' }),
			});
			await reads(page, 'dd[data-fact=mobile]', /^\+491711111111$/);
			await reads(page, '#where li[data-dialled="999"]', /→ outside to \+491711111111/);
			await reads(page, '#where li[data-dialled="+4930123456"] li', /inbound rule Notdienst/);
			await page.fill('#askNumber', '830');
			await reads(page, '#asked', /830 → ring group 830/);
		}),
	);

	await check('logs in plain words, and pauses', () =>
		withPhone(lab, async ({ pbx, page }) => {
			const program = await Program.start(pbx);
			await reads(page, '#log li:first-child', /800 opens the event socket → 101/);
			await reads(page, '#log', /800 asks for a token → 200/);
			await reads(page, '[data-tally=sockets] dd', /^1$/);
			await page.click('#pause');
			await page.click('#call');
			await reads(page, '#waiting', /^[1-9]\d* more since then$/);
			holds(!/leg 25/.test(await page.innerText('#log')), 'the log goes on while it is paused');
			await page.click('#pause');
			await reads(page, '#log li:first-child', /leg 25 of 800 is new or has changed/);
			holds(!/secret|bearer/i.test(await page.content()), 'there is a secret on the page');
			program.end();
		}),
	);

	await check('says that the simulator is away, and comes back by itself', () =>
		withPhone(lab, async ({ pbx, page }) => {
			await page.click('#call');
			await reads(page, '#status', /^Connected/);
			await pbx.stop();
			await reads(page, '#link[data-state=lost]', /The simulator is not there; trying again/);
			await reads(page, '#status', /^Ended: the simulator went away$/);
			await page.click('#call');
			await reads(page, '#problem', /The simulator is not there/);
			await pbx.start();
			await reads(page, '#link[data-state=open]', /Connected to the simulator again/);
			await page.click('#call');
			await reads(page, '#status', /^Connected with 800$/);
			equal(await page.innerText('#problem'), '', 'what went wrong');
		}),
	);
};
