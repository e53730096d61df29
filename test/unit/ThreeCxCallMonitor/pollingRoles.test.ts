import { MonitorRig } from '../../helpers/monitor/monitorRig';

const HOUR = 3_600_000;

async function requests(rig: MonitorRig, ms: number): Promise<number> {
	const before = rig.pbx.journal.count({ path: '/xapi' });
	await rig.advance(ms);
	return rig.pbx.journal.count({ path: '/xapi' }) - before;
}

describe('What polling may not read, and does not see', () => {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
	});

	it('is refused at the start when the role is too low, with what to do', async () => {
		const rig = await MonitorRig.start({ sources: ['polling'], clientId: 'users-role' });
		const { listening, told } = rig.teller('polling');
		await expect(listening.ready(new AbortController().signal)).rejects.toThrow(
			/does not allow this API client to read/,
		);
		await expect(listening.ready(new AbortController().signal)).rejects.toMatchObject({
			hint: expect.stringMatching(/System Owner|Role/) as string,
		});
		expect(told).toEqual([]);
		expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
	});

	it('is told once in mid-run, does not ask again and again, and goes on when it is mended', async () => {
		const rig = await MonitorRig.start({ sources: ['polling', 'both'] });
		const [client] = rig.pbx.world.clients;
		if (!client) throw new Error('No client');
		client.role = 'users';
		// Two that look, once a minute each, and three lists a look.
		expect(await requests(rig, HOUR)).toBeLessThan(400);
		for (const { troubles } of rig.tellers) {
			expect(troubles).toHaveLength(1);
			expect(troubles[0]).toMatch(/does not allow this API client to read/);
		}
		// Push goes on: an end waits two minutes for the list, and no longer.
		const { callid } = rig.pbx.calls.inbound({ from: '+491711234567', to: '101' });
		await rig.advance(5_000);
		rig.pbx.calls.answer('101');
		await rig.advance(5_000);
		rig.pbx.calls.hangUp(callid);
		await rig.advance(240_000);
		const told = rig.teller('both').told.map(({ eventType }) => eventType);
		expect(told).toEqual([
			'connection_lost',
			'call_started',
			'call_ringing',
			'call_answered',
			'call_ended',
		]);
		client.role = 'system_owners';
		await rig.advance(120_000);
		rig.pbx.calls.inbound({ from: '+491711234568', to: '104' });
		await rig.advance(30_000);
		const last = rig.teller('polling').told.map(({ eventType }) => eventType);
		expect(last).toEqual([
			'connection_lost',
			'connection_restored',
			'call_started',
			'call_ringing',
		]);
		expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
	});

	it('notes once that queues are hidden, where queue events are wanted', async () => {
		const rig = await MonitorRig.start({
			sources: ['polling'],
			switches: { queueCallee: 'ringingAgent' },
		});
		for (let i = 0; i < 2; i++) {
			rig.pbx.calls.inbound({ from: `+49171123456${i}`, to: '820' });
			await rig.advance(30_000);
		}
		const { notes, told } = rig.teller('polling');
		expect(notes.filter((note) => note.includes('queue'))).toHaveLength(1);
		expect(told.map(({ eventType }) => eventType)).not.toContain('queue_call_waiting');
		expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
	});

	it('tells the queue that is hidden, where push tells on whose behalf a phone rings', async () => {
		const rig = await MonitorRig.start({
			sources: ['both'],
			switches: { queueCallee: 'ringingAgent', queueModel: 'on' },
		});
		rig.pbx.calls.inbound({ from: '+491711234567', to: '820' });
		await rig.advance(40_000);
		rig.pbx.calls.answer('101');
		await rig.advance(40_000);
		const told = rig.teller('both').told.map(({ eventType }) => eventType);
		expect(told.filter((type) => type.startsWith('queue_'))).toEqual([
			'queue_call_waiting',
			'queue_call_answered',
		]);
		expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
	});
});
