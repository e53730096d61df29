import type { IDataObject } from 'n8n-workflow';
import { silence } from '../../../shared/audio';
import type { Prompt } from '../../../shared/media';
import { numberBetween, wholeNumber } from '../../../shared/n8n/parameters';
import type { Job } from '../../job';
import { keysOption } from '../../keys';
import { openCall } from '../../openCall';

/** Plays an audio file to the caller. A caller who hangs up meanwhile is a result, not an error. */
export async function playAudio(job: Job): Promise<IDataObject> {
	const prompt = await readPrompt(job);
	const waits = job.parameters.flag('waitUntilPlayed', true);
	const call = await openCall(job);
	if (!call) return job.resultWithoutLeg({ ...ENDED, playback: 'hungUp', secondsPlayed: 0 });
	try {
		if (!waits) {
			await call.playInBackground(prompt);
			return job.result(call.leg, { playback: 'playing', secondsPlayed: 0 });
		}
		const { how, heardMs, key } = await call.play(prompt);
		return job.result(call.leg, {
			...(how === 'gone' ? ENDED : {}),
			playback: WORDS[how],
			secondsPlayed: Math.round(heardMs / 100) / 10,
			...(key === undefined ? {} : { interruptedBy: key }),
		});
	} finally {
		call.close();
	}
}

const ENDED = { status: 'ended' };
const WORDS = {
	finished: 'finished',
	gone: 'hungUp',
	key: 'interrupted',
	stopped: 'stopped',
	replaced: 'replaced',
	cancelled: 'stopped',
} as const;

async function readPrompt(job: Job): Promise<Prompt> {
	const { parameters } = job;
	const options = parameters.options();
	const loops = options.loop === true;
	const repeat = wholeNumber('Repeat', options.repeat ?? 1, 1, 100);
	const before = numberBetween('Silence Before (Seconds)', options.silenceBefore ?? 0, 0, 60);
	const pause = numberBetween('Pause Between (Seconds)', options.pause ?? 0, 0, 60);
	const keys = keysOption('Interrupt Keys', options.interruptKeys, '');
	const times = loops ? Infinity : repeat;
	const audio = await job.audio('Audio File', parameters.text('audioFile'));
	return {
		pcm: times > 1 ? Buffer.concat([audio, silence(pause * 1000)]) : audio,
		times,
		silenceMs: before * 1000,
		interruptKeys: parameters.flag('interruptible', true) ? keys : undefined,
	};
}
