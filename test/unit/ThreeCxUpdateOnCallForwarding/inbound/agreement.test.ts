import { DateTime } from 'luxon';
import { readSurroundings } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/forwarding/surroundings';
import { explainCall } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/explainCall';
import type {
	Given,
	Outcome,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/outcome';
import { readConfiguration } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/readConfiguration';
import type { CallDestination, Pbx } from '../../../pbx';
import { SWITCH_VALUES } from '../../../pbx';
import { officeState } from '../../../pbx/oracle/hours';
import { routeDid } from '../../../pbx/oracle/route';
import { xapiOf } from '../../shared/xapi/xapiBench';
import { CALLERS, Dice, DIDS, randomWorld } from './randomWorld';

const RUNS = Number(process.env.INBOUND_RUNS ?? 25);
const CALLS = 40;

/** What nobody knows of forwarding; each world is judged under one position of each. */
const SWITCHES = [
	'mobileForwarding',
	'dialStripsPunctuation',
	'internalNumberInExternal',
	'allCallsFlag',
	'allHoursExternalFalse',
	'inboundRuleHours',
] as const;

/** Around both changes of the clocks, Christmas and the turn of the year, and any day. */
const STARTS = ['2026-03-28T22:00Z', '2026-10-24T20:00Z', '2026-12-24T08:00Z', '2026-12-30T20:00Z'];

function instant(dice: Dice): number {
	const start = dice.once(4) ? '2026-01-01T00:00Z' : dice.pick(STARTS);
	const minutes = dice.number(start.startsWith('2026-01') ? 525_600 : 3_000);
	return DateTime.fromISO(start).toMillis() + minutes * 60_000;
}

/** How the simulated PBX is in what decides between two ways. */
function isSo({ about, of, is }: Given, pbx: Pbx, at: number): boolean {
	const { world, switches } = pbx;
	switch (about) {
		case 'phone': {
			const { devices, behaviour } = world.user(of);
			return is === (devices.length === 0 ? 'notRegistered' : behaviour);
		}
		case 'group':
			return is === 'answers';
		case 'key':
			return is === 'listening';
		case 'hours': {
			const id = world.groups.find((group) => group.Number === of)?.Id ?? 0;
			return is === officeState(world, id, at).state;
		}
		case 'ruleHours':
			return is === switches.inboundRuleHours;
		case 'allCalls':
			return is === switches.allCallsFlag;
		case 'allHours':
			return is === switches.allHoursExternalFalse;
		case 'punctuation':
			return (is === 'strips') === switches.dialStripsPunctuation;
		case 'internalNumber':
			return is === switches.internalNumberInExternal;
		default:
			throw new Error(`Nobody knows what decides about ${about}`);
	}
}

function truth(pbx: Pbx, did: string, callerId: string, now: number): CallDestination {
	const { world, switches } = pbx;
	const trace = { world, switches, now, callerId, did, path: [], visited: [] };
	return routeDid(did, { ...trace, from: 'outside' });
}

/** The numbers that are compared; where a call fails, which number is named is a matter of words. */
function shown({ kind, number }: CallDestination): string {
	return kind === 'failed' || kind === 'ended' ? kind : `${kind} ${number}`;
}

function told({ end }: Outcome): string {
	const { kind, number, dialled } = end;
	return shown({ kind: kind === 'unknown' ? 'failed' : kind, number: dialled ?? number, path: [] });
}

describe('the explanation of a call and the PBX itself', () => {
	it('agree for any configuration, at any instant', async () => {
		const { pbx, xapi } = await xapiOf();
		const seen = new Map<string, number>();
		for (let seed = Number(process.env.INBOUND_SEED ?? 1); seed <= RUNS; seed++) {
			const dice = new Dice(seed);
			Object.assign(pbx.world, randomWorld(dice));
			for (const name of SWITCHES) {
				Object.assign(pbx.switches, { [name]: dice.pick<unknown>(SWITCH_VALUES[name]) });
			}
			const around = await readSurroundings(xapi);
			const configuration = await readConfiguration(xapi, around, 'DE');
			expect(configuration.unseen).toEqual([]);
			for (let i = 0; i < CALLS; i++) {
				const did = dice.pick(DIDS);
				const callerId = dice.pick(CALLERS);
				const at = instant(dice);
				const outcomes = explainCall(configuration, { did, callerId, at }, 5_000);
				const fitting = outcomes.filter(({ given }) => given.every((one) => isSo(one, pbx, at)));
				const real = truth(pbx, did, callerId, at);
				const story = { seed, did, callerId, at: new Date(at).toISOString(), path: real.path };
				expect({ ...story, ways: fitting.length }).toEqual({ ...story, ways: 1 });
				const [outcome] = fitting;
				if (!outcome) continue;
				seen.set(real.kind, (seen.get(real.kind) ?? 0) + 1);
				// What nobody has seen is told as that, whatever the simulator makes of it.
				if (outcome.end.kind === 'unknown' && pbx.switches.allHoursExternalFalse !== 'always')
					continue;
				expect({
					...story,
					steps: outcome.steps,
					why: outcome.end.why,
					end: told(outcome),
				}).toEqual({
					...story,
					steps: outcome.steps,
					why: outcome.end.why,
					end: shown(real),
				});
			}
		}
		if (process.env.INBOUND_RUNS) process.stdout.write(`${JSON.stringify([...seen])}\n`);
		// Every kind of end came up, or the worlds are too poor.
		expect([...seen.keys()].sort()).toEqual([
			'ended',
			'extension',
			'failed',
			'ivr',
			'outside',
			'queue',
			'ringGroup',
			'routePoint',
			'voicemail',
		]);
	}, 300_000);
});
