import { XapiFailure } from '../../odata/errors';
import { isoDuration } from '../../records/duration';
import type { Segment } from '../../records/segment';
import { displayName, type User } from '../../world/users';
import type { Row } from '../../world/values';
import type { FunctionHost } from '../entitySet';
import { groupedBy, isAmong, PERIOD, report, sum, type Question } from './report';

/** Calls that count for a `callArea`: 0 all, 1 internal, 2 external (xapi.md §3.7). */
export function isInArea({ direction }: Segment, callArea: string | undefined): boolean {
	if (callArea === '1') return direction === 'Internal';
	return callArea !== '2' || direction !== 'Internal';
}

function statistics(users: readonly User[], { args, segments }: Question): Row[] {
	const counted = segments.filter(
		(segment) => segment.kind === 'leg' && isInArea(segment, args.callArea),
	);
	const to = groupedBy(counted, ({ destination }) => destination.dn);
	const from = groupedBy(counted, ({ source }) => source.dn);
	return users.map((user) => {
		const came = to.get(user.Number) ?? [];
		const went = from.get(user.Number) ?? [];
		const taken = came.filter(({ answered }) => answered);
		const reached = went.filter(({ answered }) => answered);
		return {
			Dn: user.Number,
			DisplayName: displayName(user),
			InboundAnsweredCount: taken.length,
			InboundUnansweredCount: came.length - taken.length,
			InboundAnsweredTalkingDur: isoDuration(sum(taken, ({ talkMs }) => talkMs)),
			OutboundAnsweredCount: reached.length,
			OutboundUnansweredCount: went.length - reached.length,
			OutboundAnsweredTalkingDur: isoDuration(sum(reached, ({ talkMs }) => talkMs)),
		};
	});
}

/** Users of a department; the empty text names none (xapi.md §3.7, seen). */
export function membersOf(groupNumber: string, { context }: Question): User[] {
	const group = context.world.groups.find((one) => one.Number === groupNumber);
	return context.world.users.filter(({ memberships }) =>
		memberships.some(({ GroupId }) => GroupId === group?.Id),
	);
}

/** Ring groups that are asked for, with the calls that they got. */
function ringGroups({ context, args, segments }: Question) {
	const isWanted = isAmong(args.ringGroupDns ?? '', context);
	const calls = groupedBy(
		segments.filter(({ kind }) => kind === 'ringGroup'),
		({ destination }) => destination.dn,
	);
	const legs = groupedBy(
		segments.filter(({ kind }) => kind === 'leg'),
		({ via }) => via,
	);
	return context.world.ringGroups
		.filter(({ Number }) => isWanted(Number))
		.map((group) => {
			const rung = legs.get(group.Number) ?? [];
			const taken = new Set(rung.filter(({ answered }) => answered).map(({ callKey }) => callKey));
			return { group, received: calls.get(group.Number) ?? [], rung, answered: taken.size };
		});
}

/** Reports about extensions and ring groups (xapi.md §3.7). */
export const EXTENSION_REPORTS: Record<string, FunctionHost> = {
	ReportExtensionStatistics: report(
		'GetExtensionStatisticsData',
		'ExtensionStatistics',
		[...PERIOD, ['extensionFilter', 'string'], ['callArea', 'int']],
		(question) => {
			const { context, args } = question;
			if (context.switches.extensionStatistics === 500) {
				throw new XapiFailure(500, 'Internal Server Error', null);
			}
			const isWanted = isAmong(args.extensionFilter ?? '', context);
			return statistics(
				context.world.users.filter(({ Number }) => isWanted(Number)),
				question,
			);
		},
	),
	ReportExtensionStatisticsByGroup: report(
		'GetExtensionStatisticsByGroupData',
		'ReportExtensionStatisticsByGroup',
		[['groupNumber', 'string'], ...PERIOD, ['callArea', 'int']],
		(question) => statistics(membersOf(question.args.groupNumber ?? '', question), question),
	),
	ReportRingGroupStatistics: report(
		'GetRingGroupStatisticsData',
		'RingGroupStatistics',
		[...PERIOD, ['ringGroupDns', 'string']],
		(question) =>
			ringGroups(question).map(({ group, received, answered }) => ({
				RingGroupDn: group.Number,
				RingGroupDisplayName: group.Name,
				RingGroupReceivedCount: received.length,
				RingGroupAnsweredCount: answered,
			})),
	),
	ReportExtensionsStatisticsByRingGroups: report(
		'GetExtensionsStatisticsByRingGroupsData',
		'ExtensionsStatisticsByRingGroups',
		[...PERIOD, ['ringGroupDns', 'string']],
		(question) =>
			ringGroups(question).flatMap(({ group, received, rung, answered }) =>
				group.Members.map(({ Number }, i) => {
					const user = question.context.world.findUser(Number);
					const own = rung.filter(({ destination }) => destination.dn === Number);
					return {
						RingGroupDn: group.Number,
						RingGroupDisplayName: group.Name,
						RingGroupReceivedCount: received.length,
						RingGroupUnansweredCount: received.length - answered,
						ExtensionDn: Number,
						ExtensionDisplayName: user ? displayName(user) : '',
						ExtensionAnsweredCount: own.filter((leg) => leg.answered).length,
						SortOrder: i,
					};
				}),
			),
	),
};
