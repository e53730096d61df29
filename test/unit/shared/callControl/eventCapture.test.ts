import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { replayCapture } from '../../../../nodes/shared/callControl/replay';
import { Capture, captureOf } from '../../../../nodes/shared/transport';
import { storiesOf } from '../../../helpers/agreement';
import { WatchBench } from '../../../helpers/watchBench';
import { KeptLog } from '../n8n/n8nBench';
import { failureOf } from '../transport/bench';
import { frame, wire } from './participants';

const FIXTURE = join(__dirname, 'fixtures', 'groupCall.jsonl');
const CALLER = '+4917112345678';

describe('a capture', () => {
	let folder: string;
	let file: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'capture-'));
		file = join(folder, 'capture.jsonl');
	});

	afterEach(() => rmSync(folder, { recursive: true }));

	const lines = () =>
		readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);

	it('is off unless it is asked for', async () => {
		const bench = await WatchBench.start();
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		await bench.advance(1_000);
		await bench.stop();
		expect(() => statSync(file)).toThrow();
	});

	it('holds frames and replies, and nothing about a person', async () => {
		const bench = await WatchBench.start({ settings: { captureFile: file } });
		bench.pbx.calls.inbound({ from: CALLER, name: 'Anna Beispiel', to: '101' });
		await bench.advance(5_000);
		bench.pbx.calls.inbound({ from: CALLER });
		await bench.advance(1_000);
		bench.pbx.calls.press(26, '0815');
		await bench.advance(1_000);
		await bench.connection
			.http(bench.caller)
			.request({ method: 'GET', path: '/callcontrol/102/devices/sip%3A102%40192.168.7.9%3A5063' })
			.catch(() => undefined);
		bench.pbx.sockets.raw('garbage');
		for (const { callid } of bench.pbx.calls.list()) bench.pbx.calls.hangUp(callid);
		await bench.advance(2_000);
		await bench.stop();
		await captureOf(file).flushed();

		const text = readFileSync(file, 'utf8');
		expect(text).not.toMatch(
			/1712345678|12345678|30123457|Anna|Beispiel|0815|192\.168|eyJ|simulated-secret/,
		);
		expect(text).not.toContain('/connect/token');
		expect(lines()).toContainEqual(expect.objectContaining({ garbage: 7 }));
		expect(lines()).toContainEqual(
			expect.objectContaining({ method: 'GET', path: '/callcontrol', status: 200 }),
		);
		expect(statSync(file).mode & 0o077).toBe(0);

		const replayed = storiesOf(replayCapture(text));
		expect(replayed).toEqual(storiesOf(bench.events));
		expect(replayed.size).toBe(2);
	});

	it('gives one number and one name the same stand-in throughout', async () => {
		const capture = new Capture(file);
		for (const number of [
			CALLER,
			'017112345678',
			'004917112345678',
			'+493055555555',
			'101',
			'Anonymous',
		]) {
			const entity = '/callcontrol/101/participants/25';
			capture.frame(frame(0, entity, wire({ party_caller_id: number, party_caller_name: 'Anna' })));
		}
		await capture.flushed();
		const masked = lines().map(({ frame: each }) => {
			const { event } = each as { event: { attached_data: Record<string, string> } };
			return event.attached_data;
		});
		const numbers = masked.map(({ party_caller_id: number }) => number ?? '');
		expect(new Set(numbers.slice(0, 3).map((number) => number.slice(-7))).size).toBe(1);
		expect(numbers[0]).toMatch(/^\+9{6}\d{7}$|^\+\d{13}$/);
		expect(numbers[3]?.slice(-7)).not.toBe(numbers[0]?.slice(-7));
		expect(numbers[4]).toBe('101');
		expect(numbers[5]).toMatch(/^text-/);
		expect(new Set(masked.map(({ party_caller_name: name }) => name)).size).toBe(1);
		expect(masked[0]).toMatchObject({ status: 'Ringing', party_dn: '10000', callid: 1264 });
	});

	it('masks what stands anywhere else', async () => {
		const capture = new Capture(file);
		const get = { method: 'GET', path: '/callcontrol/800/participants/25?x=491711234567' };
		capture.request(get, {
			status: 200,
			body: {
				id: 25,
				attacheddata: { customer: 'Anna', phone: 491711234567, list: ['Bert', '+49 171 1234567'] },
				device_id: 'sip:017112345678@10.1.2.3:5063;rinstance=ab12',
			},
		});
		const token = { method: 'POST', path: '/connect/token', body: { client_secret: 'secret' } };
		capture.request(token, { status: 200, body: { access_token: 'secret' } });
		const call = { method: 'POST', path: '/callcontrol/800/makecall' };
		capture.request(call, { status: 422, body: 'the number +491711234567 is wrong' });
		await capture.flushed();
		const text = readFileSync(file, 'utf8');
		expect(text).not.toMatch(/1234567|Anna|Bert|10\.1\.2\.3|secret/);
		expect(lines()).toHaveLength(2);
		expect(lines()[0]?.body).toMatchObject({ id: 25 });
	});

	it('holds what is asked of 3CX, and nothing of it about a person', async () => {
		const bench = await WatchBench.start({ settings: { captureFile: file } });
		const http = bench.connection.http(bench.caller);
		const post = async (path: string, body: object) =>
			await http.request({ method: 'POST', path: `/callcontrol/800/${path}`, body });
		const dialled = post('makecall', { destination: '+491711234567', timeout: 30 });
		await bench.advance(1_000);
		await dialled;
		const [call] = bench.pbx.calls.list();
		const leg = call?.legs.find(({ dn }) => dn === '800')?.id ?? 0;
		const attacheddata = { status: 'Anna', pin: '0815', age: 42, number: '01711234567', no: '' };
		const attached = post(`participants/${leg}/attach_party_data`, { attacheddata });
		await bench.advance(1_000);
		await attached;
		bench.pbx.faults.add({
			match: { method: 'POST', path: /drop/ },
			action: { kind: 'resetBefore' },
		});
		const dropped = failureOf(post(`participants/${leg}/drop`, {}));
		await bench.advance(1_000);
		await dropped;
		await bench.stop();
		await captureOf(file).flushed();

		const sent = lines().filter(({ method }) => method === 'POST');
		expect(sent).toMatchObject([
			{ path: '/callcontrol/800/makecall', sent: { timeout: 30 }, status: 200 },
			{ sent: { attacheddata: { status: expect.stringMatching(/^text-/) as string, no: '' } } },
			{ path: `/callcontrol/800/participants/${leg}/drop`, sent: {}, failed: 'NetworkError' },
		]);
		expect(JSON.stringify(sent)).not.toMatch(/1234567|Anna|0815|"age":42/);
		const [{ sent: order, body: answer } = {}] = sent as Array<Record<string, { destination: '' }>>;
		expect(JSON.stringify(answer)).toContain(order?.destination.slice(-7));
	});

	it('ends at a size, and says so', async () => {
		writeFileSync(file, 'x'.repeat(20 * 1024 * 1024));
		const capture = new Capture(file);
		const log = new KeptLog();
		capture.tellTo(log);
		capture.frame('{}');
		await capture.flushed();
		expect(statSync(file).size).toBe(20 * 1024 * 1024);
		expect(log.lines).toEqual([expect.stringContaining('it has reached 20 MB')]);
	});

	it.each<[why: string, words: string, path: () => string]>([
		['without its folder', 'its folder does not exist', () => join(folder, 'no', 'capture.jsonl')],
		['that is a folder', 'it is a folder', () => folder],
		['below a file', 'its folder is no folder', () => join(FIXTURE, 'capture.jsonl')],
	])('into a file %s ends with one warning in words, and hurts nobody', async (_, words, path) => {
		const bench = await WatchBench.start({ settings: { captureFile: path() } });
		await captureOf(path()).flushed();
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		await bench.advance(3_000);
		await captureOf(path()).flushed();
		for (const { callid } of bench.pbx.calls.list()) bench.pbx.calls.hangUp(callid);
		await bench.advance(1_000);
		await bench.stop();
		const warnings = bench.log.filter((line) => line.includes('N8N_3CX_CAPTURE_FILE'));
		expect(warnings).toEqual([
			expect.stringMatching(new RegExp(`^warn The capture into ${basename(path())} .*${words}`)),
		]);
		expect(warnings[0]).not.toContain(dirname(path()));
		expect(bench.of('ended')).toHaveLength(1);
	});

	it('tells trouble that came before anybody listened to the first who does', async () => {
		const capture = new Capture(folder);
		capture.frame('{}');
		await capture.flushed();
		const log = new KeptLog();
		capture.tellTo(log);
		capture.tellTo(log);
		expect(log.lines).toHaveLength(1);
	});
});

describe('a captured file', () => {
	it('tells by the tracker what happened', () => {
		const events = replayCapture(readFileSync(FIXTURE, 'utf8'));
		const told = events.map(({ at, dn, type, outcome, digit }) =>
			`${at} ${dn} ${type} ${outcome ?? digit ?? ''}`.trim(),
		);
		expect(told).toEqual([
			'1500 101 started',
			'1500 101 ringing',
			'1510 102 started',
			'1510 102 ringing',
			'6120 102 answered',
			'6060 101 ended answeredElsewhere',
			'9000 102 ended answered',
			'12010 800 started',
			'12010 800 answered',
			'13000 800 digit 5',
			'15000 800 ended answered',
		]);
	});
});
