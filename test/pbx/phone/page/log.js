import { byId, element, setText, showList } from './list.js';
import { eventWords, resultWords } from './eventWords.js';
import { clockTime, say } from './words.js';

const MOST = 200;
const TALLIES = ['requests', 'tokens', 'changes', 'refused', 'frames', 'sockets', 'phones'];

/** What happened, newest first. */
export class EventLog {
	constructor() {
		this.events = new Map();
		this.tallies = {};
		this.waiting = new Set();
		this.isPaused = false;
		byId('pause').addEventListener('click', () => this.togglePause());
	}

	take({ events, isStart, tallies }) {
		if (isStart) this.events.clear();
		this.tallies = tallies;
		for (const event of events) {
			if (this.isPaused && !this.events.has(event.key)) this.waiting.add(event.key);
			this.events.set(event.key, event);
		}
		for (const key of this.events.keys()) {
			if (this.events.size <= MOST) break;
			this.events.delete(key);
		}
		this.showTallies({});
		if (this.isPaused) setText(byId('waiting'), say('waiting', this.waiting.size));
		else this.showAll();
	}

	togglePause() {
		this.isPaused = !this.isPaused;
		this.waiting.clear();
		byId('pause').setAttribute('aria-pressed', String(this.isPaused));
		setText(byId('waiting'), this.isPaused ? say('waiting', 0) : '');
		if (!this.isPaused) this.showAll();
	}

	showAll() {
		const newest = [...this.events.values()].reverse();
		byId('noEvents').hidden = newest.length > 0;
		byId('log').hidden = newest.length === 0;
		showList(byId('log'), newest, ({ key }) => key, makeEvent, showEvent);
	}

	showTallies({ sockets, phones }) {
		Object.assign(this.tallies, sockets === undefined ? {} : { sockets, phones });
		if (sockets !== undefined) this.live = { sockets, phones };
		const figures = { ...this.tallies, ...this.live };
		showList(
			byId('tallies'),
			TALLIES,
			(name) => name,
			makeTally,
			(item, name) => {
				setText(item.children[0], say(`tally_${name}`));
				setText(item.children[1], String(figures[name] ?? 0));
			},
		);
	}
}

function makeTally(name) {
	return element('div', { data: { tally: name } }, element('dt'), element('dd'));
}

function makeEvent({ kind }) {
	return element(
		'li',
		{ data: { kind } },
		element('time'),
		element('span', {}, element('span'), ' ', element('span')),
		element('code'),
	);
}

function showEvent(item, event) {
	const [time, words, code] = item.children;
	setText(time, clockTime(event.time));
	setText(words.children[0], eventWords(event));
	const result = resultWords(event);
	setText(words.children[1], result.text);
	words.children[1].className = result.isBad ? 'bad' : 'quiet';
	setText(code, event.kind === 'request' ? `${event.method} ${event.path}` : '');
}
