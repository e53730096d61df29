import { byId, element, setText, showList } from './list.js';
import { isSameNumber, place } from './place.js';
import { clockTime, say } from './words.js';

/** What runs, at a glance. */
export function showTiles(state) {
	const tiles = [n8nTile(state), pbxTile(state), pushTile(state), leadsTile(state)];
	showList(byId('tiles'), tiles, ({ key }) => key, makeTile, showTile);
}

function n8nTile({ tour }) {
	if (!tour) return tile('n8n', 'off', say('isNotHere'), 'npm run demo');
	const { n8n, failure } = tour;
	if (!n8n)
		return tile('n8n', failure ? 'bad' : 'busy', say(failure ? 'stepFailed' : 'isPreparing'), '');
	const isReady = tour.steps.every(({ state }) => state === 'done');
	if (n8n.isUp) return tile('n8n', 'good', say('isUp'), `${n8n.version}, ${hostOf(n8n.url)}`);
	return tile(
		'n8n',
		isReady ? 'bad' : 'busy',
		say(isReady ? 'isAway' : 'isPreparing'),
		n8n.version,
	);
}

function pbxTile({ isDown, version, listeners }) {
	if (isDown) return tile('pbx', 'bad', say('isTakenAway'), location.host);
	return tile('pbx', 'good', say('isUp'), say(listeners > 0 ? 'listens' : 'listensNot', version));
}

function pushTile({ tour }) {
	const push = tour?.pushes[0];
	if (!push) return tile('push', 'off', say('never'), '');
	const isGood = push.verified && push.problem === '';
	const proof = isGood ? say('verified') : push.problem === '' ? say('notVerified') : push.problem;
	return tile('push', isGood ? 'good' : 'bad', say('at', clockTime(push.at)), proof);
}

function leadsTile({ leads, tour }) {
	if (!leads) return tile('leads', 'off', say('nowhere'), '');
	const push = tour?.pushes.find(({ problem }) => problem === '');
	const isAsPlanned = push !== undefined && isSameNumber(push.number, leads.number);
	const state = !push ? 'off' : isAsPlanned ? 'good' : 'bad';
	return tile('leads', state, place(leads), isAsPlanned ? push.person : '');
}

function tile(key, state, text, detail) {
	return { key, state, text, detail };
}

function makeTile() {
	return element('li', {}, element('span'), element('strong'), element('small'));
}

function showTile(item, { key, state, text, detail }) {
	item.dataset.state = state;
	item.dataset.tile = key;
	const [title, words, small] = item.children;
	setText(title, say(`tile_${key}`));
	setText(words, text);
	setText(small, detail);
}

function hostOf(url) {
	return new URL(url).host;
}
