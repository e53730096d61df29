import { byId, setText } from './list.js';
import { LoginPanel } from './startLogin.js';
import { showPushes } from './startPushes.js';
import { showSteps } from './startSteps.js';
import { showTiles } from './startTiles.js';
import { OutageTry } from './outageTry.js';
import { RepairTry } from './repairTry.js';
import { showRingTry } from './ringTry.js';
import { english } from './startEnglish.js';
import { german } from './startGerman.js';
import { languageNow, switchLanguage, translatePage, useWords } from './words.js';

const EVERY_MS = 1000;

useWords(english, german);

const login = new LoginPanel();
const repair = new RepairTry(look);
const outage = new OutageTry(look);

let state = null;

function show() {
	setText(byId('language'), languageNow() === 'de' ? 'English' : 'Deutsch');
	byId('language').lang = languageNow() === 'de' ? 'en' : 'de';
	if (!state) return;
	showTiles(state);
	showSteps(state.tour);
	showRingTry(state);
	repair.show(state);
	outage.show(state);
	login.show(state.tour);
	showPushes(state.tour);
}

/** Asks the simulator what is going on; without an answer the demo has ended. */
async function look() {
	const answer = await fetch('/__sim/phone/start.json').catch(() => null);
	byId('lost').hidden = answer?.ok === true;
	document.body.dataset.lost = String(answer?.ok !== true);
	if (!answer?.ok) return;
	state = await answer.json();
	show();
}

byId('language').addEventListener('click', () => {
	switchLanguage();
	translatePage();
	show();
});

async function keepLooking() {
	await look();
	setTimeout(keepLooking, EVERY_MS);
}

translatePage();
show();
void keepLooking();
