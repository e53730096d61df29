import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ITriggerResponse } from 'n8n-workflow';
import { startMonitor } from '../../nodes/ThreeCxCallMonitor/startMonitor';
import { PbxHost } from '../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock } from '../../nodes/shared/transport';
import { StoredCredential } from '../helpers/storedCredential';
import { TriggerLab } from '../helpers/triggerContext';
import { DEFAULT_SECRET } from '../pbx';
import { BareClient, byAxios, median } from './events';
import type { FrameOrder } from './eventServer';
import { Simulator } from './simulator';

const ROUNDS = 400;
const POLLS = 10;
/** The shortest interval that the node allows. */
const INTERVAL_S = 2;

/** From what happens at the PBX to the item of the trigger: told by 3CX, and found by polling. */
export async function monitorLatency(): Promise<string[]> {
	return ['Call Monitor, from the PBX to the item', ...(await byPush()), ...(await byPolling())];
}

async function started(
	origin: string,
	parameters: object,
): Promise<{ lab: TriggerLab; trigger: ITriggerResponse }> {
	const credential = new StoredCredential({
		serverUrl: origin,
		clientId: '800',
		clientSecret: DEFAULT_SECRET,
		extension: '',
		ignoreSslIssues: false,
		webhookSecret: '',
		accessToken: '',
		accessTokenFor: '',
	});
	const lab = new TriggerLab(credential, { eventTypes: ['call_started'], ...parameters });
	const host = new PbxHost(parseSettings({}), systemClock);
	return { lab, trigger: await startMonitor.call(lab.context, host) };
}

async function byPush(): Promise<string[]> {
	const server = fork(join(__dirname, 'eventServer.ts'), { execArgv: ['--import', 'tsx'] });
	const [port] = (await once(server, 'message')) as [number];
	const origin = `http://127.0.0.1:${port}`;
	const order = (frames: FrameOrder) => server.send(frames);
	try {
		// The order of opening is the number of the socket at the server.
		const { lab, trigger } = await started(origin, { source: 'push' });
		const bare = await BareClient.open(origin, byAxios);
		const ours: number[] = [];
		const others: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const told = lab.emitted.length;
			order({ first: 1 + 2 * round, count: 1, socket: 0 });
			await lab.until(() => lab.emitted.length > told);
			const { data } = lab.emitted[told] as { data: { fromName: string } };
			const latency = performance.timeOrigin + performance.now() - Number(data.fromName);
			order({ first: 2 + 2 * round, count: 1, socket: 1 });
			const other = await bare.next();
			// The first ones pay for the compiler.
			if (round < ROUNDS / 5) continue;
			ours.push(latency);
			others.push(other);
		}
		bare.close();
		await trigger.closeFunction?.();
		const ratio = (median(ours) / median(others)).toFixed(2);
		return [
			`  push     median ${ms(median(ours))}, p99 ${ms(p99(ours))}; a bare ws client with the same GET ${ms(median(others))}, p99 ${ms(p99(others))}: ${ratio}x`,
		];
	} finally {
		server.kill();
	}
}

async function byPolling(): Promise<string[]> {
	const pbx = await Simulator.start();
	try {
		const { lab, trigger } = await started(pbx.origin, {
			source: 'polling',
			pollInterval: INTERVAL_S,
		});
		// With a call there it is asked at the shortest interval.
		await pbx.say('call/inbound', { from: '+493011111111' });
		await lab.until(() => lab.emitted.length === 1);
		const latencies: number[] = [];
		for (let round = 0; round < POLLS; round++) {
			const told = lab.emitted.length;
			// Anywhere between two looks.
			await systemClock.sleep((INTERVAL_S * 1000 * (round + 0.5)) / POLLS);
			const begun = performance.now();
			await pbx.say('call/inbound', { from: `+4930${22_222_222 + round}` });
			await lab.until(() => lab.emitted.length > told);
			latencies.push(performance.now() - begun);
		}
		await trigger.closeFunction?.();
		const intervals = (value: number) => (value / (INTERVAL_S * 1000)).toFixed(2);
		return [
			`  polling  median ${intervals(median(latencies))} intervals, at most ${intervals(Math.max(...latencies))} (every ${INTERVAL_S} s, 10 % of that by chance, ${POLLS} calls at any moment between two looks)`,
		];
	} finally {
		pbx.stop();
	}
}

function ms(value: number): string {
	return `${value.toFixed(2)} ms`;
}

function p99(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}
