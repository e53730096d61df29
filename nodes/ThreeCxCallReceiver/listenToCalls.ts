import type { Participant } from '../shared/callControl';
import { untilGranted } from '../shared/n8n/grantedDns';
import type { Pbx } from '../shared/n8n/pbx';
import type { Listening, TriggerTools } from '../shared/n8n/triggerRun';
import { Receiver, type Steering } from './receiver';
import { receiverSettings, type ReceiverParameters } from './settings';
import { ToldCalls } from './toldCalls';

/** Begins to tell the calls at the extension. @throws InputError for parameters that cannot work */
export function listenToCalls(
	{ pbx, store, emit }: TriggerTools,
	parameters: ReceiverParameters,
	defaults: { maxCalls: number },
): Listening {
	const extension = parameters.extension || pbx.extension;
	const receiver = new Receiver({
		watch: pbx.watch,
		steering: steeringOf(pbx),
		settings: receiverSettings({ ...parameters, extension }, defaults),
		told: new ToldCalls(store, () => pbx.clock.now()),
		clock: pbx.clock,
		logger: pbx.logger,
		emit: (item) => emit(item),
	});
	receiver.start();
	return {
		ready: async (signal) => await untilGranted(pbx.watch, [extension], 'Extension', signal),
		close: () => receiver.close(),
	};
}

function steeringOf(pbx: Pbx): Steering {
	return {
		routePoint: pbx.extension,
		answer: async ({ dn, id }) => {
			await pbx.callControl.act(dn, id, 'answer', {}, { doing: 'answer the call' });
		},
		send: async (leg, destination) => await sendOn(pbx, leg, destination),
	};
}

/** A ringing call is diverted; one that is up is routed, and our own leg taken out when that has worked. */
async function sendOn({ callControl }: Pbx, { dn, id, status }: Participant, destination: string) {
	if (status === 'Ringing') {
		await callControl.act(dn, id, 'divert', { destination }, { doing: 'divert the call' });
		return;
	}
	await callControl.act(dn, id, 'routeto', { destination }, { doing: 'send the call on' });
	await callControl.drop(dn, id);
}
