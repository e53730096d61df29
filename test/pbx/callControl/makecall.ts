import { legacyCall } from '../calls/legacyCall';
import { makeCall, type MakecallOutcome } from '../calls/outbound';
import type { Outcome, Reply } from '../http/reply';
import { readBody } from './body';
import type { ControlContext } from './context';
import { participantObject } from './participantObject';
import { cannot, success } from './result';

/** A device that can place a call. */
export interface CallingDevice {
	device_id: string;
	directControl: boolean;
}

/**
 * `POST …/makecall` of a DN or of one device (pbx-simulator.md §6.2). `devices` are those that may
 * place it: one means that device, several the older service that rings them first.
 */
export function makecall(dn: string, devices: CallingDevice[], context: ControlContext): Outcome {
	const { core } = context;
	const read = readBody(context);
	if ('reply' in read) return read.reply;
	const { destination, timeoutMs } = read.body;
	if (!destination) {
		return cannot(core, { reason: 'InvalidDestination', text: 'The destination is missing' });
	}
	const [first, ...others] = devices;
	if (!first) {
		return cannot(core, { reason: 'InvalidSource', text: `No device of ${dn} can place the call` });
	}
	const { exchange } = core;
	const { device_id: deviceId, directControl } = first;
	const wishes = { dn, deviceId, directControl, destination, timeoutMs };
	return {
		commit: async () =>
			reply(
				context,
				await (others.length > 0
					? legacyCall(exchange, dn, destination, timeoutMs)
					: makeCall(exchange, wishes)),
			),
		accepted: success(core, null, 'Dialing'),
	};
}

function reply({ core }: ControlContext, outcome: MakecallOutcome): Reply {
	if ('failure' in outcome) return cannot(core, outcome.failure);
	const { leg } = outcome;
	const result = leg && participantObject(leg, leg.dn, core.switches);
	return success(core, result, 'Dialing');
}
