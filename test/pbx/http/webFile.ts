import type { World } from '../world/world';
import { empty, file, type Reply } from './reply';
import type { PbxRequest } from './request';

const TYPES: Record<string, string> = {
	wav: 'audio/x-wav',
	mp3: 'audio/mpeg',
	html: 'text/html',
	json: 'application/json',
	txt: 'text/plain',
};

/**
 * A file in the folder of the web server of the PBX, which anybody may read: that is where the guide
 * puts prompts. Null when there is none.
 */
export function webFile({ method, path }: PbxRequest, world: World): Reply | null {
	const bytes = Object.hasOwn(world.files, path) ? world.files[path] : undefined;
	if (!bytes) return null;
	if (method !== 'GET' && method !== 'HEAD') return empty(405);
	const ending = /\.(\w+)$/.exec(path)?.[1] ?? '';
	const reply = file(bytes, TYPES[ending.toLowerCase()] ?? 'application/octet-stream');
	return { ...reply, headers: { ...reply.headers, 'content-length': String(bytes.length) } };
}
