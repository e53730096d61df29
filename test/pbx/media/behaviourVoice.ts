import { otherLeg } from '../calls/call';
import { behaviourOf } from '../world/behaviour';
import type { World } from '../world/world';
import type { Spoken } from './farSide';
import type { Track } from './track';

const SILENCE: Spoken = { voice: { kind: 'silence' }, since: 0 };

/** What the other side of a leg says by its behaviour, from the moment both are connected. */
export function spokenByItself(track: Track, world: World): Spoken {
	const { leg } = track;
	const other = otherLeg(leg);
	const { playsPcm } = other ? behaviourOf(world, other.number || other.dn) : {};
	if (!other || !playsPcm) return SILENCE;
	const since = Math.max(leg.connectedAt ?? 0, other.connectedAt ?? 0);
	if ('toneHz' in playsPcm) return { voice: { kind: 'tone', hz: playsPcm.toneHz }, since: 0 };
	const pcm = Buffer.from(playsPcm.base64, 'base64');
	return { voice: { kind: 'pcm', pcm }, since: track.sample(since) };
}
