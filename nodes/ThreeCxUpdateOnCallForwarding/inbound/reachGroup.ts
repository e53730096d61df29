import { describeDestination, type Destination } from '../forwarding/destination';
import type { Call, Ways } from './call';
import type { CallGroup } from './callGroup';
import { departmentOf } from './configuration';
import { byOffice } from './office';

/** How a call goes on to a destination of a group. */
export type FollowGroup = (destination: Destination, call: Call) => Ways;

const KINDS: Readonly<Record<CallGroup['kind'], string>> = {
	queue: 'queue',
	ringGroup: 'ring group',
	ivr: 'IVR',
};

/** A call to a queue, a ring group or an IVR, unless the department is not open and something is set for that. */
export function* reachGroup(call: Call, group: CallGroup, follow: FollowGroup): Ways {
	const { closed, break: pause, holiday } = group.routes;
	if (closed === undefined && pause === undefined && holiday === undefined) {
		yield* enter(call, group, follow);
		return;
	}
	const department = departmentOf(call.configuration, group.groupId);
	yield* byOffice(call, department, (known, state, why) => {
		const route = { open: undefined, closed, break: pause, holiday }[state];
		if (route === undefined) return enter(known, group, follow);
		const step = `The ${nameOf(group)} has another way for that: ${why}`;
		return follow(route, known.because(step));
	});
}

function* enter(call: Call, group: CallGroup, follow: FollowGroup): Ways {
	const { kind, number, name, otherwise, timeout } = group;
	if (kind === 'ivr') {
		yield* listen(call, group, follow);
		return;
	}
	const event = { kind: 'event', about: 'group', of: number } as const;
	const waits = call.because(
		`The ${nameOf(group)} rings ${group.members.join(', ') || 'nobody: it has no members'}`,
	);
	yield waits
		.if({ ...event, is: 'answers', words: `if somebody answers in the ${nameOf(group)}` })
		.ends(kind, number, { name });
	const words = `if nobody answers in the ${nameOf(group)}${after(timeout)}`;
	const unanswered = waits.if({ ...event, is: 'noAnswer', words });
	if (otherwise === undefined) {
		yield unanswered.ends('unknown', number, { why: '3CX does not say what happens then' });
		return;
	}
	yield* follow(otherwise, unanswered);
}

/** What a caller presses cannot be known; what happens without a key can. */
function* listen(call: Call, group: CallGroup, follow: FollowGroup): Ways {
	const { number, name, keys, otherwise, timeout } = group;
	if (group.scripted) {
		const why = `a script decides in the ${nameOf(group)}; what it does cannot be read`;
		yield call.ends('unknown', number, { name, why });
		return;
	}
	const hears = call.because(`The ${nameOf(group)} plays its prompt; the caller decides`);
	const event = { kind: 'event', about: 'key', of: number } as const;
	yield hears
		.if({ ...event, is: 'listening', words: `while the ${nameOf(group)} speaks` })
		.ends('ivr', number, { name });
	for (const { key, destination } of keys) {
		const words = `if the caller presses ${key}`;
		yield* go(destination, hears.if({ ...event, is: key, words }), follow);
	}
	const words = `if the caller presses nothing${after(timeout)}`;
	if (otherwise) yield* go(otherwise, hears.if({ ...event, is: 'nothing', words }), follow);
}

/** What leads back to the prompt, or depends on what else the caller enters, is no way that could be followed. */
function* go(destination: Destination, call: Call, follow: FollowGroup): Ways {
	if (['RepeatPrompt', 'CallByName', 'CustomInput'].includes(destination.to)) {
		const why = `the IVR asks on (${destination.to})`;
		yield call.ends('unknown', destination.number, { why });
		return;
	}
	yield* follow(destination, call.because(`It goes to ${describeDestination(destination)}`));
}

function nameOf({ kind, number, name }: CallGroup): string {
	return `${KINDS[kind]} ${number}${name ? ` (${name})` : ''}`;
}

function after(seconds: number | undefined): string {
	return seconds ? ` for ${seconds} s` : '';
}
