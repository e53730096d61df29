import { byId, element, setText, showList } from './list.js';
import { say } from './words.js';

/** How far the last call to the route point came. */
export function showRingTry({ call, listeners, isDown, tour }) {
	const isEarly = tour !== null && listeners === 0 && !isDown && call === null;
	const checks = [
		{ key: 'answered', isDone: call?.isAnswered === true },
		{ key: 'sentOn', isDone: call?.isSentOn === true },
		{ key: 'taken', isDone: call?.isTaken === true },
	];
	const lines = isEarly ? [{ key: 'early', isDone: false }, ...checks] : checks;
	showList(
		byId('ringSteps'),
		lines,
		({ key }) => key,
		() => element('li'),
		(item, { key, isDone }) => {
			item.dataset.done = String(isDone);
			setText(item, say(key === 'early' ? 'notListening' : `check_${key}`));
		},
	);
}
