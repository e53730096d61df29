import {
	agentOf,
	Directory,
	queueNow,
	readActiveCall,
	readUser,
	Row,
	statusOf,
	type ActiveCall,
} from '../../../../nodes/shared/xapi';

const MEMBER = { number: '101', name: 'Muster, Max', skillGroup: '1' };
const directory = new Directory([
	{ number: '820', name: 'Sales', kind: 'queue' },
	{ number: '10000', name: 'Trunk', kind: 'trunk' },
]);

/** A user as 3CX sends one. */
function user(fields: Record<string, unknown> = {}) {
	return readUser(
		Row.of({
			Number: '101',
			Enabled: true,
			IsRegistered: true,
			CurrentProfileName: 'Available',
			QueueStatus: 'LoggedIn',
			...fields,
		}),
	);
}

function call(Callee: string, Status: string, more: Record<string, unknown> = {}): ActiveCall {
	const row = { Id: 42, Caller: '10000 Trunk (+491711234567)', Callee, Status, ...more };
	const found = readActiveCall(Row.of(row), directory);
	if (!found) throw new Error('No call');
	return found;
}

describe('Presence: 3CX has none, it is put together (xapi.md §3.3)', () => {
	it.each<[string, Record<string, unknown>, ActiveCall[], string]>([
		['free', {}, [], 'available'],
		['on a call', {}, [call('101 Max', 'Talking')], 'onCall'],
		['ringing', {}, [call('101 Max', 'Routing')], 'ringing'],
		['calling', {}, [call('102 Eva', 'Routing', { Caller: '101 Max' })], 'onCall'],
		['on a call and ringing', {}, [call('101 M', 'Talking'), call('101 M', 'Routing')], 'onCall'],
		['not registered', { IsRegistered: false }, [], 'offline'],
		['not told whether registered (null)', { IsRegistered: null }, [], 'available'],
		['not told whether registered (absent)', { IsRegistered: undefined }, [], 'available'],
		[
			'on a call, though not registered',
			{ IsRegistered: false },
			[call('101', 'Talking')],
			'onCall',
		],
		['away', { CurrentProfileName: 'Away' }, [], 'away'],
		['out of office', { CurrentProfileName: 'Out of office' }, [], 'away'],
		['in a profile that rings', { CurrentProfileName: 'Custom 1' }, [], 'available'],
		['in a profile that does not', { CurrentProfileName: 'Custom 2' }, [], 'away'],
		['without a profile', { CurrentProfileName: null }, [], 'available'],
		['disabled', { Enabled: false }, [call('101 Max', 'Talking')], 'disabled'],
	])('of somebody %s', (_who, fields, calls, status) => {
		expect(statusOf(user(fields), calls)).toBe(status);
	});

	it('of nobody by a call of another extension', () => {
		expect(statusOf(user(), [call('1010 Other', 'Talking')])).toBe('available');
	});
});

describe('Agents of a queue: the login is one for all queues (xapi.md §3.6)', () => {
	it.each<[string, Record<string, unknown>, boolean, boolean]>([
		['logged in', {}, true, true],
		['logged out', { QueueStatus: 'LoggedOut' }, false, false],
		['not told of', { QueueStatus: null }, false, false],
		['logged in and away', { CurrentProfileName: 'Away' }, true, false],
	])('who are %s', (_who, fields, loggedIn, available) => {
		expect(agentOf(MEMBER, user(fields), [])).toMatchObject({ loggedIn, available });
	});

	it('that this client may not see are not available', () => {
		expect(agentOf(MEMBER, undefined, [])).toMatchObject({ available: false, status: 'offline' });
	});
});

describe('A queue now: 3CX has no live numbers, they are taken from the calls (xapi.md §3.6)', () => {
	const at = (seconds: number) => ({
		EstablishedAt: `2026-03-04T03:14:${String(60 - seconds).padStart(2, '0')}Z`,
		ServerNow: '2026-03-04T03:15:00Z',
	});

	it('has the callers that it has answered itself, by the clock of the PBX (xapi.md §3.1)', () => {
		const calls = [
			call('820 Sales', 'Talking', { Id: 1, ...at(10) }),
			call('820 Sales', 'Routing', { Id: 2, ...at(30) }),
			call('101 Max', 'Talking', { Id: 3, ...at(50) }),
			call('821 Other', 'Talking', { Id: 4, ...at(50) }),
		];
		expect(queueNow('820', calls)).toEqual({ waiting: 2, longestWait: 30, averageWait: 20 });
	});

	it('is empty without calls', () => {
		expect(queueNow('820', [])).toEqual({ waiting: 0, longestWait: 0, averageWait: 0 });
	});
});
