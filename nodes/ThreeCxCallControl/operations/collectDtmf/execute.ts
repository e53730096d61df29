import type { IDataObject } from 'n8n-workflow';
import { ask, type Answer, type Prompts } from '../../../shared/media';
import { NetworkError } from '../../../shared/transport';
import type { Job, Outcome } from '../../job';
import { openCall } from '../../openCall';
import { BRANCHES, type Branch } from './branches';
import { readQuestion } from './rules';

/** Asks the caller for keys. Wrong keys, none, and a caller who hangs up are results, not errors. */
export async function collectDtmf(job: Job): Promise<Outcome> {
	const { parameters } = job;
	const question = readQuestion(job);
	const outputs = parameters.oneOf('Outputs', 'outputs', ['one', 'branches'], 'one');
	const prompts = await readPrompts(job);
	const outcome = (branch: Branch, json: IDataObject): Outcome => ({
		json,
		branch: outputs === 'branches' ? BRANCHES.indexOf(branch) : 0,
	});
	const call = await openCall(job);
	if (!call) {
		return outcome('hungUp', job.resultWithoutLeg({ status: 'ended', ...HUNG_UP, attempts: 0 }));
	}
	try {
		if (!(await call.hearsKeys())) throw deaf();
		const answer = await ask(call, job.pbx, question, prompts);
		return outcome(branchOf(answer), job.result(call.leg, told(answer)));
	} finally {
		call.close();
	}
}

const HUNG_UP = { dtmfInput: '', completed: false, reason: 'hungUp' };

function told({ collected, attempts }: Answer): IDataObject {
	const { kind, digits } = collected;
	return {
		...(kind === 'hungUp' ? { status: 'ended' } : {}),
		dtmfInput: digits,
		completed: kind === 'complete',
		reason: kind === 'complete' ? collected.by : kind,
		attempts,
	};
}

function branchOf({ collected: { kind } }: Answer): Branch {
	return kind === 'complete' ? 'valid' : kind;
}

async function readPrompts(job: Job): Promise<Prompts> {
	const options = job.parameters.options();
	const load = async (label: string, value: unknown) => {
		const source = typeof value === 'string' ? value.trim() : '';
		return source === '' ? undefined : await job.audio(label, source);
	};
	return {
		question: await load('Prompt', job.parameters.text('prompt')),
		invalid: await load('Invalid Prompt', options.invalidPrompt),
		noInput: await load('No Input Prompt', options.noInputPrompt),
	};
}

function deaf(): NetworkError {
	return new NetworkError('Keys of the caller cannot be heard: 3CX sends no events now', '', {
		hint: "The event connection (WebSocket at /callcontrol/ws) could not be opened in time. A proxy or firewall may block it; n8n's log tells more.",
	});
}
