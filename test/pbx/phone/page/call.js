import { byId, element, setText, showList } from './list.js';
import { canSay, duration, say } from './words.js';

const REMEMBERED = ['from', 'name', 'to'];

/** Who calls whom, and what became of it. */
export class CallPanel {
	constructor(link, sound) {
		this.link = link;
		this.sound = sound;
		this.lines = [];
		/** Whether the last call ended because the simulator went away. */
		this.isCutOff = false;
		this.problem = null;
		this.numbers = [];
		byId('dial').addEventListener('submit', (event) => {
			event.preventDefault();
			void this.dial();
		});
		byId('hangUp').addEventListener('click', () => void this.hangUp());
		byId('withheld').addEventListener('change', () => this.showCaller());
		byId('to').addEventListener('input', () => this.showHint());
		for (const id of REMEMBERED) {
			byId(id).value = localStorage.getItem(`phone.${id}`) ?? byId(id).value;
			byId(id).addEventListener('change', () =>
				localStorage.setItem(`phone.${id}`, byId(id).value),
			);
		}
	}

	/** The line that keys and voice go to. */
	get active() {
		return this.lines.find((line) => line.isActive);
	}

	/** Asks the simulator, and tells a refusal in words. */
	async ask(command) {
		// A browser lets sound out only after a person has done something: now.
		void this.sound.start();
		try {
			await this.link.ask(command);
			this.problem = null;
		} catch (refusal) {
			this.problem = refusal;
		}
		this.showProblem();
	}

	async dial() {
		const isWithheld = byId('withheld').checked;
		this.isCutOff = false;
		await this.ask({
			do: 'dial',
			from: isWithheld ? '' : byId('from').value,
			name: isWithheld ? '' : byId('name').value,
			to: byId('to').value,
		});
	}

	async hangUp(line = this.active?.line) {
		if (line !== undefined) await this.ask({ do: 'hangUp', line });
	}

	take(lines) {
		if (lines.length > 0) this.isCutOff = false;
		this.lines = lines;
	}

	lost() {
		this.isCutOff ||= this.lines.some((line) => line.status !== 'ended');
		this.lines = [];
	}

	show(state) {
		const { active } = this;
		const isUp = active !== undefined && active.status !== 'ended';
		setText(byId('status'), this.words(active));
		byId('status').dataset.status = active?.status ?? 'none';
		byId('hangUp').disabled = !isUp;
		showList(byId('wavs'), active?.heard ?? [], (leg) => leg, makeWav, nameWav);
		const isPlain = this.lines.length === 1 && active?.role === 'caller';
		const listed = isPlain ? [] : this.lines;
		showList(
			byId('lines'),
			listed,
			({ line }) => line,
			(line) => this.makeLine(line),
			showLine,
		);
		if (state) this.showNumbers(state.numbers);
		this.showCaller();
		this.showProblem();
	}

	showDuration(now) {
		const { active } = this;
		const runs = active && active.status !== 'ended';
		setText(byId('duration'), runs ? duration(now - active.since) : '');
	}

	words(line) {
		if (line) return lineWords(line);
		return this.isCutOff ? say('ended', say('why_lost')) : say('noCall');
	}

	showProblem() {
		const { problem } = this;
		if (!problem) return setText(byId('problem'), '');
		const key = `no_${problem.reason}`;
		setText(byId('problem'), canSay(key) ? say(key, problem.detail) : problem.message);
	}

	showCaller() {
		for (const id of ['from', 'name']) byId(id).disabled = byId('withheld').checked;
	}

	/** Numbers to choose from: the most useful ones as buttons, all in the list of the field. */
	showNumbers(numbers) {
		const first = (type, fits = () => true) =>
			numbers.find((one) => one.type === type && fits(one));
		const isNumber = ({ number }) => /^\d+$/.test(number);
		const quick = [
			first('RoutePoint', isNumber),
			first('Extension', ({ number }) => number === '999'),
			first('Extension', ({ number }) => number === '101'),
			first('Queue'),
			...numbers.filter(({ type }) => type === 'Did').slice(0, 2),
		].filter(Boolean);
		showList(
			byId('quick'),
			quick,
			({ number }) => number,
			(one) => this.makeQuick(one),
		);
		const makeOption = ({ number, name }) =>
			element('option', { value: number, label: `${number} ${name}` });
		showList(byId('numbers'), numbers, ({ number }) => number, makeOption);
		this.numbers = numbers;
		this.showHint();
	}

	/** Whose number stands in the field. */
	showHint() {
		const named = this.numbers.find(({ number }) => number === byId('to').value.trim());
		setText(byId('toHint'), named?.name && named.name !== named.number ? named.name : '');
	}

	makeQuick({ number, name }) {
		const button = element('button', { type: 'button', textContent: number, title: name });
		button.addEventListener('click', () => {
			byId('to').value = number;
			byId('to').dispatchEvent(new Event('change'));
			this.showHint();
			byId('call').focus();
		});
		return button;
	}

	makeLine({ line, who }) {
		const button = (name, press) => {
			const made = element('button', { type: 'button', data: { does: name } });
			made.addEventListener('click', press);
			return made;
		};
		const target = element('input', { type: 'text', maxLength: 30, size: 8 });
		const form = element('form', { className: 'row', data: { does: 'transferForm' } });
		form.append(target, element('button', { type: 'submit', data: { does: 'transfer' } }));
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			void this.ask({ do: 'transfer', line, to: target.value });
		});
		return element(
			'li',
			{ data: { who } },
			element('p', { data: { does: 'words' } }),
			element(
				'p',
				{ className: 'row' },
				button('use', () => void this.ask({ do: 'use', line })),
				button('hangUp', () => void this.hangUp(line)),
			),
			form,
		);
	}
}

function lineWords({ role, who, dialled, status, with: other, why }) {
	const name = other.name && other.name !== other.number ? ` (${other.name})` : '';
	const whom = status === 'Connected' ? `${other.number}${name}` : dialled || other.number;
	if (status === 'ended') {
		const key = canSay(`why_${why}`) ? `why_${why}` : 'why_other';
		return role === 'caller' ? say('ended', say(key)) : say('endedAs', say(key), who);
	}
	const word = status === 'Connected' ? 'connected' : 'ringing';
	return role === 'caller' ? say(word, whom) : say(`${word}As`, whom, who);
}

function showLine(item, line) {
	const part = (name) => item.querySelector(`[data-does=${name}]`);
	const isOver = line.status === 'ended';
	setText(part('words'), lineWords(line));
	setText(part('use'), say('talkHere'));
	part('use').setAttribute('aria-pressed', String(line.isActive && !isOver));
	part('use').hidden = isOver;
	setText(part('hangUp'), say('hangUp'));
	part('hangUp').setAttribute('aria-label', `${say('hangUp')}: ${line.who}`);
	part('hangUp').hidden = isOver;
	part('transferForm').hidden =
		line.role !== 'answered' || line.status !== 'Connected' || /^\+/.test(line.who);
	part('transferForm').firstElementChild.setAttribute('aria-label', say('transferTo'));
	part('transferForm').firstElementChild.placeholder = say('transferTo');
	setText(part('transfer'), say('transfer'));
}

function makeWav(leg) {
	return element('a', { className: 'button', href: `/__sim/phone/heard/${leg}.wav`, download: '' });
}

function nameWav(item, leg) {
	setText(item, say('saveHeard', leg));
}
