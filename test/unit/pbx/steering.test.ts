import { line, type Line } from './line';
import type { Switches } from '../../pbx';

/** A caller talks to the application: leg 25, call 26. */
async function talking(switches: Partial<Switches> = {}): Promise<Line> {
	const one = await line({ switches });
	one.pbx.calls.inbound({ from: '+49171' });
	await one.ear.news();
	return one;
}

/** The same while it still rings. */
async function ringing(): Promise<Line> {
	return talking({ routePointInbound: 'ringingAnswer' });
}

async function steer(one: Line, verb: string, destination: string, ms = 3000, more: object = {}) {
	const { answer } = await one.begin(`800/participants/25/${verb}`, { destination, ...more });
	await one.clock.advance(ms);
	return answer;
}

describe('drop', () => {
	it('ends the leg, and the call with it when one is left alone', async () => {
		const one = await talking();
		expect((await one.post('800/participants/25/drop')).json).toMatchObject({
			finalstatus: 'Success',
			result: null,
		});
		expect(await one.ear.news()).toEqual(['R 800/25']);
		expect(one.pbx.calls.list()).toEqual([]);
		expect((await one.post('800/participants/25/drop')).status).toBe(404);
	});
});

describe('routeto', () => {
	it('the destination takes over, the own leg stays until drop or 5 s', async () => {
		const one = await talking();
		const { status } = await steer(one, 'routeto', '101');
		expect(status).toBe(200);
		expect(await one.ear.news()).toEqual(['U 101/26', 'U 101/26']);
		expect(await one.leg('101/26')).toMatchObject({
			status: 'Connected',
			party_caller_id: '+49171',
			referred_by_dn: '800',
			referred_by_type: 'Wroutepoint',
			callid: 26,
		});
		expect(one.pbx.calls.whoHas(26)).toEqual(['+49171', '101']);
		expect(await one.after(4999)).toEqual([]);
		expect(await one.after(1)).toEqual(['R 800/25']);
		expect(one.pbx.calls.whoHas(26)).toEqual(['+49171', '101']);
	});

	it('the own leg goes with the call when the two have hung up', async () => {
		const one = await talking();
		await steer(one, 'routeto', '101');
		await one.ear.news();
		one.pbx.calls.hangUpLeg(26);
		expect(await one.ear.news()).toEqual(['R 101/26', 'R 800/25']);
	});

	it('ownLegAfterRoute removed: goes at once', async () => {
		const one = await talking({ ownLegAfterRoute: 'removed' });
		await steer(one, 'routeto', '101');
		expect(await one.ear.news()).toEqual(['U 101/26', 'U 101/26', 'R 800/25']);
		expect(one.pbx.calls.list()).toHaveLength(1);
	});

	it('referredBy empty', async () => {
		const one = await talking({ referredBy: 'empty' });
		await steer(one, 'routeto', '101');
		expect(await one.leg('101/26')).toMatchObject({ referred_by_dn: '', referred_by_type: 'None' });
	});

	it.each([
		['busy', 1000, 'Busy'],
		['reject', 1000, 'Rejected'],
		['noanswer', 15_000, 'NoAnswer'],
		['unreachable', 500, 'NotFound'],
	] as const)('%s: 422 with the reason, the leg is untouched', async (outcome, ms, reason) => {
		const one = await talking();
		one.pbx.world.behaviours['101'] = { outcome };
		const answer = await steer(one, 'routeto', '101', ms, { timeout: 15 });
		expect([answer.status, answer.json.reason, answer.json.result]).toEqual([422, reason, null]);
		expect(await one.leg('800/25')).toMatchObject({ status: 'Connected' });
		expect(one.pbx.calls.whoHas(26)).toEqual(['+49171', '800']);
		expect(one.pbx.calls.pendingTimers).toBe(0);
	});

	it('an unknown destination fails too', async () => {
		const one = await talking();
		expect((await steer(one, 'routeto', '4711', 500)).status).toBe(422);
	});

	it('routeReply ack: replies before anything is known', async () => {
		const one = await talking({ routeReply: 'ack' });
		one.pbx.world.behaviours['101'] = { outcome: 'busy' };
		expect((await one.post('800/participants/25/routeto', { destination: '101' })).status).toBe(
			200,
		);
		await one.clock.advance(2000);
		expect(one.pbx.calls.whoHas(26)).toEqual(['+49171', '800']);
	});

	it('fails when the caller hangs up meanwhile', async () => {
		const one = await talking();
		const { answer } = await one.begin('800/participants/25/routeto', { destination: '101' });
		one.pbx.calls.hangUpLeg(100_001);
		expect((await answer).status).toBe(422);
		expect(await one.ear.news()).toEqual(['U 101/26', 'R 101/26', 'R 800/25']);
	});

	it('on a ringing leg a second destination rings too; the first to answer wins', async () => {
		const one = await ringing();
		expect((await steer(one, 'routeto', '101')).status).toBe(200);
		expect(await one.ear.news()).toEqual(['U 101/26', 'U 101/26', 'R 800/25']);

		one.pbx.calls.inbound({ from: '+49172' });
		const { answer } = await one.begin('800/participants/27/routeto', { destination: '102' });
		await one.post('800/participants/27/answer');
		expect((await answer).json.reason).toBe('AnsweredElsewhere');
		expect(one.pbx.calls.whoHas(27)).toEqual(['+49172', '800']);
	});

	it('to an outside number and to a ring group', async () => {
		const one = await talking();
		expect((await steer(one, 'routeto', '+49 30 111-222', 4000)).status).toBe(200);
		expect(one.pbx.calls.whoHas(26)).toEqual(['+49171', '+4930111222']);
		one.pbx.calls.inbound({ from: '+49172' });
		const { answer } = await one.begin('800/participants/26/routeto', { destination: '830' });
		one.pbx.calls.answer('103');
		expect((await answer).status).toBe(200);
	});
});

