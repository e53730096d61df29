const GREETING = '/prompts/welcome.wav';
const WAIT_MS = 30_000;

/** Rings the route point once, as the web phone does; whether the caller hears the greeting of the workflow. */
export async function firstCall({ pbx, whichPrompts, sleep }) {
	// The trigger opens its connection when the workflow is published: some seconds after n8n is up.
	const connected = () => pbx.sockets.count('800') > 0;
	for (let end = Date.now() + WAIT_MS; !connected() && Date.now() < end; ) await sleep(200);
	const call = pbx.calls.inbound({ from: '+491719876543', to: '800' });
	const leg = call.legs.find(({ dn }) => dn === '800');
	const heard = () => whichPrompts(pbx.media.heard(leg.id));
	for (let end = Date.now() + WAIT_MS; !heard().includes(GREETING) && Date.now() < end; )
		await sleep(200);
	const isGreeted = heard().includes(GREETING);
	console.log(
		isGreeted
			? '          a call to 800 hears the greeting of the workflow'
			: `          a call to 800 heard nothing within ${WAIT_MS / 1000} seconds`,
	);
	if (pbx.calls.list().some(({ callid }) => callid === call.callid)) pbx.calls.hangUp(call.callid);
	return isGreeted;
}
