import { empty, file, json, type Reply } from './http/reply';
import { parseJson, type PbxRequest } from './http/request';
import type { FarVoice } from './mediaApi';
import type { SimulatedPbx } from './pbx';
import { flagOf, isRow, numberOf, textOf, type Row } from './world/values';

const VERBS = ['audio', 'voice', 'files'];

/** Whether a word below `/__sim` is about audio. */
export function isMediaVerb(what: string): boolean {
	return VERBS.includes(what);
}

/**
 * `/__sim/audio/{id}` is what was heard as WAV, `…/facts` what was uploaded; `/__sim/voice/{id}`
 * takes a voice as JSON (`pcm` in base64) for the far side; `/__sim/files/{path}` takes any bytes for
 * the web server of the PBX.
 */
export function simMedia({ media, world }: SimulatedPbx, request: PbxRequest): Reply {
	const [, , what = '', argument = '', more = ''] = request.path.split('/');
	const leg = Number(argument);
	switch (`${request.method} ${what}`) {
		case 'GET audio':
			if (more === 'facts') return json(200, media.uploads(leg));
			if (more === '') return file(media.heardWav(leg), 'audio/wav');
			break;
		case 'POST voice': {
			const body = parseJson(request.body);
			media.say(leg, voiceFrom(isRow(body) ? body : {}));
			return empty(204);
		}
		case 'POST files':
			world.files[request.path.slice('/__sim/files'.length)] = request.bytes;
			return empty(204);
	}
	return json(404, { message: `There is no ${request.method} ${request.path}` });
}

function voiceFrom(fields: Row): FarVoice {
	switch (fields.kind) {
		case 'silence':
		case 'echo':
			return { kind: fields.kind };
		case 'tone':
			return { kind: 'tone', hz: numberOf(fields, 'hz', 440) };
		case 'pcm':
			return {
				kind: 'pcm',
				pcm: Buffer.from(textOf(fields, 'pcm'), 'base64'),
				loop: flagOf(fields, 'loop'),
			};
	}
	throw new Error('A voice is {"kind":"silence" | "echo" | "tone" | "pcm"}');
}
