import { byId, element, setText, showList } from './list.js';
import { seconds } from './place.js';
import { canSay, say } from './words.js';

/** What is still prepared; nothing when all is there. */
export function showSteps(tour) {
	const isReady =
		!tour || (tour.failure === '' && tour.steps.every(({ state }) => state === 'done'));
	byId('preparing').hidden = isReady;
	if (isReady) return;
	setText(byId('failure'), tour.failure);
	showList(byId('steps'), tour.steps, ({ key }) => key, makeStep, showStep);
}

function makeStep() {
	return element('li', {}, element('span'), element('progress', { max: 1 }), element('span'));
}

function showStep(item, { key, state, seconds: taken, usualSeconds, share }) {
	item.dataset.state = state;
	const [name, bar, words] = item.children;
	setText(name, canSay(`step_${key}`) ? say(`step_${key}`) : key);
	bar.setAttribute('aria-label', name.textContent);
	// Without a figure the time tells how far it may be, and never says that it is done.
	const guess = Math.min(0.95, taken / usualSeconds);
	bar.value = { waiting: 0, running: share ?? guess, done: 1, failed: share ?? guess }[state];
	setText(words, stepWords(state, taken, usualSeconds));
}

function stepWords(state, taken, usual) {
	switch (state) {
		case 'running':
			return say('stepRunning', seconds(taken), seconds(usual));
		case 'done':
			return say('stepDone', seconds(taken));
		case 'failed':
			return say('stepFailed');
		default:
			return say('stepWaiting', seconds(usual));
	}
}
