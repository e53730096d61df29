import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import type { Participant } from '../shared/callControl';
import { toNodeError } from '../shared/n8n/nodeErrors';
import type { Pbx, PbxHost } from '../shared/n8n/pbx';
import { CredentialChangedError } from '../shared/n8n/tokenSource';
import { asThreeCxError, CancelledError, InputError } from '../shared/transport';
import { Receiver, type Steering } from './receiver';
import { receiverSettings, type ReceiverParameters } from './settings';
import { ToldCalls } from './toldCalls';

/** One activation of the trigger, from its start to its close. */
export class ReceiverRun {
	private readonly closing = new AbortController();
	private pbx?: Pbx;
	private receiver?: Receiver;
	private extension = '';
	/** From then on problems are told as failed executions; before, `trigger()` throws them. */
	private started = false;
	private stopTrouble = () => {};
	private closed = () => {};

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly parameters: ReceiverParameters,
		private readonly host: PbxHost,
	) {}

	/** Calls `then` once when the run is closed. */
	onClose(then: () => void): void {
		this.closed = then;
	}

	/**
	 * Begins to listen. Returns after `ms` at the latest, though the PBX may be down: it is waited for inside.
	 *
	 * @throws ThreeCxError that the user must mend: settings, login refused, extension not granted, licence
	 */
	async begin(ms: number): Promise<void> {
		await this.listen(this.context.getWorkflowStaticData('node'), () => {});
		let callOff = () => {};
		const late = new Promise<void>((resolve) => {
			callOff = this.host.clock.later(ms, resolve);
		});
		const up = this.whenUp();
		up.catch((error: unknown) => this.report(error));
		try {
			await Promise.race([up, late]);
		} finally {
			callOff();
			this.started = true;
		}
	}

	/** For the test in the editor: listens until the first call was told, or until it is stopped. */
	async untilFirstCall(): Promise<void> {
		try {
			await new Promise<void>((resolve, reject) => {
				this.closing.signal.addEventListener('abort', () => resolve());
				this.listen({}, resolve)
					.then(async () => await this.whenUp())
					.catch(reject);
			});
		} catch (error) {
			throw toNodeError(this.context.getNode(), error, 0);
		}
	}

	/** Ends everything; twice does no harm. */
	close(): void {
		if (this.closing.signal.aborted) return;
		this.closing.abort();
		this.leave();
		this.closed();
	}

	/** @param store where told calls are kept; a test keeps none, or it would miss a call that was told before */
	private async listen(store: IDataObject, told: () => void): Promise<void> {
		const { context, host, parameters } = this;
		const pbx = await host.open(context);
		this.pbx = pbx;
		if (this.closing.signal.aborted) return pbx.release();
		this.extension = parameters.extension || pbx.extension;
		const settings = receiverSettings(
			{ ...parameters, extension: this.extension },
			{ maxCalls: host.settings.maxConcurrentCalls },
		);
		this.receiver = new Receiver({
			watch: pbx.watch,
			steering: steeringOf(pbx),
			settings,
			told: new ToldCalls(store, () => host.clock.now()),
			clock: host.clock,
			logger: pbx.logger,
			emit: (item) => {
				// Asked for anew each time: in a test n8n exchanges it after the start.
				context.emit([context.helpers.returnJsonArray([item])]);
				told();
			},
		});
		this.receiver.start();
		this.stopTrouble = pbx.watch.onTrouble((error) => {
			if (error instanceof CredentialChangedError) void this.reopen(store, told);
			else this.report(error);
		});
	}

	/** Takes the changed credential: another connection, from the beginning. */
	private async reopen(store: IDataObject, told: () => void): Promise<void> {
		this.leave();
		await this.listen(store, told).catch((error: unknown) => this.report(error));
	}

	private leave(): void {
		this.stopTrouble();
		this.receiver?.close();
		this.pbx?.release();
	}

	/** Resolves when the full state was read and the extension is known to be granted. */
	private async whenUp(): Promise<void> {
		const { closing, extension, pbx } = this;
		if (!pbx) return;
		await pbx.watch.ready(closing.signal);
		const granted = pbx.watch.dns().map(({ dn }) => dn);
		if (granted.includes(extension)) return;
		throw new InputError(
			'Extension',
			`3CX does not grant the extension ${extension} to this API client ("Extension"); it may use ${granted.join(', ') || 'none'}`,
			{
				hint: 'Leave "Extension" empty for the client\'s own route point, or add the extension to the client under Integrations > API.',
			},
		);
	}

	/** What the user must mend and did not show at the start: the run fails visibly, the listening goes on. */
	private report(error: unknown): void {
		const known = asThreeCxError(error);
		if (!this.started || known instanceof CancelledError) return;
		if (known.retryable) return this.pbx?.logger.warn(known.message);
		this.context.saveFailedExecution?.(toNodeError(this.context.getNode(), known, 0));
	}
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
