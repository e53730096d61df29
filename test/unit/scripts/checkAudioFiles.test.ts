import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sine, wavFile } from '../../helpers/sound';
import { command } from './collectingTerminal';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), '3cx-audio-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: Uint8Array | string): string {
	const file = join(folder, name);
	writeFileSync(file, content);
	return file;
}

const check = async (...words: string[]) => await command(['check-audio-files', ...words]);

it('says what a file is, how long, and what becomes of it', async () => {
	const plain = write('plain.wav', wavFile(sine(440, 1_500)));
	const wide = write('wide.wav', wavFile(sine(440, 500, 0.5, 44_100), 44_100));
	const outcome = await check(plain, wide);
	expect(outcome.line('OK', plain)).toMatch(
		/WAV, PCM 16 bit, 8000 Hz, mono, 1\.5 s, sent as it is/,
	);
	expect(outcome.line('OK', wide)).toMatch(
		/44100 Hz, mono, 0\.5 s, converted to 8000 Hz, 16 bit, mono/,
	);
	expect(outcome.code).toBe(0);
});

it('plays MP3', async () => {
	const { createMp3Encoder } = await import('wasm-media-encoders');
	const encoder = await createMp3Encoder();
	encoder.configure({ sampleRate: 44_100, channels: 1, bitrate: 64 });
	const samples = Float32Array.from(sine(440, 1_000, 0.5, 44_100), (value) => value / 32_768);
	const bytes = [Buffer.from(encoder.encode([samples])), Buffer.from(encoder.finalize())];
	const file = write('tone.mp3', Buffer.concat(bytes));
	expect((await check(file)).line('OK', file)).toMatch(/MP3, 44100 Hz, 1\.\d s, converted/);
});

it('says what to do with a file that cannot be played', async () => {
	const ogg = write('song.ogg', 'OggS and more of it');
	const empty = write('empty.wav', '');
	const long = write('long.wav', wavFile(Buffer.alloc(16_000 * 601)));
	const huge = write('huge.wav', Buffer.alloc(26 * 1024 * 1024));
	const outcome = await check(ogg, empty, long, huge, join(folder, 'none.wav'));
	expect(outcome.line('FAIL', ogg)).toMatch(/an Ogg file.*ffmpeg -i/);
	expect(outcome.line('FAIL', empty)).toContain('empty');
	expect(outcome.line('FAIL', long)).toMatch(/601 s.*shorter/);
	expect(outcome.line('FAIL', huge)).toContain('26 MB');
	expect(outcome.line('FAIL', 'none.wav')).toContain('no such file');
	expect(outcome.code).toBe(1);
});

it('warns of what nobody would hear', async () => {
	const silent = write('silent.wav', wavFile(Buffer.alloc(16_000)));
	const quiet = write('quiet.wav', wavFile(sine(440, 500, 0.001)));
	const outcome = await check(silent, quiet);
	expect(outcome.line('WARN', silent)).toContain('callers would hear nothing');
	expect(outcome.line('WARN', quiet)).toContain('loudnorm');
	expect(outcome.code).toBe(0);
});

it('takes the audio files of a folder and of those in it, and no others', async () => {
	mkdirSync(join(folder, 'de'));
	write('welcome.WAV', wavFile(sine(440, 100)));
	write('de/willkommen.wav', wavFile(sine(440, 100)));
	write('readme.txt', 'no audio');
	const outcome = await check(folder);
	expect(outcome.lines('OK')).toEqual([
		expect.stringContaining('de/willkommen.wav'),
		expect.stringContaining('welcome.WAV'),
	]);
	expect(outcome.output).not.toContain('readme');
});

it('does not pass for a folder without audio, nor without words', async () => {
	expect((await check(folder)).line('FAIL', folder)).toContain('no audio file');
	expect((await check()).code).toBe(2);
});
