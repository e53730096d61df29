import type { InboundRule } from '../world/trunks';
import { asRow, type Row } from '../world/values';
import type { World } from '../world/world';
import type { EntitySet, FunctionHost, XapiContext } from './entitySet';
import { getByNumber } from './getByNumber';
import { peerRow } from './peers';
import { change, patchWith } from './writes';

function trunkRows({ world }: XapiContext): Row[] {
	return world.trunks.map((trunk) => ({
		TranscriptionMode: 'Nothing',
		Groups: [],
		OutboundCallerID: trunk.ExternalNumber,
		ConfigurationIssue: '',
		CertificateExpirationDate: '',
		AuthID: `trunk${trunk.Number}`,
		AuthPassword: { Concealed: true, Value: '' },
		...asRow(trunk),
		Gateway: {
			Id: trunk.Id,
			Name: trunk.name,
			Host: 'sip.example',
			Port: 5060,
			Lines: trunk.SimultaneousCalls,
		},
		RoutingRules: world.inboundRules
			.filter((rule) => rule.trunkNumber === trunk.Number)
			.map((rule) => inboundRow(rule, world)),
		ReceiveExtensions: [],
	}));
}

/** Trunks (xapi.md §3.11); the default rows hold the login at the provider. */
export const TRUNKS: EntitySet = {
	kind: 'set',
	type: 'Trunk',
	key: 'Id',
	byNumber: true,
	rows: trunkRows,
	patch: patchWith('Trunk', ({ world }, row) => world.trunks.find((trunk) => trunk.Id === row.Id)),
	functions: { 'Pbx.GetTrunkByNumber': getByNumber('Trunk', trunkRows) },
};

function inboundRow(rule: InboundRule, world: World): Row {
	const trunk = world.dn(rule.trunkNumber);
	return { ...asRow(rule), TrunkDN: trunk ? peerRow(trunk, world) : null };
}

/** Where calls from outside go, by the number called (xapi.md §3.11). */
export const INBOUND_RULES: EntitySet = {
	kind: 'set',
	type: 'InboundRule',
	key: 'Id',
	rows: ({ world }) => world.inboundRules.map((rule) => inboundRow(rule, world)),
	patch: patchWith('InboundRule', ({ world }, row) =>
		world.inboundRules.find((rule) => rule.Id === row.Id),
	),
	remove: ({ world }, row) =>
		change(() => {
			world.inboundRules = world.inboundRules.filter((rule) => rule.Id !== row.Id);
		}),
};

/** The same as a report; rows leave out what is null (xapi.md §2.5). */
export const INBOUND_RULES_REPORT: FunctionHost = {
	kind: 'functions',
	functions: {
		'Pbx.GetInboundRulesData': {
			parameters: [],
			type: 'InboundRuleReport',
			topLimit: true,
			call: ({ world }) =>
				world.inboundRules.map((rule) => ({
					Id: rule.Id,
					DID: rule.Condition === 'BasedOnDID' ? rule.Data : null,
					RuleName: rule.RuleName,
					Trunk: `${rule.trunkNumber} ${world.dn(rule.trunkNumber)?.name ?? ''}`.trim(),
					InOfficeRouting: rule.OfficeHoursDestination && asRow(rule.OfficeHoursDestination),
					OutOfficeRouting:
						rule.OutOfOfficeHoursDestination && asRow(rule.OutOfOfficeHoursDestination),
				})),
		},
	},
};

/** Which trunk an outside number is dialled on (xapi.md §3.12). */
export const OUTBOUND_RULES: EntitySet = {
	kind: 'set',
	type: 'OutboundRule',
	key: 'Id',
	rows: ({ world }) =>
		world.outboundRules.map((rule) => ({
			...asRow(rule),
			GroupNames: rule.GroupIds.map(
				(id) => world.groups.find((group) => group.Id === id)?.Name ?? '',
			),
		})),
	patch: patchWith('OutboundRule', ({ world }, row) =>
		world.outboundRules.find((rule) => rule.Id === row.Id),
	),
};
