import { tone, toWav, type Pcm } from '../../../shared/audio';
import { record, type MediaCall, type Recorded, type RecordRules } from '../../../shared/media';
import { numberBetween, wholeNumber } from '../../../shared/n8n/parameters';
import { InputError } from '../../../shared/transport';
import type { Job, Outcome } from '../../job';
import { keysOption } from '../../keys';
import { openCall } from '../../openCall';

const WORDS = { longest: 'maxSeconds', key: 'key', silence: 'silence', hungUp: 'hungUp' } as const;
const BEEP_HZ = 1000;
const BEEP_MS = 300;

/** Records what the caller says. The end of the call ends the recording and keeps it. */
export async function recordAudio(job: Job): Promise<Outcome> {
	const rules = readRules(job);
	const field = job.parameters.text('binaryPropertyName', 'data');
	if (field === '') {
		throw new InputError('Output Data Field Name', '"Output Data Field Name" is empty');
	}
	const beeps = job.parameters.flag('beep', true);
	const call = await openCall(job);
	if (!call) {
		const none = { status: 'ended', recordingEnd: 'hungUp', secondsRecorded: 0, secondsSpoken: 0 };
		return { json: job.resultWithoutLeg(none) };
	}
	try {
		if (rules.stopKeys !== '') await call.hearsKeys();
		if (beeps) {
			await call.play({ pcm: tone(BEEP_HZ, BEEP_MS), times: 1, interruptKeys: undefined });
		}
		job.pbx.logger.info(`Records for ${rules.longestMs / 1000} s at most`);
		const recorded = await record(
			{ ...job.pbx, keypad: call.keypad, gone: call.gone },
			call.leg,
			rules,
		);
		return await outcome(job, call, field, recorded);
	} finally {
		call.close();
	}
}

async function outcome(
	job: Job,
	{ leg }: MediaCall,
	field: string,
	{ pcm, end, spokenMs, key }: Recorded,
): Promise<Outcome> {
	const json = job.result(leg, {
		...(end === 'hungUp' ? { status: 'ended' } : {}),
		recordingEnd: WORDS[end],
		secondsRecorded: Math.round(pcm.length / 1600) / 10,
		secondsSpoken: spokenMs / 1000,
		...(key === undefined ? {} : { endedBy: key }),
	});
	if (pcm.length === 0) return { json };
	const given = String(job.parameters.options().fileName ?? '').trim();
	const name = given === '' ? defaultName(job, String(json.callId)) : given;
	return { json, binary: { [field]: await file(job, pcm, name) } };
}

async function file({ context }: Job, pcm: Pcm, name: string) {
	const ending = /\.wav$/i.test(name) ? '' : '.wav';
	return await context.helpers.prepareBinaryData(toWav(pcm), `${name}${ending}`, 'audio/wav');
}

function defaultName({ pbx }: Job, callId: string): string {
	const time = new Date(pbx.clock.now()).toISOString().slice(0, 19).replace(/:/g, '-');
	return `${callId}-${time}`;
}

/** @throws InputError */
function readRules({ parameters }: Job): RecordRules {
	const options = parameters.options();
	const seconds = wholeNumber(
		'Longest Recording (Seconds)',
		parameters.raw('maxSeconds') ?? 60,
		1,
		1800,
	);
	return {
		longestMs: seconds * 1000,
		stopKeys: keysOption('End Keys', options.stopKeys, '#'),
		silenceMs:
			numberBetween('End After Silence (Seconds)', options.silenceSeconds ?? 5, 0, 60) * 1000,
		silenceLevel: numberBetween('Silence Level (dB)', options.silenceLevel ?? -45, -90, 0),
	};
}
