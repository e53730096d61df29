import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../shared/transport';
import { assertZone } from '../plan';

/**
 * The option "Time Zone" of an item, else the zone of the workflow.
 *
 * @throws InputError when there is no such zone
 */
export function readTimeZone(context: IExecuteFunctions, itemIndex: number): string {
	const chosen = String(context.getNodeParameter('options.timeZone', itemIndex, '') ?? '').trim();
	const zone = chosen || zoneOf(context);
	try {
		return assertZone(zone);
	} catch (error) {
		throw notAZone(zone, error);
	}
}

/** The zone of the workflow; an imported one may carry the editor's word for "that of the instance". */
function zoneOf(context: IExecuteFunctions): string {
	const zone = context.getTimezone();
	return zone === 'DEFAULT' ? DateTime.local().zoneName : zone;
}

function notAZone(zone: string, cause: unknown): InputError {
	return new InputError('Time Zone', `"Time Zone" is no time zone: ${zone.slice(0, 40)}`, {
		hint: 'Write it as Europe/Berlin.',
		cause,
	});
}
