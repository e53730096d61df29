import type { IDataObject } from 'n8n-workflow';
import { parseCallId } from '../../../shared/callControl';
import { InputError } from '../../../shared/transport';
import type { Job } from '../../job';

/** Which call is meant, and what is known of it. */
export interface Meant {
	text: string;
	/** Number of the call, where the ID has one: it starts over with the PBX. */
	callid: number | undefined;
	/** Outside numbers and extensions of the call, where the item holds them. */
	numbers: readonly string[];
	fromNumber: string;
	/** When the item was told of it, in ms since 1970. */
	at: number | undefined;
}

/** @throws InputError */
export function readMeant({ parameters, item }: Job): Meant {
	const text = parameters.text('callId');
	if (text === '' || text.length > 100) {
		throw new InputError(
			'Call ID',
			text === '' ? '"Call ID" is empty' : '"Call ID" is no call ID',
			{
				hint: 'It comes as callId from the other 3CX nodes, such as call-1264-25.',
			},
		);
	}
	const same = item.callId === text;
	const of = (name: string) => (same ? field(item, name) || field(dataOf(item), name) : '');
	const time = Date.parse(of('timestamp') || of('startTime'));
	return {
		text,
		callid: parseCallId(text)?.callid,
		numbers: [of('fromNumber'), of('toNumber'), of('extension')].filter((one) => one !== ''),
		fromNumber: of('fromNumber'),
		at: Number.isNaN(time) ? undefined : time,
	};
}

/** Whether a call with these numbers can be the one; without knowing any number it can. */
export function canBe({ numbers }: Meant, there: readonly string[]): boolean {
	return numbers.length === 0 || numbers.some((one) => there.some((other) => isSame(one, other)));
}

export function isSame(a: string, b: string): boolean {
	return a !== '' && plain(a) === plain(b);
}

function plain(number: string): string {
	return number.replace(/[\s()/.-]/g, '').replace(/^00/, '+');
}

/** Call Monitor tells the numbers of the call there. */
function dataOf({ data }: IDataObject): IDataObject {
	return typeof data === 'object' && data !== null ? (data as IDataObject) : {};
}

function field(item: IDataObject, name: string): string {
	const value = item[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
