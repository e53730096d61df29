import { byId, element, setText, showList } from './list.js';
import { seconds } from './place.js';
import { clockTime, say } from './words.js';

/** The phone system goes away and comes back, and n8n lives through it. */
export class OutageTry {
	constructor(look) {
		this.look = look;
		this.outage = null;
		byId('down').addEventListener('click', () => void this.ask('down'));
		byId('up').addEventListener('click', () => void this.ask('up'));
	}

	async ask(what) {
		await fetch(`/__sim/${what}`, { method: 'POST' }).catch(() => null);
		await this.look();
	}

	show({ isDown, listeners, tour }) {
		byId('down').disabled = isDown;
		byId('up').disabled = !isDown;
		// Also when it was done elsewhere, with curl for instance.
		if (isDown && this.outage?.back !== undefined) this.outage = null;
		if (isDown) this.outage ??= { went: Date.now() };
		const { outage } = this;
		if (outage) follow(outage, isDown, listeners, tour?.pushes ?? []);
		showList(
			byId('outageStory'),
			outage ? storyLines(outage) : [],
			({ key }) => key,
			() => element('li'),
			(item, { text, tone }) => {
				item.dataset.tone = tone;
				setText(item, text);
			},
		);
	}
}

/** Writes down what has happened since. */
function follow(outage, isDown, listeners, pushes) {
	const now = Date.now();
	const oldestFirst = [...pushes].reverse();
	outage.failed ??= oldestFirst.find(({ at, problem }) => problem !== '' && at > outage.went);
	if (isDown) return;
	outage.back ??= now;
	if (listeners > 0) outage.listens ??= now;
	outage.pushed ??= oldestFirst.find(({ at, verified }) => verified && at > outage.back)?.at;
}

function storyLines({ went, failed, back, listens, pushed }) {
	const after = (at) => seconds((at - back) / 1000);
	return [
		line('went', 'bad', say('wentAway', clockTime(went))),
		failed && line('failed', 'bad', say('pushFailed', clockTime(failed.at), failed.problem)),
		back && line('back', 'good', say('cameBack', clockTime(back))),
		listens && line('listens', 'good', say('listensAgain', clockTime(listens), after(listens))),
		pushed && line('pushed', 'good', say('pushedAgain', clockTime(pushed), after(pushed))),
	].filter(Boolean);
}

function line(key, tone, text) {
	return { key, tone, text };
}
