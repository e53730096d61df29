import { isRow } from './values';
import { defaultWorld } from './defaultWorld';
import { World, type WorldState } from './world';

/**
 * A world from a file as `GET /__sim/world` gives it. What the file leaves out is as in the default
 * world, so that a file may hold just `{"users": […]}`.
 * @throws when it is no JSON object, or has a part that the default world has in another form.
 */
export function worldFromJson(text: string): World {
	const parsed: unknown = JSON.parse(text);
	if (!isRow(parsed)) throw new Error('A world file holds one JSON object');
	const base: WorldState = { ...defaultWorld() };
	for (const [name, value] of Object.entries(parsed)) {
		const known: unknown = Object.entries(base).find(([part]) => part === name)?.[1];
		if (known === undefined) throw new Error(`A world has no part "${name}"`);
		if (Array.isArray(known) !== Array.isArray(value) || typeof known !== typeof value) {
			throw new Error(`Part "${name}" of the world has the wrong form`);
		}
	}
	const files = isRow(parsed.files) ? parsed.files : {};
	for (const [path, text] of Object.entries(files)) {
		if (typeof text !== 'string') throw new Error(`File "${path}" of the world is no base64 text`);
		base.files[path] = Buffer.from(text, 'base64');
	}
	return new World({ ...base, ...parsed, files: base.files });
}
