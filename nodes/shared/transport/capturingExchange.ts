import type { Capture } from './capture';
import { asThreeCxError } from './errors';
import { Exchange, type ExchangeOptions, type Incoming, type Outgoing } from './exchange';

/** An exchange that shows each request and its reply to a capture. */
export class CapturingExchange extends Exchange {
	constructor(
		options: ExchangeOptions,
		private readonly capture: Capture,
	) {
		super(options);
	}

	override async send(request: Outgoing): Promise<Incoming> {
		try {
			const reply = await super.send(request);
			this.capture.request(request, reply);
			return reply;
		} catch (error) {
			const failure = asThreeCxError(error);
			this.capture.request(request, { failed: failure.name });
			throw failure;
		}
	}
}
