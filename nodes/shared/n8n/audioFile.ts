import type { IExecuteFunctions } from 'n8n-workflow';
import { adjustVolume, AudioError, type Pcm } from '../audio';
import { asThreeCxError, InputError } from '../transport';
import type { Pbx } from './pbx';

/** Which audio is meant. */
export interface AudioOrder {
	/** Of the parameter, for messages. */
	label: string;
	/** As typed: a path on the PBX, an https address, or the name of a binary field. */
	source: string;
	/** In percent. */
	volume: number;
	/** Whether files may come from private networks. */
	allowPrivate: boolean;
}

/** Largest file; at 8 kHz a WAV of that size lasts half an hour. */
const MOST_BYTES = 25 * 1024 * 1024;
const FETCH_MS = 20_000;

/**
 * Audio as 3CX takes it, from wherever the parameter says. Nothing is heard before all of it is there and right.
 *
 * @throws ThreeCxError in words
 */
export async function loadAudio(
	context: IExecuteFunctions,
	itemIndex: number,
	pbx: Pbx,
	order: AudioOrder,
): Promise<Pcm> {
	const { label, source } = order;
	if (source === '') {
		throw new InputError(label, `"${label}" is empty`, {
			hint: 'Give a path on the PBX such as /prompts/welcome.wav, an https address, or the name of an input data field.',
		});
	}
	const isAddress = source.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(source);
	const file = isAddress
		? await fetched(pbx, order)
		: await fromItem(context, itemIndex, { label, field: source });
	return adjustVolume(await decoded(pbx, file, order), order.volume);
}

async function fetched(pbx: Pbx, { label, source, allowPrivate }: AudioOrder): Promise<Buffer> {
	const { bytes } = await pbx.downloads.get({
		address: source,
		maxBytes: MOST_BYTES,
		timeoutMs: FETCH_MS,
		allowPrivate,
		label,
	});
	return bytes;
}

/** The file in a binary field of the item. */
async function fromItem(
	{ getInputData, helpers }: IExecuteFunctions,
	itemIndex: number,
	{ label, field }: { label: string; field: string },
): Promise<Buffer> {
	const binary = getInputData()[itemIndex]?.binary ?? {};
	const data = Object.hasOwn(binary, field) ? binary[field] : undefined;
	if (!data) {
		const there = Object.keys(binary);
		throw new InputError(
			label,
			`"${label}" is "${field.slice(0, 60)}", and the item has no such input data field`,
			{
				hint:
					there.length === 0
						? 'The item carries no file. A path on the PBX begins with a slash, an address with https://.'
						: `It has ${there.join(', ')}. A path on the PBX begins with a slash, an address with https://.`,
			},
		);
	}
	const size = data.id === undefined ? 0 : (await helpers.getBinaryMetadata(data.id)).fileSize;
	if (size > MOST_BYTES) {
		throw new InputError(label, `"${label}" is a file of ${Math.round(size / 1024 / 1024)} MB`, {
			hint: `At most ${MOST_BYTES / 1024 / 1024} MB are taken. Convert it to 8 kHz mono first.`,
		});
	}
	return await helpers.getBinaryDataBuffer(itemIndex, field);
}

async function decoded(pbx: Pbx, file: Buffer, order: AudioOrder): Promise<Pcm> {
	try {
		return await pbx.prompts.get(file);
	} catch (error) {
		throw namingTheFile(error, order);
	}
}

function namingTheFile(cause: unknown, { label, source }: AudioOrder): Error {
	if (!(cause instanceof AudioError)) return asThreeCxError(cause);
	const name = source.split(/[?#]/)[0]?.split('/').pop() ?? '';
	const message = `"${label}" (${name.slice(0, 60)}): ${cause.message}`;
	return new InputError(label, message, { hint: cause.hint, cause });
}
