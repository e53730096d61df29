import { storiesOf } from '../../../helpers/agreement';
import type { WatchBench } from '../../../helpers/watchBench';
import type { Pbx } from '../../../pbx';

const CALLER = '+4917112345678';

/** All hang up, and the last word is said. */
async function over(bench: WatchBench): Promise<void> {
	for (const { callid } of bench.pbx.calls.list()) bench.pbx.calls.hangUp(callid);
	await bench.advance(3_000);
}

function behave(
	pbx: Pbx,
	number: string,
	fields: Partial<Pbx['world']['behaviours'][string]>,
): void {
	pbx.world.behaviours[number] = { ...pbx.world.behaviours[number], ...fields };
}

/** What happens at the PBX, by name; true where nobody could hear everything of it. */
export const scenarios: Array<[string, (bench: WatchBench) => Promise<void>, boolean?]> = [
	[
		'a call from outside at an extension',
		async (bench) => {
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(6_000);
			await over(bench);
		},
	],
	[
		'a call that nobody takes',
		async (bench) => {
			behave(bench.pbx, '101', { outcome: 'noanswer' });
			bench.pbx.calls.inbound({ from: CALLER, to: '101', patienceMs: 4_000 });
			await bench.advance(6_000);
			expect(bench.of('missed')).toHaveLength(1);
		},
	],
	[
		'a call at the route point, with keys',
		async (bench) => {
			bench.pbx.calls.inbound({ from: CALLER });
			await bench.advance(1_000);
			const [own] = bench.pbx.calls.list()[0]?.legs.filter(({ dn }) => dn === '800') ?? [];
			if (own?.status === 'Ringing') bench.pbx.calls.answer('800');
			await bench.advance(1_000);
			bench.pbx.calls.press(own?.id ?? 25, '12*#');
			await bench.advance(1_000);
			expect(bench.of('digit').map(({ digit }) => digit)).toEqual(['1', '2', '*', '#']);
			await over(bench);
		},
	],
	[
		'a group of which one takes the call',
		async (bench) => {
			for (const dn of ['101', '102', '103']) behave(bench.pbx, dn, { outcome: 'noanswer' });
			bench.pbx.calls.inbound({ from: CALLER, to: '830' });
			await bench.advance(3_000);
			expect(bench.of('ringing').length).toBeGreaterThan(1);
			bench.pbx.calls.answer('101');
			await bench.advance(2_000);
			const elsewhere = bench.of('ended').filter(({ outcome }) => outcome === 'answeredElsewhere');
			expect(elsewhere.length).toBe(bench.of('ringing').length - 1);
			expect(bench.of('missed')).toEqual([]);
			await over(bench);
		},
	],
	[
		'a queue',
		async (bench) => {
			for (const dn of ['101', '102']) behave(bench.pbx, dn, { outcome: 'noanswer' });
			bench.pbx.calls.inbound({ from: CALLER, to: '820' });
			await bench.advance(3_000);
			bench.pbx.calls.answer('101');
			await bench.advance(2_000);
			const queues = bench.of('ringing').map(({ queueDn }) => queueDn);
			if (bench.pbx.switches.queueModel === 'on') expect(queues).toContain('820');
			await over(bench);
		},
	],
	[
		'a call among colleagues, both watched',
		async (bench) => {
			bench.pbx.calls.internal({ from: '101', to: '102' });
			await bench.advance(6_000);
			expect(storiesOf(bench.events).size).toBe(2);
			await over(bench);
		},
	],
	[
		'a user who dials outside',
		async (bench) => {
			bench.pbx.calls.userDials('101', '01719999999');
			await bench.advance(7_000);
			expect(bench.events[0]).toMatchObject({ type: 'started', direction: 'outbound' });
			await over(bench);
			expect(bench.of('ended')[0]).toMatchObject({ outcome: 'answered', direction: 'outbound' });
		},
	],
	[
		'a number that is busy',
		async (bench) => {
			behave(bench.pbx, '01719999999', { outcome: 'busy' });
			bench.pbx.calls.userDials('101', '01719999999');
			await bench.advance(7_000);
			expect(bench.of('ended')[0]).toMatchObject({ outcome: 'noAnswer' });
			await over(bench);
		},
	],
	[
		'a colleague whose mailbox answers',
		async (bench) => {
			behave(bench.pbx, '104', { outcome: 'voicemail', ringMs: 500, answerAfterMs: 500 });
			behave(bench.pbx, '102', { outcome: 'voicemail', ringMs: 500, answerAfterMs: 500 });
			bench.pbx.calls.internal({ from: '101', to: '102' });
			await bench.advance(4_000);
			await over(bench);
			const own = bench.of('ended').filter(({ dn }) => dn === '101');
			expect(own).toMatchObject([{ outcome: 'voicemail' }]);
		},
	],
	[
		'a transfer by the user',
		async (bench) => {
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(5_000);
			bench.pbx.calls.transferByUser({ from: '101', to: '103' });
			await bench.advance(6_000);
			expect(storiesOf(bench.events).size).toBe(2);
			await over(bench);
		},
	],
	[
		'a call placed by this program',
		async (bench) => {
			const [device] = await devices(bench);
			const dialled = post(bench, `/callcontrol/800/devices/${device}/makecall`, {
				destination: '01719999999',
			});
			await bench.advance(8_000);
			await dialled;
			expect([...storiesOf(bench.events).values()].map((story) => story.join(' '))).toEqual([
				'started answered',
			]);
			// The far side may be listed, but is nobody's to hear of; the next full state lists it too.
			await bench.advance(50_000, 1_000);
			expect(storiesOf(bench.events).size).toBe(1);
			await over(bench);
		},
	],
	[
		'a call that began while the socket was opened',
		async (bench) => {
			bench.pbx.sockets.drop();
			bench.pbx.faults.add({
				match: { method: 'GET', path: /^\/callcontrol$/ },
				action: {
					kind: 'run',
					run: () => void bench.pbx.calls.inbound({ from: CALLER, to: '101' }),
				},
			});
			await bench.advance(8_000);
			await over(bench);
			expect(bench.of('connectionLost')).toHaveLength(1);
			expect(bench.of('connectionRestored')).toHaveLength(1);
		},
	],
	[
		'a call that ended while the socket was down',
		async (bench) => {
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(5_000);
			bench.pbx.sockets.rejectUpgrade(503, 3);
			bench.pbx.sockets.drop();
			await bench.advance(500);
			bench.pbx.calls.endUnseen();
			await bench.advance(20_000);
			expect(bench.of('ended')).toMatchObject([{ afterGap: true, outcome: 'answered' }]);
			// Nobody refused the token, so it is the same.
			expect(bench.minted).toBe(1);
		},
		true,
	],
	[
		'a token that another program ends in mid-call',
		async (bench) => {
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(5_000);
			bench.pbx.mintForeignToken('800');
			bench.pbx.sockets.drop();
			await bench.advance(5_000);
			await over(bench);
			expect(bench.minted).toBe(bench.pbx.switches.tokens === 'exclusive' ? 2 : 1);
			expect(bench.of('answered')).toHaveLength(1);
		},
	],
	[
		'a token that is over when a leg is to be read',
		async (bench) => {
			bench.pbx.faults.add({ match: { path: /participants/ }, action: { kind: 'tokenExpire' } });
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(6_000);
			await over(bench);
			// A frame that brings the leg along may leave nothing to be read.
			if (bench.pbx.switches.attachedData === 'null') expect(bench.minted).toBe(2);
			expect(bench.minted).toBeLessThanOrEqual(2);
		},
	],
	[
		'frames that come twice, swapped, late, or not at all',
		async (bench) => {
			const { sockets, calls } = bench.pbx;
			sockets.dup(5);
			calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(1_000);
			sockets.reorder();
			calls.inbound({ from: CALLER, to: '102' });
			await bench.advance(4_000);
			sockets.late(700);
			calls.inbound({ from: CALLER, to: '103' });
			await bench.advance(5_000);
			sockets.late(0);
			sockets.skip(3);
			for (const { callid } of calls.list()) calls.hangUp(callid);
			await bench.advance(50_000, 1_000);
		},
		true,
	],
	[
		'frames that say nothing',
		async (bench) => {
			const { sockets } = bench.pbx;
			const entity = '/callcontrol/800/participants/25';
			const texts = [
				'',
				'{',
				'null',
				'[1,2]',
				'{"event":null}',
				...[3, 5, 99, -1, 1.5].map((type) =>
					JSON.stringify({ sequence: 1, event: { event_type: type, entity, attached_data: null } }),
				),
				JSON.stringify({ sequence: 1, event: { event_type: 0, entity: '/callcontrol/800' } }),
				JSON.stringify({ sequence: 1, event: { event_type: 0, entity: '/nothing' } }),
				'x'.repeat(200_000),
			];
			for (const text of texts) sockets.raw(text);
			sockets.raw(Buffer.from([1, 2, 3]));
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(6_000);
			await over(bench);
			expect(bench.pbx.sockets.opened).toBe(1);
		},
	],
	[
		'legs that are gone before they can be read',
		async (bench) => {
			bench.pbx.faults.add({
				match: { path: /participants\/\d+/ },
				action: { kind: 'participantGone' },
				times: 2,
			});
			for (const to of ['101', '102', '103']) bench.pbx.calls.inbound({ from: CALLER, to });
			await bench.advance(6_000);
			await over(bench);
		},
		true,
	],
	[
		'a burst of frames',
		async (bench) => {
			for (const to of ['101', '102', '103']) bench.pbx.calls.inbound({ from: CALLER, to });
			await bench.advance(1_500);
			bench.pbx.sockets.burst(600);
			await bench.advance(3_000);
			await over(bench);
		},
	],
];

async function post(bench: WatchBench, path: string, body: object): Promise<void> {
	await bench.connection.http(bench.caller).request({ method: 'POST', path, body });
}

async function devices(bench: WatchBench): Promise<string[]> {
	const reply = await bench.connection
		.http(bench.caller)
		.request({ method: 'GET', path: '/callcontrol/800/devices' });
	return (reply.body as Array<{ device_id: string }>).map(({ device_id: id }) =>
		encodeURIComponent(id),
	);
}
