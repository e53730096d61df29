import type { IDataObject } from 'n8n-workflow';
import { executeUpdate } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/operations/update/execute';
import { PbxHost } from '../../../../nodes/shared/n8n/pbx';
import { parseSettings } from '../../../../nodes/shared/transport';
import { executeContext } from '../../../helpers/executeContext';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { TestClock } from '../../../helpers/testClock';
import { startPbx, virtualClock, type Pbx, type Switches, type VirtualClock } from '../../../pbx';
import { lastDigits, meantAt, yearOf, type Turn } from './roster';
import { storyOf, type Happening } from './story';

const YEAR = 2026;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Seed of the year; another one is another year. */
const SEED = Number(process.env.ON_CALL_YEAR_SEED ?? Date.now() % 1_000_000);
/** 1: both push in every minute of the year, as they would; takes an hour. Else only while something happens. */
const EVERY_MINUTE = process.env.ON_CALL_YEAR_EVERY_MINUTE === '1';
/** Minutes that are gone through after a happening or the boundary of a turn. */
const AFTER = 1;

/** One n8n with a workflow that pushes every minute. */
class Instance {
	readonly clock: TestClock;
	private readonly host: PbxHost;
	private readonly credential: StoredCredential;
	private readonly staticData: IDataObject = {};

	constructor(
		private readonly pbx: Pbx,
		clientId: string,
	) {
		this.clock = new TestClock(pbx.clock.now());
		this.host = new PbxHost(parseSettings({}), this.clock);
		this.credential = credentialFor(pbx, { clientId });
	}

	/** @returns whether the run told a problem */
	async push(turns: readonly Turn[]): Promise<boolean> {
		const now = this.pbx.clock.now();
		this.clock.advance(now - this.clock.now());
		// As a query with a time range gives it, so that a run reads no year.
		const near = turns.filter(({ from, to }) => to > now - DAY && from < now + 3 * DAY);
		const rows = near.map(({ Name, Mobil, Von, Bis, bestätigt }) => ({
			Name,
			Mobil,
			Von,
			Bis,
			bestätigt,
		}));
		const context = executeContext({
			credential: this.credential,
			parameters: {
				operation: 'update',
				extension: { __rl: true, mode: 'number', value: '999' },
				numberSource: 'plan',
				planRows: 'inputItems',
				planColumns: {},
				fallbackNumber: '200',
				mode: 'both',
				options: { timeZone: 'Europe/Berlin', defaultCountry: 'DE', checks: false },
			},
			items: rows.length === 0 ? [{}] : rows,
			staticData: this.staticData,
			continueOnFail: true,
			timezone: 'America/New_York',
		});
		const [items] = await executeUpdate.call(context, this.host);
		if (items?.length !== 1) throw new Error(`Not one item but ${items?.length}`);
		return ['failed', 'notForwarding'].includes(String(items[0]?.json.status));
	}

	stop(): void {
		this.clock.advance(10 * MINUTE);
	}
}

interface Tally {
	minutes: number;
	pushes: number;
	/** Minutes of wrong calls after each happening or boundary; 0 where the very next push was in time. */
	repairs: number[];
	/** Minutes at whose end calls went wrong though nobody was told. */
	silent: string[];
	/** Minutes at whose end calls went wrong. */
	wrong: string[];
}