describe('transferto', () => {
	it('replaces the leg', async () => {
		const one = await talking();
		expect((await steer(one, 'transferto', '101')).status).toBe(200);
		expect(await one.ear.news()).toEqual(['U 101/26', 'U 101/26', 'R 800/25']);
		expect(await one.leg('101/26')).toMatchObject({ callid: 26, referred_by_dn: '800' });
	});

	it('gives the leg back when nobody takes it', async () => {
		const one = await talking();
		one.pbx.world.behaviours['101'] = { outcome: 'reject' };
		expect((await steer(one, 'transferto', '101')).status).toBe(422);
		expect(await one.leg('800/25')).toMatchObject({ status: 'Connected' });
	});

	it('transferCallid new: the call goes on under another number', async () => {
		const one = await talking({ transferCallid: 'new' });
		expect((await steer(one, 'transferto', '101')).status).toBe(200);
		expect(await one.leg('101/26')).toMatchObject({ callid: 27 });
		expect(one.pbx.calls.list().map(({ callid }) => callid)).toEqual([27]);
		expect(one.pbx.calls.whoHas(27)).toEqual(['101', '+49171']);
	});

	it('transferCallid new: nothing is left of a transfer that failed', async () => {
		const one = await talking({ transferCallid: 'new' });
		one.pbx.world.behaviours['101'] = { outcome: 'busy' };
		expect((await steer(one, 'transferto', '101')).status).toBe(422);
		expect(one.pbx.calls.list().map(({ callid }) => callid)).toEqual([26]);
		one.pbx.calls.hangUp(26);
		expect(one.pbx.calls.truth().every(({ endedAt }) => endedAt !== null)).toBe(true);
	});

	it('transferCallid new: a ring group outlives one phone that refuses', async () => {
		const one = await talking({ transferCallid: 'new' });
		one.pbx.world.behaviours['101'] = { outcome: 'reject' };
		expect((await steer(one, 'transferto', '830')).status).toBe(200);
		expect(one.pbx.calls.whoHas(27)).toEqual(['103', '+49171']);
	});
});

describe('divert', () => {
	it('the ringing leg goes and the destination rings', async () => {
		const one = await ringing();
		const answer = await one.post('800/participants/25/divert', { destination: '101' });
		expect(answer.status).toBe(200);
		expect(await one.ear.news()).toEqual(['U 101/26', 'R 800/25']);
		await one.clock.advance(3000);
		expect(one.pbx.calls.whoHas(26)).toEqual(['+49171', '101']);
	});

	it('ends the call when the destination does not take it', async () => {
		const one = await ringing();
		one.pbx.world.behaviours['101'] = { outcome: 'busy' };
		await one.post('800/participants/25/divert', { destination: '101' });
		expect(await one.after(1000)).toEqual(['R 800/25']);
		expect(one.pbx.calls.list()).toEqual([]);
	});
});

describe('a transfer by the user', () => {
	it('blind: the new leg rings, the old one goes, the new one is up', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.calls.answer('101');
		await one.ear.news();
		one.pbx.calls.transferByUser({ from: '101', to: '102' });
		expect(await one.ear.news()).toEqual(['U 102/26', 'R 101/25']);
		expect(await one.after(3000)).toEqual(['U 102/26']);
		expect(await one.leg('102/26')).toMatchObject({ callid: 26, party_caller_id: '+49171' });
	});

	it('blind and nobody answers: the call is over', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.calls.answer('101');
		one.pbx.world.behaviours['102'] = { outcome: 'busy' };
		one.pbx.calls.transferByUser({ from: '101', to: '102' });
		await one.clock.advance(1000);
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it.each(['same', 'new'] as const)('attended, call number %s', async (transferCallid) => {
		const one = await line({ switches: { transferCallid } });
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.calls.answer('101');
		await one.ear.news();
		one.pbx.calls.transferByUser({ from: '101', to: '102', attended: true });
		expect(await one.after(3000)).toEqual(['U 102/26', 'U 102/26', 'R 101/25']);
		const callid = transferCallid === 'same' ? 26 : 27;
		expect(one.pbx.calls.whoHas(callid).sort()).toEqual(['+49171', '102']);
		expect(one.pbx.calls.list()).toHaveLength(1);
	});

	it('attended and nobody answers: both go on talking', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.calls.answer('101');
		one.pbx.world.behaviours['102'] = { outcome: 'busy' };
		one.pbx.calls.transferByUser({ from: '101', to: '102', attended: true });
		await one.clock.advance(1000);
		expect(one.pbx.calls.whoHas(26)).toEqual(['+49171', '101']);
		expect(() => one.pbx.calls.transferByUser({ from: '102', to: '101' })).toThrow('Nobody talks');
	});
});
