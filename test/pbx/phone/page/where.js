import { byId, element, setText, showList } from './list.js';
import { say } from './words.js';

/** The forwarding of the on-call number, and where calls go. */
export class WherePanel {
	constructor(link) {
		this.link = link;
		this.asked = null;
		byId('ask').addEventListener('submit', (event) => event.preventDefault());
		byId('askNumber').addEventListener('input', () => this.watch());
	}

	show({ onCall, where }) {
		if (onCall) showForwarding(onCall);
		else byId('forwarding').replaceChildren();
		showList(byId('where'), where, ({ dialled }) => dialled, makePlace, showPlace);
	}

	showAsked(place = this.asked) {
		this.asked = place;
		const wanted = place && byId('askNumber').value.trim() !== '' ? [place] : [];
		showList(byId('asked'), wanted, ({ dialled }) => dialled, makePlace, showPlace);
	}

	watch() {
		const number = byId('askNumber').value.trim();
		if (number === '') return this.showAsked(null);
		// A number that is half typed may be none: nothing to say about that.
		this.link.ask({ do: 'watch', number, callerId: '' }).catch(() => this.showAsked(null));
	}

	/** A simulator that was away has forgotten the number. */
	watchAgain() {
		if (byId('askNumber').value.trim() !== '') this.watch();
	}
}

function showForwarding({ number, name, mobile, profile, routes, exceptions }) {
	const outside = routesOf(routes, 'External');
	const inside = routesOf(routes, 'Internal');
	const rows = [
		['mobile', mobile || say('none')],
		['profile', profile],
		['outsideCallers', outside],
		['insideCallers', inside],
		['exceptions', exceptions || say('none')],
	];
	const list = byId('forwarding');
	const isNew = list.children.length === 0;
	if (isNew) list.append(element('h3'), element('dl', { className: 'facts' }));
	setText(list.children[0], say('onCallOf', `${number} ${name}`));
	showList(
		list.children[1],
		rows.flatMap(([key, text]) => [
			['dt', key, say(key)],
			['dd', key, text],
		]),
		([tag, key]) => tag + key,
		([tag, key]) => element(tag, { data: { fact: key } }),
		(item, [, , text]) => setText(item, String(text)),
	);
}

/** The destinations of one kind of caller; those that are the same are told once. */
function routesOf(routes, end) {
	const words = routes.filter(({ slot }) => slot.endsWith(end)).map(routeWords);
	return [...new Set(words)].join(' · ') || say('none');
}

function routeWords({ to, number, isMobile }) {
	if (isMobile) return say('to_Mobile', number);
	return say(
		['None', 'VoiceMail', 'External', 'Boomerang'].includes(to) ? `to_${to}` : 'to_inside',
		number,
	);
}

function makePlace({ dialled }) {
	return element(
		'li',
		{ data: { dialled } },
		element('strong'),
		// The steps are the words of the simulator, which are English.
		element('ol', { className: 'path', lang: 'en' }),
	);
}

function showPlace(item, { dialled, kind, number, path }) {
	setText(item.firstElementChild, say('goesTo', dialled, say(`kind_${kind}`, number)));
	const steps = path.map((text, i) => ({ text, i }));
	showList(
		item.lastElementChild,
		steps,
		({ i }) => i,
		() => element('li'),
		(step, { text }) => setText(step, text),
	);
}
