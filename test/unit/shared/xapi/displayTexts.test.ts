import {
	Directory,
	durationSeconds,
	instant,
	intervalText,
	readActiveCall,
	readParty,
	Row,
	secondsSince,
} from '../../../../nodes/shared/xapi';

const directory = new Directory([
	{ number: '10000', name: '', kind: 'trunk' },
	{ number: '77', name: 'Old Trunk', kind: 'trunk' },
	{ number: '820', name: 'Service Desk', kind: 'queue' },
	{ number: '810', name: 'Menu', kind: 'ivr' },
	{ number: '666', name: 'Voicemail', kind: 'system' },
]);

describe('display texts of active calls (xapi.md §3.1)', () => {
	it.each([
		['10000 MyTrunk (+15555550100)', '10000', 'trunk', 'MyTrunk', '+15555550100'],
		['10001 Another (0171 123)', '10001', 'trunk', 'Another', '0171 123'],
		['77 Old Trunk (030)', '77', 'trunk', 'Old Trunk', '030'],
		['10000 MyTrunk (anonymous)', '10000', 'trunk', 'MyTrunk (anonymous)', ''],
		['10000 My (2) Trunk (+49171)', '10000', 'trunk', 'My (2) Trunk', '+49171'],
		['1002 tools, admin', '1002', 'extension', 'tools, admin', ''],
		['101 Room (12)', '101', 'extension', 'Room (12)', ''],
		['820 Service Desk', '820', 'queue', 'Service Desk', ''],
		['SP0 Shared Parking', 'SP0', 'parking', 'Shared Parking', ''],
		['*888', '*888', 'parking', '', ''],
		['MakeCall', 'MakeCall', 'unknown', '', ''],
		['+4930111222', '+4930111222', 'external', '', ''],
		['  101  ', '101', 'extension', '', ''],
		['', '', 'unknown', '', ''],
	])('%p', (text, dn, kind, name, number) => {
		expect(readParty(text, directory)).toEqual({ dn, kind, name, number });
	});

	it.each([
		['Talking', '101 Mustermann, Max', 'answered'],
		['talking', '820 Service Desk', 'waiting'],
		['Routing', '820 Service Desk', 'waiting'],
		['Routing', '101 Mustermann, Max', 'ringing'],
		['Rerouting', '101', 'ringing'],
		['Initiating', '101', 'ringing'],
		['Connected', '101', 'answered'],
		['Talking', '810 Menu', 'inMenu'],
		['Talking', '666 Voicemail', 'inMenu'],
		['Talking', 'SP0 Shared Parking', 'parked'],
		['Talking', '*888', 'parked'],
		['Transferring', '101', 'transferring'],
		['Hovering', '101', 'other'],
		['', '', 'other'],
	])('status %p with callee %p: %s', (status, callee, state) => {
		const row = Row.of({ Id: 1, Caller: '10000 T (+49171)', Callee: callee, Status: status });
		expect(readActiveCall(row, directory)?.state).toBe(state);
	});

	it('has no direction but by its trunks', () => {
		const direction = (Caller: string, Callee: string) =>
			readActiveCall(Row.of({ Id: 1, Caller, Callee }), directory)?.direction;
		expect(direction('10000 T (+49171)', '101 A')).toBe('inbound');
		expect(direction('101 A', '10000 T (+49171)')).toBe('outbound');
		expect(direction('101 A', '102 B')).toBe('internal');
		expect(direction('10000 T (+49171)', '10000 T (+49172)')).toBe('inbound');
		expect(direction('MakeCall', '101 A')).toBe('internal');
	});

	it('is as old as the clock of the PBX says', () => {
		const times = {
			EstablishedAt: '0001-01-01T00:00:00Z',
			LastChangeStatus: '2026-03-04T03:14:55Z',
			ServerNow: '2026-03-04T03:15:30.1234567Z',
		};
		const call = readActiveCall(Row.of({ Id: 1, ...times }), directory);
		expect(secondsSince(call?.startedAt, call?.pbxNow)).toBe(35);
		expect(secondsSince(undefined, 5)).toBe(0);
	});

	it('is none without an Id', () => {
		expect(readActiveCall(Row.of({ Caller: '101' }), directory)).toBeUndefined();
	});
});

describe('times of 3CX (xapi.md §2.5)', () => {
	it.each([
		['PT1M12.577027S', 72.6],
		['P5DT13H43M24.960179S', 481_405],
		['PT0S', 0],
		['-PT5S', -5],
		['PT', 0],
		['1:00', undefined],
		['Peter', undefined],
		[undefined, undefined],
	])('duration %p: %p', (text, seconds) => {
		expect(durationSeconds(text)).toBe(seconds);
	});

	it.each([
		['2026-03-04T03:14:55Z', Date.UTC(2026, 2, 4, 3, 14, 55)],
		['2026-03-04T04:14:55.1234567+01:00', Date.UTC(2026, 2, 4, 3, 14, 55, 123)],
		['0001-01-01T00:00:00Z', undefined],
		['soon', undefined],
		[undefined, undefined],
	])('instant %p', (text, at) => {
		expect(instant(text)).toBe(at);
	});

	it.each([
		[0, '0:00:0'],
		[20, '0:00:20'],
		[3_725, '1:02:05'],
	])('interval of %d s: %s', (seconds, text) => {
		expect(intervalText(seconds)).toBe(text);
	});
});
