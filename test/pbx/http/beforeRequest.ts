import { bearerToken, tokenOf } from '../auth/gate';
import type { FaultAction } from '../faults';
import type { Pipeline } from './pipeline';
import type { PbxRequest } from './request';

/** What a fault does to the PBX just before the request is handled. */
export function beforeRequest(action: FaultAction, pipeline: Pipeline, request: PbxRequest): void {
	const { world, tokens, exchange } = pipeline;
	const token = bearerToken(request);
	const record = tokenOf(request, pipeline);
	switch (action.kind) {
		case 'tokenSuperseded':
			if (record) tokens.supersede(record.clientId);
			return;
		case 'tokenExpire':
			if (token) tokens.expire(token);
			return;
		case 'deleteUser':
			world.deleteUser(action.dn);
			return;
		case 'recreateUser':
			world.recreateUser(action.dn);
			return;
		case 'run':
			action.run();
			return;
		case 'licenceLost':
			world.licensed = false;
			return;
		case 'deviceRebind':
			world.rebindDevices(action.dn);
			return;
		case 'participantGone': {
			const id = /\/participants\/(\d+)/.exec(request.path)?.[1];
			const leg = exchange.leg(Number(id));
			if (leg) exchange.remove(leg, 'hungUp');
			return;
		}
		case 'callEndsWhileOffline':
			for (const call of exchange.list()) {
				if (action.callid === undefined || action.callid === call.callid) exchange.endUnseen(call);
			}
			return;
		case 'pbxRestart':
			pipeline.restartNow();
	}
}
