import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { loadAudio } from '../shared/n8n/audioFile';
import { callFields, carriedFields } from '../shared/n8n/callFields';
import { dnValue } from '../shared/n8n/dialTarget';
import { Parameters, wholeNumber } from '../shared/n8n/parameters';
import type { Pbx } from '../shared/n8n/pbx';
import type { Pcm } from '../shared/audio';
import {
	callIdOf,
	findLeg,
	transfer,
	type Participant,
	type TransferOrder,
	type Transferred,
} from '../shared/callControl';
import { HttpError } from '../shared/transport';

/** An update of the PBX may change its ways. */
const HABITS_TTL_MS = 24 * 60 * 60 * 1000;

/** What an operation gives, where it is more than fields. */
export interface Outcome {
	json: IDataObject;
	binary?: IBinaryKeyData;
	/** Which output of the node it goes to, counting from 0. */
	branch?: number;
}

/** One item to be worked on: its parameters, its call, and what its result carries on. */
export class Job {
	readonly parameters: Parameters;

	constructor(
		/** For what only n8n can do: binary data. */
		readonly context: IExecuteFunctions,
		readonly itemIndex: number,
		readonly pbx: Pbx,
		private readonly item: IDataObject,
	) {
		this.parameters = new Parameters(context, itemIndex);
	}

	get callId(): string {
		return this.parameters.text('callId');
	}

	/** The leg that "Call ID" and "Extension" mean; undefined when it is gone. */
	async findLeg(): Promise<Participant | undefined> {
		return await findLeg(this.pbx.callControl, {
			callId: this.callId,
			extension: dnValue('Extension', this.parameters.text('extension')),
			ownDn: this.pbx.extension,
		});
	}

	/** The leg, which must be there. @throws HttpError 404 when it is gone */
	async leg(): Promise<Participant> {
		const leg = await this.findLeg();
		if (leg) return leg;
		throw new HttpError(
			`The call ${this.callId} has ended, or its leg has left it`,
			404,
			undefined,
			{
				hint: 'The other side may have hung up, or the call was transferred. After a restart of the PBX old call IDs mean nothing.',
			},
		);
	}

	/** The audio that a parameter names, as the options of the operation want it. */
	async audio(label: string, source: string): Promise<Pcm> {
		const options = this.parameters.options();
		return await loadAudio(this.context, this.itemIndex, this.pbx, {
			label,
			source,
			volume: wholeNumber('Volume (Percent)', options.volume ?? 100, 0, 200),
			allowPrivate: options.allowPrivateAddresses === true,
		});
	}

	/** Sends the call of the leg on. */
	async transfer(leg: Participant, order: TransferOrder): Promise<Transferred> {
		const { pbx } = this;
		const habits = await pbx.remember('habits in transfers', HABITS_TTL_MS, async () => ({
			replyTells: false,
		}));
		return await transfer({ ...pbx, ownDn: pbx.extension, habits }, leg, order);
	}

	/** The result of an operation on a leg: the call's fields, then what the operation says. */
	result(leg: Participant, said: IDataObject): IDataObject {
		const callId = callIdOf(leg.callid, leg.id);
		const fields = callFields(leg, this.pbx.clock.now());
		return {
			...fields,
			...carriedFields(this.item, callId),
			// Where the leg is, not where the item says that it was.
			extension: leg.dn,
			...said,
		};
	}

	/** The result of a new call; what the item carries is of another one. */
	newCall(said: IDataObject, leg?: Participant): IDataObject {
		const timestamp = new Date(this.pbx.clock.now()).toISOString();
		return leg
			? { ...callFields(leg, this.pbx.clock.now()), ...said }
			: { callId: '', timestamp, ...said };
	}

	/** The result where the leg is gone: what the item knows. */
	resultWithoutLeg(said: IDataObject): IDataObject {
		return {
			callId: this.callId,
			...carriedFields(this.item, this.callId),
			timestamp: new Date(this.pbx.clock.now()).toISOString(),
			...said,
		};
	}
}
