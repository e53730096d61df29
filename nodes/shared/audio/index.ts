/** Audio without calls: files to what 3CX plays, what it records to files, and when what goes out. */
export * from './adjust';
export { AudioError } from './audioError';
export * from './decode';
export * from './pacer';
export {
	BYTES_PER_MS,
	BYTES_PER_SECOND,
	durationMs,
	levelOf,
	SAMPLE_RATE,
	silence,
	tone,
	type Pcm,
} from './pcm';
export * from './promptCache';
export * from './wav';
