import { byId, element, setText, showList } from './list.js';
import { say } from './words.js';

/** What rings, and can be taken off here. */
export class Ringing {
	constructor(link, call) {
		this.call = call;
		this.legs = [];
		byId('byHand').addEventListener('change', ({ target }) => {
			void call.ask({ do: 'ringing', byHand: target.checked });
		});
	}

	show(state) {
		const before = this.legs.map(({ leg }) => leg);
		this.legs = state.legs.filter((leg) => leg.canAnswer);
		byId('byHand').checked = state.byHand;
		byId('nothingRings').hidden = this.legs.length > 0;
		const key = ({ leg }) => leg;
		showList(byId('ringing'), this.legs, key, (leg) => this.make(leg), showRinging);
		const fresh = this.legs.filter(({ leg }) => !before.includes(leg));
		if (fresh.length > 0) {
			setText(byId('ringNews'), fresh.map((leg) => say('ringsNews', title(leg))).join(', '));
		} else if (this.legs.length === 0) setText(byId('ringNews'), '');
	}

	/** Takes off what rings first. */
	answerFirst() {
		const [first] = this.legs;
		if (first) void this.call.ask({ do: 'answer', leg: first.leg });
	}

	make({ leg, who }) {
		const button = (verb, className) => {
			const made = element('button', { type: 'button', className, data: { does: verb } });
			made.addEventListener('click', () => void this.call.ask({ do: verb, leg }));
			return made;
		};
		return element(
			'li',
			{ data: { who } },
			element('p', { data: { does: 'words' } }),
			element('p', { className: 'row' }, button('answer', 'green'), button('decline', 'red')),
		);
	}
}

function title({ who, name }) {
	return name && name !== who ? `${who} ${name}` : who;
}

function showRinging(item, leg) {
	const part = (name) => item.querySelector(`[data-does=${name}]`);
	const caller = leg.with.name && leg.with.name !== leg.with.number ? ` (${leg.with.name})` : '';
	setText(part('words'), say('ringsFor', title(leg), `${leg.with.number}${caller}`));
	setText(part('answer'), say('answer'));
	part('answer').setAttribute('aria-label', say('answerAs', title(leg)));
	setText(part('decline'), say('decline'));
	part('decline').setAttribute('aria-label', say('declineAs', title(leg)));
}
