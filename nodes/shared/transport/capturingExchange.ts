import type { Capture } from './capture';
import { Exchange, type ExchangeOptions, type Incoming, type Outgoing } from './exchange';

/** An exchange that shows each reply to a capture. */
export class CapturingExchange extends Exchange {
	constructor(
		options: ExchangeOptions,
		private readonly capture: Capture,
	) {
		super(options);
	}

	override async send(request: Outgoing): Promise<Incoming> {
		const reply = await super.send(request);
		this.capture.reply(request.method, request.path, reply.status, reply.body);
		return reply;
	}
}
