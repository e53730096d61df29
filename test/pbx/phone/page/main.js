import { CallPanel } from './call.js';
import { english } from './english.js';
import { german } from './german.js';
import { listenToKeyboard } from './keyboard.js';
import { showLegs } from './legs.js';
import { Link } from './link.js';
import { byId, setText } from './list.js';
import { EventLog } from './log.js';
import { Pad } from './pad.js';
import { Ringing } from './ringing.js';
import { Sound } from './sound.js';
import { Voice } from './voice.js';
import { WherePanel } from './where.js';
import { languageNow, say, switchLanguage, translatePage, useWords } from './words.js';

useWords(english, german);

const link = new Link();
const sound = new Sound();
const call = new CallPanel(link, sound);
const pad = new Pad(link, call);
const voice = new Voice(link, call);
const ringing = new Ringing(link, call);
const where = new WherePanel(link);
const log = new EventLog();

let state = null;
let aheadMs = 0;
let connection = null;

/** The time of the PBX; a simulator may have a clock of its own. */
const now = () => Date.now() + aheadMs;

function show() {
	if (connection) {
		byId('link').dataset.state = connection === 'open' || connection === 'again' ? 'open' : 'lost';
		const words = { open: 'linkOpen', again: 'linkAgain', lost: 'linkLost', full: 'linkFull' };
		setText(
			byId('link'),
			say(state?.isDown && connection !== 'lost' ? 'isDown' : words[connection]),
		);
	}
	setText(byId('language'), languageNow() === 'de' ? 'English' : 'Deutsch');
	byId('language').lang = languageNow() === 'de' ? 'en' : 'de';
	call.show(state);
	pad.show();
	voice.show();
	if (!state) return;
	setText(byId('pbx'), say('simulated', state.fqdn, state.version));
	ringing.show(state);
	where.show(state);
	showLegs(state.legs, now());
	log.showTallies(state);
}

link.on('open', () => {
	connection = connection === null ? 'open' : 'again';
	where.watchAgain();
	voice.sayAgain();
	show();
});
link.on('lost', () => {
	connection = 'lost';
	call.lost();
	show();
});
link.on('full', () => {
	connection = 'full';
	show();
});
link.on('clock', ({ aheadSeconds }) => {
	aheadMs = aheadSeconds * 1000;
});
link.on('state', (message) => {
	state = message.state;
	show();
});
link.on('lines', ({ lines }) => {
	call.take(lines);
	show();
});
link.on('watched', (message) => where.showAsked(message.where));
link.on('events', (message) => log.take(message));
link.on('sound', (data) => sound.take(data));

byId('language').addEventListener('click', () => {
	switchLanguage();
	translatePage();
	pad.make();
	log.showAll();
	where.showAsked();
	show();
});

// Only what counts seconds: the rest is shown when it changes.
setInterval(() => {
	call.showDuration(now());
	if (state) showLegs(state.legs, now());
}, 1000);

translatePage();
pad.make();
listenToKeyboard({ call, pad, voice, ringing, log });
show();
link.open();
