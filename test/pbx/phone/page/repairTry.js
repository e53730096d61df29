import { byId, element, setText, showList } from './list.js';
import { isSameNumber, place, seconds } from './place.js';
import { clockTime, say } from './words.js';

/** Stories that stay on the page. */
const MOST = 3;

/** Somebody changes the on-call number by hand, and the workflow puts it right. */
export class RepairTry {
	constructor(look) {
		this.look = look;
		/** Newest last: when it was changed, to what, and when it was put right. */
		this.stories = [];
		byId('change').addEventListener('submit', (event) => {
			event.preventDefault();
			void this.change(byId('wrong').value.trim());
		});
	}

	async change(number) {
		const answer = await fetch('/__sim/users/999', {
			method: 'POST',
			body: JSON.stringify({ Mobile: number }),
		}).catch(() => null);
		const isTaken = answer?.ok === true;
		setText(byId('changeProblem'), isTaken ? '' : say('refused', await reasonOf(answer)));
		if (!isTaken) return;
		this.stories.push({ at: Date.now(), number, led: null, repaired: null });
		this.stories = this.stories.slice(-MOST);
		await this.look();
	}

	show({ leads, tour }) {
		setText(byId('leads'), leads ? place(leads) : say('nowhere'));
		const story = this.stories.at(-1);
		if (story && leads) {
			if (!story.led) story.led = leads;
			else if (!story.repaired && leads.number !== story.led.number) {
				story.repaired = { at: Date.now(), leads };
			}
		}
		const lines = this.stories.flatMap((one) => storyLines(one, tour !== null));
		showList(
			byId('repairStory'),
			lines,
			({ key }) => key,
			() => element('li'),
			(item, { text, tone }) => {
				item.dataset.tone = tone;
				setText(item, text);
			},
		);
	}
}

function storyLines({ at, number, led, repaired }, isWatched) {
	if (!led) return [];
	const isReached = isSameNumber(led.number, number);
	const changed = say(isReached ? 'changed' : 'changedNot', clockTime(at), place(led));
	const lines = [{ key: `${at}changed`, tone: 'bad', text: changed }];
	if (repaired) {
		const after = seconds((repaired.at - at) / 1000);
		const text = say('repaired', clockTime(repaired.at), after, place(repaired.leads));
		lines.push({ key: `${at}repaired`, tone: 'good', text });
	} else if (isWatched) {
		lines.push({ key: `${at}waits`, tone: 'busy', text: say('waitsForPush') });
	}
	return lines;
}

/** The words of the simulated 3CX. */
async function reasonOf(answer) {
	const reply = await answer?.json().catch(() => null);
	return reply?.error?.message ?? reply?.message ?? String(answer?.status ?? '');
}
