const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 3000;

/** The socket to the simulator: comes back by itself when it breaks. */
export class Link {
	constructor() {
		this.handlers = new Map();
		this.asked = new Map();
		this.lastId = 0;
		this.waitMs = FIRST_WAIT_MS;
	}

	/** Calls `run` for each message of a type; beside those of the server `open`, `lost`, `full`, `sound`. */
	on(type, run) {
		this.handlers.set(type, [...(this.handlers.get(type) ?? []), run]);
	}

	open() {
		const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
		const socket = new WebSocket(`${scheme}://${location.host}/__sim/phone/ws`);
		let wasOpen = false;
		socket.binaryType = 'arraybuffer';
		socket.onopen = () => {
			wasOpen = true;
			this.socket = socket;
			this.waitMs = FIRST_WAIT_MS;
			this.tell('open');
		};
		socket.onmessage = ({ data }) => {
			if (typeof data === 'string') this.receive(JSON.parse(data));
			else this.tell('sound', data);
		};
		socket.onclose = () => {
			this.socket = null;
			for (const { refuse } of this.asked.values()) refuse({ reason: 'lost', message: 'lost' });
			this.asked.clear();
			this.tell('lost');
			if (!wasOpen) void this.wonder();
			setTimeout(() => this.open(), this.waitMs);
			this.waitMs = Math.min(LONGEST_WAIT_MS, this.waitMs * 2);
		};
	}

	/** Asks for something; rejects with `{reason, message, detail}`. */
	ask(command) {
		return new Promise((resolve, refuse) => {
			if (!this.socket) return refuse({ reason: 'lost', message: 'lost' });
			const id = ++this.lastId;
			this.asked.set(id, { resolve, refuse });
			this.socket.send(JSON.stringify({ id, ...command }));
		});
	}

	/** Sends sound of the microphone, unless there is too much of it waiting. */
	sendSound(samples) {
		if (this.socket && this.socket.bufferedAmount < 16000) this.socket.send(samples);
	}

	receive(message) {
		const asked = this.asked.get(message.id);
		if (message.type === 'done' || message.type === 'refused') {
			this.asked.delete(message.id);
			if (message.type === 'done') asked?.resolve();
			else asked?.refuse(message);
			return;
		}
		this.tell(message.type, message);
	}

	tell(type, message) {
		for (const run of this.handlers.get(type) ?? []) run(message);
	}

	/** A browser does not say why a socket is refused: a simulator that answers has enough phones. */
	async wonder() {
		const answer = await fetch('/phone', { method: 'HEAD' }).catch(() => null);
		if (answer?.ok && !this.socket) this.tell('full');
	}
}
