import { BothSources, type Look } from '../../../nodes/ThreeCxCallMonitor/bothSources';
import type { EventType } from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';

const NOW = Date.UTC(2026, 10, 24, 8);
const CALL = 'call';

/** Both sources of one call, told by hand; push covers 101 to 103. A list comes every ten seconds. */
class Both {
	readonly told: MonitorItem[] = [];
	private both: BothSources;
	private lookedAt = NOW;
	isLive = false;
	at = NOW;

	constructor(readonly store: Record<string, unknown> = {}) {
		this.both = new BothSources({
			store,
			covers: (dn) => ['101', '102', '103'].includes(dn),
			isLive: () => this.isLive,
			emit: (item) => this.told.push(item),
		});
	}

	get stories(): string[] {
		return this.told.map(({ eventType, extension, data }) =>
			[eventType, extension, data.source].join(' '),
		);
	}

	push(type: EventType, extension: string, data: object = {}, isDialled = false): void {
		this.both.pushed(this.item(type, extension, 'push', data), isDialled);
	}

	/** A list in which the call is, or is no more. */
	look(polled: Array<[EventType, string, object?]>, live = true, since = this.at): void {
		const tellings = polled.map(([type, extension, data]) => ({
			item: this.item(type, extension, 'polling', data ?? {}),
			extensions: [extension],
		}));
		const look: Look = { since, before: this.lookedAt, live: new Set(live ? [CALL] : []) };
		this.lookedAt = since;
		this.both.looked(tellings, look);
	}

	later(ms = 10_000): void {
		this.at += ms;
	}

	cannotLook(): void {
		this.both.cannotLook(this.at);
	}

	private item(type: EventType, extension: string, source: string, data: object): MonitorItem {
		const timestamp = new Date(this.at).toISOString();
		return {
			eventType: type,
			eventId: `${CALL}/${type}/${source}.${this.at}.${extension}`,
			correlationId: CALL,
			callId: '42',
			extension,
			timestamp,
			data: { source, afterGap: false, ...data },
		};
	}
}

