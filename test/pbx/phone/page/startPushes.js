import { byId, element, setText, showList } from './list.js';
import { clockTime, say } from './words.js';

const MOST = 6;

/** What the workflow did about the on-call number, newest first. */
export function showPushes(tour) {
	const pushes = (tour?.pushes ?? []).slice(0, MOST);
	byId('noPush').hidden = pushes.length > 0;
	showList(
		byId('pushes'),
		pushes,
		({ at }) => at,
		() => element('li', {}, element('time'), element('span')),
		(item, push) => {
			item.dataset.tone = push.problem === '' && push.verified ? 'good' : 'bad';
			setText(item.children[0], clockTime(push.at));
			setText(item.children[1], pushWords(push));
		},
	);
}

function pushWords({ status, person, number, verified, problem }) {
	if (problem !== '') return say('push_failed', problem);
	const whom = person === '' ? number : `${person} ${number}`;
	const proof = say(verified ? 'verified' : 'notVerified');
	return `${say(`push_${status}`, whom)}, ${proof}`;
}
