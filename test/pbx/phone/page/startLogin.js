import { byId, element, setText, showList } from './list.js';
import { say } from './words.js';

const SHOWN_MS = 1500;

/** Where n8n is and how to get in, and the workflows in it. */
export class LoginPanel {
	constructor() {
		this.copied = '';
	}

	show(tour) {
		this.tour = tour;
		const n8n = tour?.n8n ?? null;
		byId('noN8n').hidden = tour !== null;
		byId('notYet').hidden = tour === null || n8n !== null;
		byId('loginHint').hidden = n8n === null;
		const rows = n8n ? ['url', 'mail', 'password'].map((key) => ({ key, value: n8n[key] })) : [];
		showList(
			byId('loginRows'),
			rows,
			({ key }) => key,
			(row) => this.makeRow(row),
			(item, row) => this.showRow(item, row, n8n.isUp),
		);
		showList(
			byId('workflows'),
			tour?.workflows ?? [],
			({ key }) => key,
			makeWorkflow,
			showWorkflow,
		);
	}

	makeRow({ key }) {
		const button = element('button', { type: 'button' });
		button.addEventListener('click', () => void this.copy(key));
		const value = key === 'url' ? element('a', { target: 'n8n' }) : element('code');
		return element('div', { className: 'loginRow' }, element('span'), value, button);
	}

	showRow(item, { key, value }, isUp) {
		const [name, text, button] = item.children;
		item.dataset.row = key;
		setText(name, say({ url: 'address', mail: 'mail', password: 'password' }[key]));
		setText(text, value);
		if (key === 'url') {
			if (isUp) text.href = value;
			else text.removeAttribute('href');
		}
		setText(button, say(this.copied === key ? 'copied' : 'copy'));
		button.setAttribute(
			'aria-label',
			this.copied === key ? say('copied') : say('copyOf', name.textContent),
		);
	}

	async copy(key) {
		const { tour } = this;
		try {
			await navigator.clipboard.writeText(tour.n8n[key]);
			this.copied = key;
		} catch {
			// Not allowed here: marked, so that Ctrl-C copies it.
			const text = byId('loginRows').querySelector(`[data-row=${key}]`).children[1];
			getSelection().selectAllChildren(text);
		}
		this.show(tour);
		setTimeout(() => {
			this.copied = '';
			this.show(this.tour);
		}, SHOWN_MS);
	}
}

function makeWorkflow({ key }) {
	return element(
		'li',
		{ data: { workflow: key } },
		element('a', { target: 'n8n' }),
		element('span', { className: 'quiet' }),
		element('code'),
	);
}

function showWorkflow(item, { key, url, file }) {
	const [link, about, code] = item.children;
	link.href = url;
	setText(link, say(`workflow_${key}`));
	setText(about, say(`about_${key}`));
	setText(code, file);
}
