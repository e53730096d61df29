import {
	asThreeCxError,
	HttpError,
	NetworkError,
	type Clock,
	type ThreeCxError,
} from '../transport';
import type { CallControl, VerbBody } from './callControl';
import { CallStateError } from './callControlErrors';
import { saidBy } from './callControlProblem';
import type { Dn } from './dn';
import { deviceFor } from './makeCallDevice';
import { legOfNewCall } from './makeCallMatch';
import type { Participant } from './participant';

/** A call to be made. */
export interface CallOrder {
	/** DN that calls: the own route point, or a granted extension. */
	from: string;
	/** Part of the device's id or user agent; empty: its only device, else the whole extension rings. */
	device: string;
	destination: string;
	/** How long 3CX tries, in seconds. */
	timeout: number;
}

/** What became of the dialling. */
export type Placed =
	| {
			kind: 'dialling';
			leg: Participant;
			/** When it was asked for. */
			at: number;
			/** The reply was lost, and the call was found again in the list of calls. */
			recovered: boolean;
			/** 3CX rang the whole extension: the leg may be replaced by that of the phone that picks up. */
			byExtension: boolean;
	  }
	/** 3CX would not dial; nothing rings. */
	| { kind: 'refused'; reason: string };

/** What dialling needs. */
export interface DialDeps {
	callControl: CallControl;
	clock: Clock;
	/** One call at a time from a DN: a lost reply is matched against what is new there. */
	exclusively: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

/** When a call whose reply was lost is looked for, in ms after the loss: it may show up late. */
const LOOK_AGAIN_MS = [0, 500, 1_000, 2_000];

/**
 * Dials once, and never again (design promise 4): where the reply is lost, the calls of the DN are listed and the
 * new one among them is taken.
 *
 * @throws ThreeCxError when nothing was dialled, or when that cannot be told
 */
export async function placeCall(deps: DialDeps, order: CallOrder): Promise<Placed> {
	return await deps.exclusively(`makecall ${order.from}`, async () => {
		const source = await deps.callControl.dn(order.from);
		const known = new Set(source.participants.map(({ id }) => id));
		const at = deps.clock.now();
		const deviceId = deviceFor(source, order.device);
		const dialled = await dial(deps.callControl, source, deviceId, order);
		if (dialled.kind === 'refused') return dialled;

		const { leg } = dialled;
		const found = leg ?? (await findNewCall(deps, order, known).catch(unlessLost(dialled, order)));
		if (found) {
			const recovered = dialled.kind === 'lost';
			return { kind: 'dialling', leg: found, at, recovered, byExtension: deviceId === undefined };
		}
		throw dialled.kind === 'lost' ? notFound(dialled.error, order) : noLeg(order);
	});
}

/** Where the list cannot be read either, the lost reply is what matters. */
function unlessLost(dialled: Dialled, order: CallOrder): (error: unknown) => never {
	return (error) => {
		throw dialled.kind === 'lost' ? notFound(dialled.error, order) : asThreeCxError(error);
	};
}

type Dialled =
	| { kind: 'replied'; leg: Participant | undefined }
	| { kind: 'refused'; reason: string }
	| { kind: 'lost'; error: ThreeCxError; leg?: undefined };

/** The request did not even leave. */
const NOT_SENT: readonly string[] = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
];

async function dial(
	callControl: CallControl,
	source: Dn,
	deviceId: string | undefined,
	order: CallOrder,
): Promise<Dialled> {
	const body: VerbBody = { destination: order.destination, timeout: order.timeout };
	try {
		const result = await callControl
			.dial(order.from, deviceId, body)
			.catch(async (error: unknown) => {
				if (!isGone(error) || deviceId === undefined) throw asThreeCxError(error);
				// No such device: its id has changed since, and nothing was dialled (call-control-api.md §4).
				const devices = await callControl.devices(order.from);
				return await callControl.dial(
					order.from,
					deviceFor({ ...source, devices }, order.device),
					body,
				);
			});
		if (result.accepted || result.participant) return { kind: 'replied', leg: result.participant };
		return { kind: 'refused', reason: result.reasonText };
	} catch (error) {
		const problem = asThreeCxError(error);
		if (problem instanceof HttpError && problem.status === 422) {
			return { kind: 'refused', reason: saidBy(problem.body) };
		}
		// What may succeed another time may have succeeded this time too.
		const isSent = !(problem instanceof NetworkError && NOT_SENT.includes(problem.code));
		if (problem.retryable && isSent) return { kind: 'lost', error: problem };
		throw problem;
	}
}

async function findNewCall(
	{ callControl, clock }: DialDeps,
	order: CallOrder,
	known: ReadonlySet<number>,
): Promise<Participant | undefined> {
	for (const wait of LOOK_AGAIN_MS) {
		if (wait > 0) await clock.sleep(wait);
		const legs = await callControl.participants(order.from);
		const found = legOfNewCall(
			legs.filter(({ id }) => !known.has(id)),
			order.destination,
		);
		if (found) return found;
	}
	return undefined;
}

function isGone(error: unknown): boolean {
	return error instanceof HttpError && error.status === 404;
}

function notFound(cause: ThreeCxError, { from }: CallOrder): CallStateError {
	return new CallStateError(
		`Whether the call was made is not known: 3CX did not confirm it, and no such call of ${from} was found. ${cause.message}`,
		{
			hint: 'Nothing was dialled a second time. Look at the phone or the active calls before you repeat it.',
			cause,
		},
	);
}

function noLeg({ from }: CallOrder): CallStateError {
	return new CallStateError(
		`3CX accepted the call from ${from}, but shows no leg of it: it has ended at once, or the phone of the extension never rang`,
		{ hint: 'Nothing was dialled a second time.' },
	);
}
