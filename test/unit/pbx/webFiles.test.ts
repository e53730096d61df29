import { heardPrompts, PROMPTS, whichPrompts } from '../../pbx';
import { worldFromJson } from '../../pbx/world/worldFile';
import { callUp, loudest, opened, play, send as sendSound, tone } from './audioLine';
import { send, start } from './client';

/** Samples of a WAV file at 8 kHz mono: enough for the files of the default world. */
function toPhone(wav: Buffer): Buffer {
	const fmt = wav.indexOf('fmt ');
	const [code, channels] = [wav.readUInt16LE(fmt + 8), wav.readUInt16LE(fmt + 10)];
	const rate = wav.readUInt32LE(fmt + 12);
	const start = wav.indexOf('data') + 8;
	const size = (code === 6 ? 1 : 2) * channels;
	const count = Math.floor(((wav.length - start) / size / rate) * 8000);
	const pcm = Buffer.alloc(count * 2);
	for (let i = 0; i < count; i++) {
		const at = start + Math.floor((i * rate) / 8000) * size;
		pcm.writeInt16LE(code === 6 ? fromALaw(wav.readUInt8(at)) : wav.readInt16LE(at), i * 2);
	}
	return pcm;
}

function fromALaw(byte: number): number {
	const bits = byte ^ 0x55;
	const exponent = (bits >> 4) & 7;
	const mantissa = ((bits & 15) << 4) + 8;
	const size = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
	return bits & 0x80 ? size : -size;
}

describe('the web server of the PBX', () => {
	it('gives prompts to everybody, each with tones of its own', async () => {
		const pbx = await start();
		for (const { path, ms } of PROMPTS) {
			const response = await fetch(pbx.url + path);
			expect(response.status).toBe(200);
			expect(response.headers.get('content-type')).toBe('audio/x-wav');
			const pcm = toPhone(Buffer.from(await response.arrayBuffer()));
			expect(Math.abs(pcm.length / 16 - ms)).toBeLessThan(2);
			expect(heardPrompts(pcm)).toMatchObject([{ path, isComplete: true }]);
		}
	});

	it('has all formats', () => {
		const formats = PROMPTS.map(({ format }) => Object.values(format).join());
		expect([...new Set(formats)].sort()).toEqual([
			'1,16000,1,16',
			'1,44100,2,16',
			'1,8000,1,16',
			'6,8000,1,8',
		]);
	});

	it('knows what it does not have, and takes what it is given', async () => {
		const pbx = await start();
		const missing = await send(`${pbx.url}/prompts/other.wav`);
		expect([missing.status, missing.headers.get('content-type')]).toEqual([
			404,
			'text/html; charset=utf-8',
		]);
		const file = Buffer.from([0, 255, 128, 10]);
		await send(`${pbx.url}/__sim/files/prompts/other.wav`, { method: 'POST', body: file });
		const response = await fetch(`${pbx.url}/prompts/other.wav`);
		expect(Buffer.from(await response.arrayBuffer())).toEqual(file);
		const posted = await send(`${pbx.url}/prompts/other.wav`, { method: 'POST' });
		expect(posted.status).toBe(405);
		const head = await send(`${pbx.url}/prompts/other.wav`, { method: 'HEAD' });
		expect(head.headers.get('content-length')).toBe('4');
	});

	it('keeps files in a world file, but not the prompts of every world', async () => {
		const pbx = await start();
		pbx.world.files['/a.txt'] = Buffer.from('text');
		const { text } = await send(`${pbx.url}/__sim/world`);
		expect(text.length).toBeLessThan(100_000);
		const world = worldFromJson(text);
		expect(world.files['/a.txt']).toEqual(Buffer.from('text'));
		expect(world.files['/prompts/welcome.wav']?.toString('latin1', 0, 4)).toBe('RIFF');
		expect(() => worldFromJson('{"files":{"/a":1}}')).toThrow('"/a"');
	});
});

describe('telling prompts', () => {
	const { files } = worldFromJson('{}');
	const sound = (path: string) => toPhone(files[path] ?? Buffer.alloc(0));

	it('in the order heard, broken off or not, with times', () => {
		const welcome = sound('/prompts/welcome.wav');
		const menu = sound('/prompts/menu-main.wav');
		const pcm = Buffer.concat([
			welcome,
			menu.subarray(0, menu.length * 0.6),
			Buffer.alloc(3200),
			welcome,
			welcome,
		]);
		expect(whichPrompts(pcm)).toEqual([
			'/prompts/welcome.wav',
			'/prompts/menu-main.wav',
			'/prompts/welcome.wav',
			'/prompts/welcome.wav',
		]);
		expect(heardPrompts(pcm)[1]).toMatchObject({ fromMs: 1240, isComplete: false });
		expect(whichPrompts(Buffer.alloc(16_000))).toEqual([]);
		expect(whichPrompts(tone(450, 1000))).toEqual([]);
	});

	it('in what a caller heard', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		await sendSound(one, stream, sound('/prompts/invalid.wav'));
		await one.clock.advance(800);
		expect(whichPrompts(one.pbx.media.heard(25))).toEqual(['/prompts/invalid.wav']);
	});
});

describe('audio under /__sim', () => {
	it('gives what was heard as WAV, the facts, and takes a voice', async () => {
		const one = await callUp();
		const { url } = one.pbx;
		await sendSound(one, await opened(one, play), tone(650, 100));
		await one.clock.advance(100);
		const response = await fetch(`${url}/__sim/audio/25`);
		expect(response.headers.get('content-type')).toBe('audio/wav');
		const wav = Buffer.from(await response.arrayBuffer());
		expect(loudest(toPhone(wav))).toBe(650);
		expect(wav.subarray(44)).toEqual(one.pbx.media.heard(25));
		const facts = await send(`${url}/__sim/audio/25/facts`);
		expect(JSON.parse(facts.text)).toMatchObject([{ bytes: 1600 }]);
		const voice = (body: object, leg = 25) =>
			send(`${url}/__sim/voice/${leg}`, { method: 'POST', body: JSON.stringify(body) });
		for (const kind of ['silence', 'echo', 'tone', 'pcm']) {
			expect((await voice({ kind })).status).toBe(204);
		}
		expect((await voice({ kind: 'song' })).status).toBe(400);
		expect((await voice({ kind: 'echo' }, 99)).status).toBe(400);
		expect((await send(`${url}/__sim/audio/25/other`)).status).toBe(404);
	});
});
