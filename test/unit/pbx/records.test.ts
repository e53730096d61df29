import { virtualClock, type PbxOptions } from '../../pbx';
import { login, rows, send, start } from './client';

const MONDAY = Date.UTC(2026, 2, 2, 10);

async function bench(options: PbxOptions = {}) {
	const clock = virtualClock(MONDAY);
	const pbx = await start({ clock, ...options });
	const sim = (path: string, body: unknown) =>
		send(`${pbx.url}/__sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
	return { pbx, clock, client: await login(pbx), sim };
}

/** Size and length in ms of a WAV file of the PBX. */
function wavFacts(bytes: Buffer) {
	return {
		head: bytes.toString('latin1', 0, 4),
		rate: bytes.readUInt32LE(24),
		ms: bytes.readUInt32LE(40) / 16,
	};
}

describe('recordings (xapi.md §3.9)', () => {
	it('come of calls of users who are recorded, and are found from the log', async () => {
		const { pbx, clock, client } = await bench();
		await client.write('PATCH', `Users(${pbx.world.user('100').Id})`, { RecordCalls: true });
		const { callid } = pbx.calls.inbound({ from: '+49171', to: '100' });
		pbx.calls.answer('100');
		await clock.advance(5000);
		pbx.calls.hangUp(callid);
		const [recording, ...others] = rows(await client.xapi('Recordings?$top=10'));
		expect(others).toEqual([]);
		expect(recording).toMatchObject({
			StartTime: '2026-03-02T10:00:00.000Z',
			EndTime: '2026-03-02T10:00:05.000Z',
			CallType: 'InboundExternal',
			FromCallerNumber: '+49171',
			ToDn: '100',
		});
		expect(pbx.records.rows()[0]?.recordingId).toBe(recording?.Id);
		const path = `Recordings/Pbx.DownloadRecording(recId=${String(recording?.Id)})`;
		const response = await fetch(`${pbx.url}/xapi/v1/${path}`, {
			headers: { authorization: `Bearer ${client.token}` },
		});
		expect(response.headers.get('content-type')).toBe('audio/x-wav');
		expect(response.headers.get('transfer-encoding')).toBe('chunked');
		expect(response.headers.get('content-length')).toBeNull();
		expect(response.headers.get('content-disposition')).toContain('attachment; filename=');
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(wavFacts(bytes)).toEqual({ head: 'RIFF', rate: 8000, ms: 5000 });
	});

	it.each(['atEnd', 'whileRunning'] as const)('show %s, under one Id', async (recordingRow) => {
		const { pbx, clock, client } = await bench({ switches: { recordingRow } });
		await client.write('PATCH', `Users(${pbx.world.user('100').Id})`, { RecordCalls: true });
		const list = async () => rows(await client.xapi('Recordings?$top=10&$orderby=Id'));
		const { callid } = pbx.calls.inbound({ from: '+49171', to: '100' });
		pbx.calls.answer('100');
		await clock.advance(5000);
		const running = await list();
		if (recordingRow === 'atEnd') expect(running).toEqual([]);
		else expect(running).toMatchObject([{ Id: 1, EndTime: null, ToDn: '100' }]);
		pbx.calls.hangUp(callid);
		pbx.records.addRecording({ from: '101', to: '102', start: MONDAY });
		expect(await list()).toMatchObject([{ Id: 1, EndTime: '2026-03-02T10:00:05.000Z' }, { Id: 2 }]);
	});

	it('may be given audio, be archived or have lost the file', async () => {
		const { pbx, client, sim } = await bench();
		const pcm = Buffer.alloc(1600, 7);
		const { json } = await sim('recording', {
			from: '101',
			to: '102',
			pcm: pcm.toString('base64'),
		});
		const gone = pbx.records.addRecording({ from: '101', to: '102', missing: true });
		const archived = pbx.records.addRecording({ from: '101', to: '102', archived: true });
		const download = (id: unknown) =>
			client.xapi(`Recordings/Pbx.DownloadRecording(recId=${String(id)})`);
		expect((await download(json.id)).status).toBe(200);
		for (const id of [gone, 4711]) {
			const answer = await download(id);
			expect(answer.status).toBe(400);
			expect(answer.json.error?.details?.[0]?.message).toBe('WARNINGS.XAPI.FILE_NOT_FOUND');
		}
		expect((await download(archived)).status).toBe(200);
		pbx.switches.archivedRecording = 'missing';
		expect((await download(archived)).status).toBe(400);
		expect(rows(await client.xapi('Recordings?$top=9&$filter=IsArchived eq true'))).toHaveLength(1);
		expect((await client.xapi('Recordings(1)')).status).toBe(404);
		expect((await client.xapi('Recordings?$top=101')).status).toBe(400);
	});

	it('of a large history can be listed and fetched', async () => {
		const { pbx, client } = await bench();
		pbx.records.generate({ rows: 2000, from: MONDAY - 86_400_000, to: MONDAY });
		const [first] = rows(await client.xapi('Recordings?$top=1&$orderby=StartTime desc'));
		const path = `Recordings/Pbx.DownloadRecording(recId=${String(first?.Id)})`;
		expect((await client.xapi(path)).status).toBe(200);
	});
});

describe('the state of the PBX', () => {
	it('a trunk that is down is seen in trunks, health, status and event log', async () => {
		const { client, sim } = await bench();
		await sim('trunk', { online: false });
		expect(rows(await client.xapi('Trunks?$select=IsOnline'))).toEqual([{ IsOnline: false }]);
		const health = await client.xapi('SystemStatus/Pbx.SystemHealthStatus()');
		expect(health.json.Trunks).toBe(false);
		expect((await client.xapi('SystemStatus')).json).toMatchObject({
			TrunksRegistered: 0,
			TrunksTotal: 1,
		});
		const filter = "$filter=Type eq 'Error' and TimeGenerated ge 2026-03-02T00:00:00Z";
		expect(rows(await client.xapi(`EventLogs?$top=10&${filter}`))).toMatchObject([
			{ Message: 'Trunk %1$s is not registered', Params: ['10000'] },
		]);
		await sim('trunk', { online: true });
		expect((await client.xapi('SystemStatus')).json.TrunksRegistered).toBe(1);
	});

	it('a service fails, and is started again by an action', async () => {
		const { client, sim } = await bench();
		await sim('service', { name: 'queuemanager', running: false });
		expect((await client.xapi('SystemStatus')).json.HasNotRunningServices).toBe(true);
		const stopped = rows(await client.xapi("Services?$top=100&$filter=Status eq 'Stopped'"));
		expect(stopped).toMatchObject([{ Name: '3CXQueueManager01' }]);
		const body = { options: { ServiceNames: ['3CXQueueManager01'] } };
		expect((await client.write('POST', 'Services/Pbx.Start', body)).status).toBe(204);
		expect((await client.xapi('SystemStatus')).json.HasNotRunningServices).toBe(false);
		expect(rows(await client.xapi('ReportAuditLog/Pbx.GetAuditLogData()'))).toMatchObject([
			{ UserName: '800', ObjectName: 'Services/Pbx.Start' },
		]);
	});

	it('agents log in and out, users set their status', async () => {
		const { pbx, client, sim } = await bench();
		await sim('agent', { dn: '101', in: false });
		await sim('profile', { dn: '102', profile: 'Away' });
		const path = 'Users?$top=100&$select=Number,QueueStatus,CurrentProfileName';
		expect(rows(await client.xapi(path))).toEqual(
			expect.arrayContaining([
				{ Number: '101', CurrentProfileName: 'Available', QueueStatus: 'LoggedOut' },
				{ Number: '102', CurrentProfileName: 'Away', QueueStatus: 'LoggedIn' },
			]),
		);
		expect((await sim('profile', { dn: '102', profile: 'Nope' })).status).toBe(400);
		expect(() => pbx.records.setService('nope', false)).toThrow('no service');
	});

	it.each([
		['20.0.7.1', 200],
		['20.0.6.1', 404],
	])('build %s: telemetry and the newest call, %d', async (version, status) => {
		const { pbx, client } = await bench({ version });
		for (const name of ['SystemTelemetry', 'ServiceTelemetry', 'NetworkTelemetry']) {
			expect((await client.xapi(`SystemStatus/Pbx.${name}()`)).status).toBe(status);
		}
		pbx.records.addCall({ from: '+49171', to: '100' });
		const newest = await client.xapi('LastCdrAndChatMessageTimestamp');
		expect(newest.status).toBe(status);
		if (status === 200) {
			expect(rows(newest)).toMatchObject([{ LastCdrStartedAt: '2026-03-02T10:00:00.000Z' }]);
		}
	});

	it('the test surface writes history', async () => {
		const { client, sim } = await bench();
		expect(
			(await sim('history', { rows: 50, to: '2026-03-02T10:00:00Z' })).json.rows,
		).toBeGreaterThan(49);
		await sim('history/call', { from: '+49171', to: '101', queue: '820', talkMs: 1000 });
		const newest = rows(await client.xapi('LastCdrAndChatMessageTimestamp'));
		expect(newest).toMatchObject([{ LastCdrStartedAt: '2026-03-02T10:00:00.000Z' }]);
		expect((await sim('history', { to: 'never' })).status).toBe(400);
		expect((await sim('agent', { dn: '4711' })).status).toBe(400);
	});

	it('lists the parking places', async () => {
		const { client } = await bench();
		expect(rows(await client.xapi('Parkings?$select=Number'))).toEqual([{ Number: 'SP0' }]);
		expect((await client.xapi("Parkings(Number='SP0')")).json.Number).toBe('SP0');
	});
});
