import { sameNumber } from '../../shared/phone';
import { ringsInside, type Destination } from '../forwarding/destination';
import type { InboundRule } from '../forwarding/inboundRules';
import type { Call, Ways } from './call';
import { departmentOf, type CallTrunk, type Configuration } from './configuration';
import type { Department } from './department';
import { byOffice } from './office';
import { appliesAt, officeAt, type OfficeState } from './officeState';
import { matchesList } from './pattern';
import { readSchedule } from './schedule';

/** How a call goes on to a destination of a rule. */
export type FollowRule = (destination: Destination, call: Call) => Ways;

/**
 * A call to a direct number: trunk, inbound rule, the hours of the rule (xapi.md §3.11).
 *
 * @param rule by {@link ruleFor}
 */
export function* reachDid(call: Call, rule: InboundRule | undefined, follow: FollowRule): Ways {
	const { configuration, did } = call;
	if (configuration.inboundRules === undefined) {
		yield call.ends('unknown', did, { why: 'this API client may not read the inbound rules' });
		return;
	}
	if (rule === undefined) {
		yield call.ends('failed', did, {
			why: 'no inbound rule is for the number in "Emergency Number (DID)"',
		});
		return;
	}
	const trunk = configuration.trunks?.find(({ number }) => number === rule.trunk);
	const closed = trunk && whyClosed(trunk);
	if (closed !== undefined) {
		yield call.ends('failed', did, { why: closed });
		return;
	}
	const named = call.because(
		`Inbound rule "${rule.name}"${trunk ? ` of trunk ${trunk.name || trunk.number}` : ''}`,
	);
	for (const [start, department] of departmentsFor(named, rule)) {
		yield* byOffice(start, department, (known, state, why) => {
			const { destination, when } = destinationIn(rule, department, state, known);
			return follow(destination, known.because(`It is ${when}: ${why}`));
		});
	}
}

/** The trunk that a number is on, if 3CX lists it at one. */
export function trunkOf({ trunks, country }: Configuration, did: string): CallTrunk | undefined {
	return trunks?.find(({ numbers }) => numbers.some((number) => isSame(number, did, country)));
}

/** The inbound rule that takes the call: rules for the caller go first, those for all other calls last. */
export function ruleFor(
	configuration: Configuration,
	did: string,
	callerId: string,
): InboundRule | undefined {
	const { country } = configuration;
	const rules = rulesOn(configuration, did);
	const first = (condition: string, fits: (rule: InboundRule) => boolean) =>
		rules.find((rule) => conditionOf(rule) === condition && fits(rule));
	return (
		first('BasedOnCallerID', ({ data }) => callerId !== '' && isFor(data, callerId, country)) ??
		first('BasedOnDID', ({ data }) => isFor(data, did, country)) ??
		first('ForwardAll', () => true)
	);
}

/** Rules that go before for certain callers: a check for anybody does not see them. */
export function callerRules(configuration: Configuration, did: string): InboundRule[] {
	return rulesOn(configuration, did).filter((rule) => conditionOf(rule) === 'BasedOnCallerID');
}

/** Rules that calls to this number can meet: those of its trunk, or of all where 3CX lists it at none. */
function rulesOn(configuration: Configuration, did: string): InboundRule[] {
	const trunk = trunkOf(configuration, did);
	return (configuration.inboundRules ?? []).filter(
		(rule) =>
			rule.callType !== 'InternalCallsOnly' &&
			(trunk === undefined || rule.trunk === '' || rule.trunk === trunk.number),
	);
}

/** Where 3CX does not say for what a rule is, its pattern does. */
function conditionOf({ condition, data }: InboundRule): string {
	return condition || (data === '' ? 'ForwardAll' : 'BasedOnDID');
}

function isFor(data: string, number: string, country: string | undefined): boolean {
	return matchesList(data, number) || data.split(',').some((one) => isSame(one, number, country));
}

function isSame(a: string, b: string, country: string | undefined): boolean {
	return a.trim() === b || sameNumber(a, b, { defaultCountry: country });
}

function whyClosed({ name, number, online, takesCalls }: CallTrunk): string | undefined {
	if (online === false) return `the trunk ${name || number} is not registered: no call comes in`;
	return takesCalls ? undefined : `the trunk ${name || number} takes no calls from outside`;
}

/**
 * The departments whose hours the rule may go by. 3CX does not tell whether those of the PBX count, or those of the
 * department that the call goes to; it matters only where they differ at that moment.
 */
function* departmentsFor(call: Call, rule: InboundRule): Generator<[Call, Department]> {
	const { configuration, at } = call;
	const usual = departmentOf(configuration, undefined);
	const other = departmentOf(configuration, groupOf(configuration, rule.office));
	const destinationBy = (department: Department) => {
		const { state } = officeAt(department, configuration.holidays, at);
		return state && JSON.stringify(destinationIn(rule, department, state, call).destination);
	};
	if (usual === other || destinationBy(usual) === destinationBy(other)) {
		yield [call, usual];
		return;
	}
	for (const [is, department] of [
		['default', usual],
		['destination', other],
	] as const) {
		const words = `if the rule "${rule.name}" goes by the office hours of ${department.name}`;
		yield [call.if({ kind: 'doubt', about: 'ruleHours', of: rule.name, is, words }), department];
	}
}

function groupOf({ dns }: Configuration, destination: Destination): number | undefined {
	if (!ringsInside(destination)) return undefined;
	const { number } = destination;
	return dns.users.get(number)?.groupId ?? dns.groups.get(number)?.groupId;
}

function destinationIn(
	rule: InboundRule,
	department: Department,
	state: OfficeState,
	{ configuration, at }: Call,
): { destination: Destination; when: string } {
	if (state === 'holiday' && rule.holidays) {
		return { destination: rule.holidays, when: 'a holiday for the rule' };
	}
	const hours = readSchedule(rule.hours);
	if (appliesAt(hours, state, department, configuration.holidays, at)) {
		return { destination: rule.office, when: 'in the hours of the rule' };
	}
	return rule.outOfOffice
		? { destination: rule.outOfOffice, when: 'outside the hours of the rule' }
		: { destination: rule.office, when: 'outside the hours of the rule, which has no other way' };
}
