import { behaviourOf } from '../world/behaviour';
import type { Exchange } from './exchange';
import type { Leg } from './leg';
import { dial, MAKECALL_REPLY_MS, type MakecallOutcome } from './outbound';
import { dialledParty, VOICEMAIL } from './party';

/**
 * The older makecall of an extension with several devices: each of them rings first, and the one
 * that is taken off dials (pbx-simulator.md §6.2; the details are a guess).
 */
export async function legacyCall(
	exchange: Exchange,
	dn: string,
	destination: string,
	timeoutMs: number | undefined,
): Promise<MakecallOutcome> {
	const { timers, world, switches } = exchange;
	const call = exchange.startCall(dn, destination, { dialledBy: dn });
	const party = { ...VOICEMAIL, dn: '', number: destination, name: 'MakeCall', did: '' };
	const legs = world
		.user(dn)
		.devices.map(({ deviceId, directControl }) =>
			exchange.addLeg(call, { dn, deviceId, directControl, status: 'Ringing', party }),
		);
	for (const leg of legs) exchange.tell(leg);

	const answer = (taken: Leg) => {
		if (taken.gone || taken.state.status !== 'Ringing') return;
		const { deviceId, directControl } = taken;
		exchange.change(taken, { status: 'Dialing', party: dialledParty(destination) });
		// Before the others go: one alone with nothing ringing for it is not a call.
		dial(exchange, taken, { dn, deviceId, directControl, destination, timeoutMs });
		for (const leg of legs) if (leg !== taken) exchange.remove(leg, 'answeredElsewhere');
	};
	for (const leg of legs) leg.pickUp = () => answer(leg);
	const { outcome, answerAfterMs } = behaviourOf(world, dn);
	timers.after(outcome === 'answer' ? answerAfterMs : (timeoutMs ?? 60_000), () => {
		if (legs.some((leg) => leg.state.status !== 'Ringing')) return;
		const [first] = legs.filter((leg) => !leg.gone);
		if (first && outcome === 'answer') answer(first);
		else exchange.end(call, 'noAnswer');
	});
	await timers.wait(MAKECALL_REPLY_MS);
	return { leg: switches.legacyMakecallResult === 'present' ? (legs[0] ?? null) : null };
}
