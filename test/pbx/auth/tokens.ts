import { createHash } from 'node:crypto';

import type { SimClock } from '../clock';
import type { Switches } from '../switches';
import type { ApiClient } from '../world/clients';
import type { World } from '../world/world';

/** A token that was handed out. */
export interface TokenRecord {
	token: string;
	clientId: string;
	/** Which mint of this client, counting from 1. */
	generation: number;
	/** Milliseconds. */
	expiresAt: number;
	/** Superseded, or void since a restart. */
	dead: boolean;
}

const MAX_RECORDS = 5000;

/** Mints and knows the access tokens (pbx-simulator.md §3). */
export class Tokens {
	private records = new Map<string, TokenRecord>();

	/** Mints so far, by client. */
	private readonly generations = new Map<string, number>();

	private counter = 0;

	/** Told of each token that dies before its time, or is told to (switch `socketOnRotation`). */
	onDeath: (token: string) => void = () => {};

	constructor(
		private readonly world: World,
		private readonly switches: Switches,
		private readonly clock: SimClock,
		/** Life of a token in seconds. */
		public ttlSeconds: number,
	) {}

	/** A new token; with `tokens: exclusive` the older ones of the client are dead from now on. */
	mint(client: ApiClient): TokenRecord {
		if (this.switches.tokens === 'exclusive') this.supersede(client.clientId);
		const generation = (this.generations.get(client.clientId) ?? 0) + 1;
		this.generations.set(client.clientId, generation);
		const record: TokenRecord = {
			token: this.jwt(client),
			clientId: client.clientId,
			generation,
			expiresAt: this.clock.now() + this.ttlSeconds * 1000,
			dead: false,
		};
		this.records.set(record.token, record);
		// The oldest go: an unknown token is refused just as a dead one is.
		const [oldest] = this.records.keys();
		if (this.records.size > MAX_RECORDS && oldest !== undefined) this.records.delete(oldest);
		return record;
	}

	/** What is known of a token text, alive or not. */
	find(token: string): TokenRecord | undefined {
		return this.records.get(token);
	}

	/** The token when it still opens doors. */
	live(token: string): TokenRecord | undefined {
		const record = this.records.get(token);
		return record && !record.dead && this.clock.now() < record.expiresAt ? record : undefined;
	}

	/** Kills all tokens of a client, as a mint by another program does. */
	supersede(clientId: string): void {
		for (const record of this.records.values()) {
			if (record.clientId !== clientId || record.dead) continue;
			record.dead = true;
			this.onDeath(record.token);
		}
	}

	/** Lets one token expire now. */
	expire(token: string): void {
		const record = this.records.get(token);
		if (!record) return;
		record.expiresAt = this.clock.now();
		this.onDeath(token);
	}

	/** Kills every token, as a restart does. */
	voidAll(): void {
		for (const record of this.records.values()) record.dead = true;
	}

	/** Claims as seen in real tokens (xapi.md §1.1, call-control-api.md §2); the signature is fake. */
	private jwt(client: ApiClient): string {
		const issued = Math.floor(this.clock.now() / 1000);
		const head = encode({ alg: 'ES256', typ: 'JWT', kid: 'simulator' });
		const payload = encode({
			unique_name: client.clientId,
			sub: client.clientId,
			jti: `00000000-0000-4000-8000-${String(++this.counter).padStart(12, '0')}`,
			role: tokenRoles(client),
			scope: 'xapi',
			nbf: issued,
			iat: issued,
			exp: issued + this.ttlSeconds,
			iss: this.world.system.fqdn,
			aud: '/api',
		});
		const signature = createHash('sha512').update(`${head}.${payload}`).digest('base64url');
		return `${head}.${payload}.${signature}`;
	}
}

function tokenRoles(client: ApiClient): string[] {
	const roles = ['App', client.role];
	if (client.role === 'system_owners') roles.push('Reports');
	if (client.callControl) roles.push('CallFlowApp');
	return roles;
}

function encode(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}
