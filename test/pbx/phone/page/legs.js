import { byId, element, setText, showList } from './list.js';
import { clockTime, duration, say } from './words.js';

const COLUMNS = ['legWho', 'legStatus', 'legWith', 'legSince', 'legCall'];

/** The table of all live legs. */
export function showLegs(legs, now) {
	byId('noLegs').hidden = legs.length > 0;
	byId('legsTable').hidden = legs.length === 0;
	showList(
		byId('legs'),
		legs,
		({ leg }) => leg,
		makeRow,
		(row, leg) => showRow(row, leg, now),
	);
}

function makeRow() {
	return element('tr', {}, ...COLUMNS.map(() => element('td')));
}

function showRow(row, leg, now) {
	const texts = [
		withName(leg.who, leg.name),
		say(`status_${leg.status}`),
		withName(leg.with.number, leg.with.name) || '–',
		`${clockTime(leg.since)} (${duration(now - leg.since)})`,
		`${leg.callid} / ${leg.leg}`,
	];
	row.dataset.who = leg.who;
	row.dataset.status = leg.status;
	texts.forEach((text, i) => {
		row.children[i].dataset.label = say(COLUMNS[i]);
		setText(
			row.children[i].firstElementChild ?? row.children[i].appendChild(element('span')),
			text,
		);
	});
}

function withName(number, name) {
	return name && name !== number ? `${number} ${name}` : number;
}