describe('What both sources tell of a call', () => {
	it('is told once, by the one that tells it first', () => {
		const both = new Both();
		both.push('call_started', '101');
		both.push('call_ringing', '101');
		both.look([
			['call_started', '101'],
			['call_ringing', '101'],
		]);
		both.push('call_answered', '101');
		both.later();
		both.look([['call_answered', '101']]);
		expect(both.stories).toEqual([
			'call_started 101 push',
			'call_ringing 101 push',
			'call_answered 101 push',
		]);
	});

	it('is left to push where push covers the extension, for one look', () => {
		const both = new Both();
		both.look([
			['call_started', '101'],
			['call_ringing', '101'],
		]);
		expect(both.stories).toEqual(['call_started 101 polling']);
		both.push('call_ringing', '101');
		both.later();
		both.look([]);
		expect(both.stories.slice(1)).toEqual(['call_ringing 101 push']);
	});

	it('is told by polling when push is silent: its socket may be dead and not known to be', () => {
		const both = new Both();
		both.look([
			['call_started', '101'],
			['call_answered', '101'],
		]);
		both.later();
		both.look([]);
		expect(both.stories).toEqual(['call_started 101 polling', 'call_answered 101 polling']);
		both.push('call_started', '101', { afterGap: true });
		both.push('call_answered', '101', { afterGap: true });
		expect(both.told).toHaveLength(2);
	});

	it('is told at once by polling where push covers nothing', () => {
		const both = new Both();
		both.look([
			['call_started', '104'],
			['call_ringing', '104'],
		]);
		expect(both.stories).toEqual(['call_started 104 polling', 'call_ringing 104 polling']);
	});

	it('is one answer, though push tells it at the one who called and polling at the one who took it', () => {
		const both = new Both();
		both.push('call_started', '101');
		both.push('call_answered', '101', {}, true);
		both.look([['call_answered', '104']]);
		both.later();
		both.look([]);
		expect(both.stories).toEqual(['call_started 101 push', 'call_answered 101 push']);
		both.look([['call_answered', '105']]);
		expect(both.stories.at(-1)).toBe('call_answered 105 polling');
	});

	it('ends when a list shows that it does not go on elsewhere, with the times of push', () => {
		const both = new Both();
		both.push('call_started', '101');
		both.look([]);
		both.later(3_000);
		both.push('call_ended', '101', { outcome: 'answered', talkSeconds: 3, totalSeconds: 8 });
		expect(both.stories).toEqual(['call_started 101 push']);
		const asked = both.at - 1;
		// A list that was asked for before the end tells nothing of it.
		both.look([], false, asked);
		expect(both.stories).toHaveLength(1);
		both.later(7_000);
		both.look([['call_ended', '101', { outcome: 'answered', talkSeconds: 9 }]], false);
		expect(both.told.at(-1)?.data).toMatchObject({ source: 'push', talkSeconds: 3 });
		both.later();
		both.look([], false);
		expect(both.told).toHaveLength(2);
	});

	it('goes on where push sees nothing: its end there is the end', () => {
		const both = new Both();
		both.push('call_started', '101');
		both.look([]);
		both.push('call_ended', '101', { outcome: 'missed', totalSeconds: 5 });
		both.later();
		both.look([['call_answered', '104']]);
		both.later();
		both.look([['call_ended', '104', { outcome: 'answered', talkSeconds: 10 }]], false);
		expect(both.stories).toEqual([
			'call_started 101 push',
			'call_answered 104 polling',
			'call_ended 104 polling',
		]);
	});

	it('waits with the end of polling while push has a leg, and takes the better of both', () => {
		const both = new Both();
		both.push('call_started', '101');
		both.look([]);
		both.isLive = true;
		both.later(60_000);
		const polled = { outcome: 'answered', talkSeconds: 50, totalSeconds: 60 };
		both.look([['call_ended', '104', polled]], false);
		expect(both.told).toHaveLength(1);
		both.push('call_ended', '101', { outcome: 'missed', talkSeconds: 0, totalSeconds: 4 });
		expect(both.told.at(-1)?.data).toMatchObject({ source: 'polling', talkSeconds: 50 });
	});

	it('is not missed when push has told that somebody took it between two looks', () => {
		const both = new Both();
		both.push('call_started', '101');
		both.push('call_answered', '101');
		both.look(
			[
				['call_missed', '101'],
				['call_ended', '101'],
			],
			false,
		);
		expect(both.stories).not.toContain('call_missed 101 polling');
	});

	it('is over after two minutes in which the list cannot be read, and not before', () => {
		const both = new Both();
		both.look([['call_started', '101']]);
		both.look([['call_ringing', '101']]);
		both.push('call_ended', '101');
		both.later(120_000);
		both.cannotLook();
		expect(both.told).toHaveLength(1);
		both.later(1);
		both.cannotLook();
		expect(both.stories.slice(1)).toEqual(['call_ringing 101 polling', 'call_ended 101 push']);
		both.push('call_ended', '101');
		expect(both.told).toHaveLength(3);
	});

	it('that comes back after its end is told again, under ids of their own', () => {
		const both = new Both();
		for (const round of [1, 2]) {
			both.push('call_started', '101');
			both.push('call_ended', '101');
			both.later();
			both.look([], false);
			expect(both.told.at(-1)?.eventId).toBe(`${CALL}/call_ended/${round}`);
		}
		expect(new Set(both.told.map(({ eventId }) => eventId)).size).toBe(4);
	});

	it('that comes back before its end was told goes on', () => {
		const both = new Both();
		both.look([]);
		both.push('call_started', '101');
		both.push('call_ended', '101');
		both.push('call_started', '102');
		both.later();
		both.look([]);
		expect(both.stories).toEqual(['call_started 101 push']);
	});

	it('is known after a restart of n8n: neither told twice, nor without its end', () => {
		const before = new Both();
		before.look([]);
		before.push('call_started', '101');
		before.push('call_ringing', '101');
		before.push('call_ended', '101');
		const kept = JSON.parse(JSON.stringify(before.store)) as Record<string, unknown>;
		const after = new Both(kept);
		after.later();
		after.look([['call_ringing', '101']], false);
		expect(after.stories).toEqual(['call_ended 101 push']);
	});

	it('is told once, though push does not know a leg again that was passed on while n8n was down', () => {
		const both = new Both();
		both.push('call_started', '101');
		for (let i = 0; i < 2; i++) both.push('call_answered', '101');
		expect(both.told).toHaveLength(2);
	});

	it('bears rubbish in the static data, and remembers little', () => {
		const both = [null, 7, {}, { correlationId: 'x', told: [null, 3], waiting: [null] }];
		const bench = new Both({ both });
		bench.look([]);
		bench.push('call_started', '101');
		expect(bench.stories).toEqual(['call_started 101 push']);
		bench.push('call_ended', '101');
		bench.later(1);
		bench.look([], false);
		bench.later(200_000);
		bench.look([], false);
		expect(bench.store.both).toEqual([]);
	});
});
