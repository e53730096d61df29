import { byId } from './list.js';

/** Single keys: those of the telephone, and shortcuts. */
export function listenToKeyboard({ call, pad, voice, ringing, log }) {
	const shortcuts = {
		n: () => byId('to').select(),
		r: () => ringing.answerFirst(),
		m: () => void voice.toggleMicrophone(),
		t: () => voice.toggle('tone'),
		e: () => voice.toggle('echo'),
		s: () => voice.saySample(),
		p: () => log.togglePause(),
	};
	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
		if (event.key === 'Escape') {
			void call.hangUp();
			return;
		}
		if (isTyping(event.target) || !byId('shortcuts').checked) return;
		const key = event.key.toUpperCase();
		if (/^[0-9*#A-D]$/.test(key)) {
			event.preventDefault();
			pad.press(key);
		} else if (shortcuts[event.key.toLowerCase()]) {
			event.preventDefault();
			shortcuts[event.key.toLowerCase()]();
		}
	});
}

function isTyping(target) {
	return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
