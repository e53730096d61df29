import { byId, element, setText } from './list.js';
import { say } from './words.js';

const LETTERS = {
	2: 'ABC',
	3: 'DEF',
	4: 'GHI',
	5: 'JKL',
	6: 'MNO',
	7: 'PQRS',
	8: 'TUV',
	9: 'WXYZ',
	0: '+',
};
const KEYS = ['1', '2', '3', 'A', '4', '5', '6', 'B', '7', '8', '9', 'C', '*', '0', '#', 'D'];
/** Keys that are still shown after they were pressed. */
const SHOWN = 24;

/** The keys of the telephone. */
export class Pad {
	constructor(link, call) {
		this.call = call;
		this.pressed = '';
	}

	/** Makes the keys anew, in the language of now. */
	make() {
		byId('pad').replaceChildren(...KEYS.map((key) => this.makeKey(key)));
	}

	press(key) {
		this.pressed = (this.pressed + key).slice(-SHOWN);
		this.show();
		void this.call.ask({ do: 'press', keys: key });
	}

	show() {
		const { active } = this.call;
		const isUp = active !== undefined && active.status !== 'ended';
		if (isUp && active.line !== this.line) {
			this.line = active.line;
			this.pressed = '';
		}
		setText(byId('pressed'), this.pressed || '–');
	}

	makeKey(key) {
		const names = { '*': '* (star)', '#': '# (hash)' };
		const button = element('button', {
			type: 'button',
			data: { key },
			aria: { label: say('key', names[key] ?? key) },
		});
		button.append(key, element('small', { textContent: LETTERS[key] ?? '' }));
		button.addEventListener('click', () => this.press(key));
		return button;
	}
}
