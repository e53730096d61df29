import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallControl } from '../../nodes/shared/callControl';
import { LEAD_MS, Speech } from '../../nodes/shared/media';
import {
	parseSettings,
	PbxConnection,
	requestToken,
	silentLogger,
	systemClock,
	type Caller,
} from '../../nodes/shared/transport';
import { unmistakable } from '../helpers/sound';
import type { UploadFacts } from '../pbx';
import type { PromptFacts, PromptScene } from './promptServer';

const CALLS = 200;
const SECONDS = 10;

/** Many prompts at once from one process, against the bare minimum: a timer for each call that posts 20 ms at a time. */
export async function prompts(): Promise<string[]> {
	const ours = await measure(playOurs);
	const bare = await measure(playBare);
	return [
		`${CALLS} prompts of ${SECONDS} s at once, the PBX in a process of its own (bare: 20 ms by a timer each)`,
		`  ours: ${tell(ours)}`,
		`  bare: ${tell(bare)}`,
		`  CPU ratio ${(ours.cpu / bare.cpu).toFixed(2)}; per stream ${(ours.heapKb / CALLS).toFixed(1)} kB more memory while it plays`,
	];
}

interface Measured {
	uploads: UploadFacts[];
	/** Seconds of CPU of this process. */
	cpu: number;
	/** Event loop delay at the 99th percentile, in ms. */
	delay: number;
	heapKb: number;
}

type Player = (scene: PromptScene, pcm: Buffer) => Promise<void>;

async function measure(play: Player): Promise<Measured> {
	const server = fork(join(__dirname, 'promptServer.ts'), [String(CALLS)], {
		execArgv: ['--import', 'tsx'],
	});
	try {
		const [scene] = (await once(server, 'message')) as [PromptScene];
		const loop = monitorEventLoopDelay({ resolution: 5 });
		const before = process.memoryUsage.rss();
		const start = process.cpuUsage();
		loop.enable();
		const playing = play(scene, unmistakable(SECONDS * 1_000));
		await sleep((SECONDS * 1_000) / 2);
		const heapKb = (process.memoryUsage.rss() - before) / 1_024;
		await playing;
		const { user, system } = process.cpuUsage(start);
		const { uploads } = await factsOf(server);
		return { uploads, cpu: (user + system) / 1e6, delay: loop.percentile(99) / 1e6, heapKb };
	} finally {
		server.kill();
	}
}

async function factsOf(server: ChildProcess): Promise<PromptFacts> {
	const answer = once(server, 'message');
	server.send('facts');
	const [facts] = (await answer) as [PromptFacts];
	return facts;
}

async function playOurs({ url, secret, legs }: PromptScene, pcm: Buffer): Promise<void> {
	const login = { clientId: '800', clientSecret: secret };
	const { settings } = parseSettings({});
	const address = { origin: url, ...login, ignoreSslIssues: false };
	const connection = new PbxConnection(address, settings, systemClock);
	const mint = async () =>
		await requestToken(connection.exchange, login, { timeoutMs: 5_000, now: Date.now() });
	const caller: Caller = {
		tokens: { stored: async () => await Promise.resolve(undefined), renew: mint },
		logger: silentLogger,
	};
	const http = connection.http(caller);
	const deps = {
		streams: connection.streams(caller),
		callControl: new CallControl(http),
		clock: systemClock,
		logger: silentLogger,
	};
	const order = { pcm, times: 1, leadMs: LEAD_MS.plain };
	const ends = legs.map(async (id) => await new Speech(deps, { dn: '800', id }, order).done);
	await Promise.all(ends);
	connection.close();
}

async function playBare({ url, secret, legs }: PromptScene, pcm: Buffer): Promise<void> {
	const form = { client_id: '800', client_secret: secret, grant_type: 'client_credentials' };
	const reply = await fetch(`${url}/connect/token`, {
		method: 'POST',
		body: new URLSearchParams(form),
	});
	const { access_token: token } = (await reply.json()) as { access_token: string };
	await Promise.all(legs.map(async (leg) => await playOne(url, token, leg, pcm)));
}

async function playOne(url: string, token: string, leg: number, pcm: Buffer): Promise<void> {
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
	const line = request(`${url}/callcontrol/800/participants/${leg}/stream`, {
		method: 'POST',
		headers,
	});
	const over = once(line, 'response');
	for (let at = 0; at < pcm.length; at += 320) {
		line.write(pcm.subarray(at, at + 320));
		await sleep(20);
	}
	line.end();
	const [response] = (await over) as [NodeJS.ReadableStream];
	response.resume();
}

function tell({ uploads, cpu, delay }: Measured): string {
	const gaps = uploads.flatMap((upload) => upload.gaps.map(({ ms }) => ms));
	// For each call its longest gap; none counts as 0.
	const longest = uploads.map((upload) => Math.max(0, ...upload.gaps.map(({ ms }) => ms)));
	const leads = uploads.map(({ maxLeadMs }) => maxLeadMs);
	const ms = (value: number) => `${value.toFixed(0)} ms`;
	return [
		`${uploads.length} streams`,
		`longest gap of a call p50 ${ms(percentile(longest, 50))}, p99 ${ms(percentile(longest, 99))} (${gaps.length} gaps in all)`,
		`furthest ahead p50 ${ms(percentile(leads, 50))}, most ${ms(Math.max(...leads))}`,
		`CPU ${cpu.toFixed(1)} s, event loop late by ${delay.toFixed(0)} ms at p99`,
	].join(', ');
}

function percentile(values: readonly number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
