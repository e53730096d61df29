import { readActiveCalls, readDirectory, type ActiveCall } from '../../../../nodes/shared/xapi';
import { pairwise, type Pbx, type Switches } from '../../../pbx';
import { xapiOf } from './xapiBench';

const CALLER = '+491711234567';

/** The live calls of a PBX after something has happened there. */
async function live(
	happen: (pbx: Pbx) => void,
	switches: Partial<Switches> = {},
	clientId?: string,
): Promise<ActiveCall[]> {
	const { pbx, xapi } = await xapiOf({ switches, clientId });
	happen(pbx);
	return await readActiveCalls(xapi, await readDirectory(xapi));
}

describe('Live calls of the PBX', () => {
	it.each(['null', 'absent', 'year1'] as const)(
		'begin with their last change where EstablishedAt is not set: %s (xapi.md §3.1)',
		async (unansweredEstablishedAt) => {
			const ring = ({ calls }: Pbx) => calls.inbound({ from: CALLER, to: '101' });
			const [call] = await live(ring, { unansweredEstablishedAt });
			expect(call).toMatchObject({ state: 'ringing', startedAt: call?.changedAt });
			expect(call?.startedAt).toBeGreaterThan(0);
			expect(call?.pbxNow).toBeGreaterThanOrEqual(call?.startedAt ?? Infinity);
		},
	);

	it.each(['one', 'each'] as const)(
		'are one for each Id, though several phones ring (xapi.md §11 no. 9): %s row',
		async (ringAllRows) => {
			const ring = ({ calls }: Pbx) => calls.inbound({ from: CALLER, to: '830' });
			const found = await live(ring, { ringAllRows });
			expect(found).toHaveLength(1);
			expect(found[0]).toMatchObject({ state: 'ringing', direction: 'inbound' });
			if (ringAllRows === 'each') expect(found[0]?.extensions.length).toBeGreaterThan(1);
		},
	);

	it('show a ringing agent in the place of the queue, which is then not told (xapi.md §3.1)', async () => {
		const ring = (pbx: Pbx) => {
			for (const dn of ['101', '102']) {
				pbx.world.behaviours[dn] = { outcome: 'noanswer', ringMs: 0, answerAfterMs: 0 };
			}
			pbx.calls.inbound({ from: CALLER, to: '820' });
		};
		const [atQueue] = await live(ring, { queueCallee: 'queue' });
		expect(atQueue).toMatchObject({ state: 'waiting', status: 'Talking', queue: '820' });
		const [atAgent] = await live(ring, { queueCallee: 'ringingAgent' });
		expect(atAgent).toMatchObject({ status: 'Routing', queue: '', direction: 'inbound' });
	});

	it.each(pairwise(['activeCallWords', 'parkedCallee']))(
		'that are parked are parked whatever the place is called (xapi.md §3.1): %j',
		async (switches) => {
			const park = ({ calls }: Pbx) => {
				calls.inbound({ from: CALLER, to: '101' });
				calls.answer('101');
				calls.transferByUser({ from: '101', to: 'SP0' });
			};
			expect(await live(park, switches)).toMatchObject([{ state: 'parked', fromNumber: CALLER }]);
		},
	);

	it('have their direction where the client may not read the trunks: 10000 and up are trunks (xapi.md §3.1)', async () => {
		const { pbx, xapi } = await xapiOf();
		pbx.calls.inbound({ from: CALLER, to: '101' });
		const refused = { kind: 'status', status: 403 } as const;
		pbx.faults.add({ match: { path: '/xapi/v1/Trunks' }, action: refused });
		pbx.faults.add({
			match: { path: '/xapi/v1/Peers' },
			action: { kind: 'status', status: 200, body: '{"value":[]}' },
		});
		const found = await readActiveCalls(xapi, await readDirectory(xapi));
		expect(found).toMatchObject([{ direction: 'inbound', fromNumber: CALLER, toNumber: '101' }]);
	});

	it('are found by a filter on their Id: there is no reading by key (xapi.md §3.1)', async () => {
		const { pbx, xapi } = await xapiOf();
		const [first, second] = ['101', '102'].map((to) => pbx.calls.inbound({ from: CALLER, to }));
		const directory = await readDirectory(xapi);
		const found = await readActiveCalls(xapi, directory, second?.callid);
		expect(found.map(({ id }) => id)).toEqual([second?.callid]);
		expect(found[0]?.id).not.toBe(first?.callid);
	});
});
