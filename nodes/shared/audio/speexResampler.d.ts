/** The part that is used here of libspeexdsp's resampler, compiled to WebAssembly; the package has no types of its own. */
declare module '@echogarden/speex-resampler-wasm' {
	/** An address in the memory of the module. */
	type Pointer = number;

	export interface SpeexModule {
		/** Views of the memory; new ones after it has grown. */
		readonly HEAPF32: Float32Array;
		readonly HEAPU32: Uint32Array;
		_malloc(bytes: number): Pointer;
		_free(at: Pointer): void;
		_speex_resampler_init(
			channels: number,
			inRate: number,
			outRate: number,
			quality: number,
			error: Pointer,
		): Pointer;
		_speex_resampler_destroy(state: Pointer): void;
		_speex_resampler_skip_zeros(state: Pointer): number;
		/** Samples at the rate of the input. */
		_speex_resampler_get_input_latency(state: Pointer): number;
		/** Lengths in samples; afterwards they say how many were read and written. Gives 0, or a code of an error. */
		_speex_resampler_process_float(
			state: Pointer,
			channel: number,
			input: Pointer,
			inputLength: Pointer,
			output: Pointer,
			outputLength: Pointer,
		): number;
	}

	export default function load(): Promise<SpeexModule>;
}