/** Goes through a year; at the end of every minute that counts the PBX is asked where a call to 999 goes. */
async function liveAYear(
	pbx: Pbx,
	clock: VirtualClock,
	turns: Turn[],
	story: readonly Happening[],
): Promise<Tally> {
	const instances = [new Instance(pbx, '800'), new Instance(pbx, 'admin')];
	const tally: Tally = { minutes: 0, pushes: 0, repairs: [], silent: [], wrong: [] };
	const queue = [...story];
	let back = -Infinity;
	let wrongSince: number | undefined;
	for (const minute of minutesOf(turns, story)) {
		await clock.advance(minute - clock.now());
		if (back <= minute && back > 0) {
			await pbx.start();
			back = -Infinity;
			// Nobody could call before; what is wrong now is wrong from here on.
			if (wrongSince !== undefined) wrongSince = minute;
		}
		const away = back > minute;
		// A query that has already been read is not changed by what happens in this minute.
		const seen = turns.map((turn) => ({ ...turn }));
		const told = await Promise.all(instances.map(async (instance) => await instance.push(seen)));
		tally.pushes += told.length;
		tally.minutes++;
		if (!away) {
			const call = pbx.whereWouldACallGo('999');
			const got = call.kind === 'outside' ? lastDigits(call.number) : call.number;
			const right = meantAt(turns, minute);
			if (got !== right) {
				const when = `${new Date(minute).toISOString()}: ${call.kind} ${got} instead of ${right}`;
				tally.wrong.push(when);
				if (!told.some(Boolean)) tally.silent.push(when);
				wrongSince ??= minute;
			} else if (wrongSince !== undefined) {
				tally.repairs.push((minute - wrongSince) / MINUTE);
				wrongSince = undefined;
			}
		}
		// Between this push and the next one.
		while (queue[0] && queue[0].at < minute + MINUTE) {
			const next = queue.shift();
			if (next === undefined) break;
			if (next.awayMinutes !== undefined) {
				if (back > 0) continue;
				back = minute + (next.awayMinutes + 1) * MINUTE;
			}
			if (back > 0 && next.what === 'PBX restarts') continue;
			await next.happen(pbx, turns);
			if (back > 0) continue;
			const call = pbx.whereWouldACallGo('999');
			const got = call.kind === 'outside' ? lastDigits(call.number) : call.number;
			if (got !== meantAt(turns, next.at)) wrongSince ??= next.at;
		}
	}
	for (const instance of instances) instance.stop();
	return tally;
}

/** The full minutes in which something can change, in order. */
function minutesOf(turns: readonly Turn[], story: readonly Happening[]): number[] {
	const first = turns[0]?.from ?? 0;
	const last = turns.at(-1)?.to ?? 0;
	const minutes = new Set<number>();
	const around = (at: number, after: number) => {
		const start = Math.floor(at / MINUTE) * MINUTE;
		for (let i = 0; i <= after; i++) minutes.add(start + i * MINUTE);
	};
	if (EVERY_MINUTE) around(first, (last - first) / MINUTE);
	for (const { from, to } of turns) {
		around(from, 0);
		around(to, 0);
	}
	for (const { at, what, awayMinutes = 0 } of story) {
		around(at, awayMinutes + AFTER + 1);
		// The substitute begins five minutes after the row was written.
		if (what === 'sickness') around(at + 5 * MINUTE, 0);
	}
	return [...minutes].filter((at) => at >= first && at <= last).sort((a, b) => a - b);
}

/** Mulberry32: the same year for the same seed. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const MODELS: ReadonlyArray<Switches['mobileForwarding']> = EVERY_MINUTE
	? ['mirrored']
	: ['reference', 'mirrored', 'copy'];

describe('a year on call, two instances of n8n pushing every minute', () => {
	// One model a run: the year is the same for each, and the seed moves on.
	const model = MODELS[SEED % MODELS.length] ?? 'mirrored';

	it(`"forward to Mobile" as a ${model}, seed ${SEED}: right at every minute, repaired by the next push`, async () => {
		const random = seeded(SEED);
		const turns = yearOf(YEAR, random);
		const clock = virtualClock((turns[0]?.from ?? 0) - MINUTE);
		const pbx = await startPbx({ clock, switches: { mobileForwarding: model } });
		const tally = await liveAYear(pbx, clock, turns, storyOf(turns, random)).finally(
			async () => await pbx.close(),
		);
		const longest = Math.max(0, ...tally.repairs);
		const mean = tally.repairs.reduce((sum, minutes) => sum + minutes, 0) / tally.repairs.length;
		process.stdout.write(
			`a year on call (seed ${SEED}, ${model}): ${tally.pushes} pushes in ${tally.minutes} minutes, ` +
				`${tally.repairs.length} repairs, mean ${mean.toFixed(2)} min, longest ${longest.toFixed(2)} min; ` +
				`${tally.wrong.length} minutes wrong after a push, ${tally.silent.length} in silence\n`,
		);
		expect(tally.silent).toEqual([]);
		expect(tally.wrong).toEqual([]);
		expect(tally.repairs.length).toBeGreaterThan(20);
		expect(longest).toBeLessThanOrEqual(1);
	}, 600_000);
});
