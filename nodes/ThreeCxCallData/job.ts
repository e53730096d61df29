import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { Parameters, wholeNumber } from '../shared/n8n/parameters';
import type { Pbx } from '../shared/n8n/pbx';
import { inZone, periodOf, TIME_RANGES, type Period } from '../shared/n8n/timeRange';
import { InputError } from '../shared/transport';
import {
	Directory,
	ifOffered,
	readActiveCalls,
	readDirectory,
	type ActiveCall,
} from '../shared/xapi';

/** One item of the result. */
export interface Found {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** Queues and trunks change rarely. */
const DIRECTORY_TTL_MS = 5 * 60 * 1000;

/** One input item to be worked on: its parameters, and what all operations need. */
export class Job {
	readonly parameters: Parameters;
	/** What the PBX, this build or this role could not tell; goes out with the result. */
	readonly notes: string[] = [];
	/** Asked for with every row, and n8n works a parameter out anew each time. */
	private readonly read: { simplify?: boolean; zone?: string } = {};

	constructor(
		/** For what only n8n can do: binary data. */
		readonly context: IExecuteFunctions,
		readonly itemIndex: number,
		readonly pbx: Pbx,
		readonly item: IDataObject,
	) {
		this.parameters = new Parameters(context, itemIndex);
	}

	get options(): IDataObject {
		return this.parameters.options();
	}

	get simplify(): boolean {
		this.read.simplify ??= this.parameters.flag('simplify', true);
		return this.read.simplify;
	}

	/** Most items that are wanted. */
	get limit(): number {
		if (this.parameters.flag('returnAll', false)) return Infinity;
		return wholeNumber('Limit', this.parameters.raw('limit') ?? 50, 1, 1_000_000);
	}

	/** In which times go out. */
	get zone(): string {
		this.read.zone ??= this.chosenZone();
		return this.read.zone;
	}

	/** The period of "Time Range". @throws InputError */
	period(byDefault: (typeof TIME_RANGES)[number] = 'custom'): Period {
		return periodOf({
			range: this.parameters.oneOf('Time Range', 'timeRange', TIME_RANGES, byDefault),
			start: this.parameters.raw('startDate'),
			end: this.parameters.raw('endDate'),
			zone: this.zone,
			now: this.pbx.clock.now(),
		});
	}

	/** An instant as text, in the zone of the job. */
	time(at: number | undefined): string | null {
		return inZone(at, this.zone);
	}

	/** Numbers of extensions or queues: a list, or a text with commas. @throws InputError */
	numbers(label: string, value: unknown): string[] {
		const texts = listOf(value).filter((text) => text !== '*');
		const wrong = texts.find((text) => !/^[\w*.-]{1,32}$/.test(text));
		if (wrong === undefined) return texts;
		throw new InputError(label, `"${label}" holds something that is no number of the PBX`, {
			hint: 'Give numbers such as 101, several with commas.',
		});
	}

	/** A collection of parameters. */
	collection(name: string): IDataObject {
		const value = this.parameters.raw(name);
		return isObject(value) ? value : {};
	}

	async directory(): Promise<Directory> {
		const { xapi } = this.pbx;
		return await this.pbx.remember(
			'directory',
			DIRECTORY_TTL_MS,
			async () => await readDirectory(xapi),
		);
	}

	async activeCalls(id?: number): Promise<ActiveCall[]> {
		return await readActiveCalls(this.pbx.xapi, await this.directory(), id);
	}

	/** The same where it is only a part of what is asked for. */
	async activeCallsIfOffered(): Promise<ActiveCall[] | undefined> {
		return await ifOffered('Live calls', this.activeCalls(), this.notes);
	}

	private chosenZone(): string {
		const chosen = this.options.timeZone;
		return typeof chosen === 'string' && chosen.trim() !== ''
			? chosen.trim()
			: this.context.getTimezone();
	}
}

/** The texts of a list, or of a text with commas. */
export function listOf(value: unknown): string[] {
	const items: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return items.map((item) => String(item).trim()).filter((item) => item !== '');
}

/** A choice of several words, such as `["ringing", "answered"]`; none is all. @throws InputError */
export function choices<T extends string>(
	label: string,
	value: unknown,
	allowed: readonly T[],
): readonly T[] {
	const texts = listOf(value);
	const wrong = texts.find((text) => !allowed.some((word) => word === text));
	if (wrong !== undefined) {
		throw new InputError(label, `"${label}" holds "${wrong.slice(0, 40)}"`, {
			hint: `It takes ${allowed.join(', ')}.`,
		});
	}
	return allowed.filter((word) => texts.length === 0 || texts.includes(word));
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
