import { createServer, type Socket } from 'node:net';
import type { Json } from './n8nTypes';

/** A mail as it came in. */
export interface Mail {
	to: string[];
	/** Headers and body, with single line feeds. */
	text: string;
}

export interface MailServer {
	/** For a credential of the type `smtp`. */
	login: Json;
	mails: Mail[];
	close(): Promise<void>;
}

const END = '\r\n.\r\n';

/** As much SMTP as a client without a login needs, on a free loopback port. */
export async function startMailServer(): Promise<MailServer> {
	const mails: Mail[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		converse(socket, (mail) => mails.push(mail));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		login: {
			user: '',
			password: '',
			host: '127.0.0.1',
			port: typeof address === 'object' && address ? address.port : 0,
			secure: false,
			disableStartTls: true,
			hostName: '',
		},
		mails,
		close: async () =>
			await new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			}),
	};
}

function converse(socket: Socket, keep: (mail: Mail) => void): void {
	let rest = '';
	let to: string[] = [];
	let isData = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	const command = (line: string): void => {
		const [verb = ''] = line.toUpperCase().split(' ');
		if (verb === 'MAIL') to = [];
		if (verb === 'RCPT') to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
		isData = verb === 'DATA';
		if (isData) say('354 go on');
		else if (verb === 'QUIT') socket.end('221 bye\r\n');
		else say('250 ok');
	};
	socket.setEncoding('latin1');
	socket.on('error', () => socket.destroy());
	socket.on('data', (chunk: string) => {
		rest += chunk;
		for (;;) {
			const at = rest.indexOf(isData ? END : '\r\n');
			if (at < 0) return;
			const piece = rest.slice(0, at);
			rest = rest.slice(at + (isData ? END.length : 2));
			if (!isData) {
				command(piece);
				continue;
			}
			keep({ to, text: piece.replace(/\r\n/g, '\n').replace(/^\.\./gm, '.') });
			isData = false;
			say('250 kept');
		}
	});
	say('220 mails for tests');
}

/** The value of a header in the head of the mail. */
export function headerOf({ text }: Mail, name: string): string {
	const head = text.split('\n\n')[0]?.replace(/\n[ \t]+/g, ' ') ?? '';
	return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
}

/** The attached file of a mail: its name and its bytes. */
export function attachmentOf({ text }: Mail): { name: string; bytes: Buffer } {
	const boundary = /boundary="?([^"\n]+)/.exec(text)?.[1] ?? 'none';
	const part = text.split(`--${boundary}`).find((one) => /filename=/.test(one)) ?? '';
	const [head = '', body = ''] = part.trim().split('\n\n');
	const name = /filename="?([^"\n;]+)/.exec(head)?.[1] ?? '';
	return { name, bytes: Buffer.from(body, 'base64') };
}

/** The body of a mail that is one HTML page, as it was before it was made fit for the way. */
export function htmlOf(mail: Mail): string {
	const body = mail.text.slice(mail.text.indexOf('\n\n') + 2);
	const isBase64 = headerOf(mail, 'Content-Transfer-Encoding') === 'base64';
	if (isBase64) return Buffer.from(body, 'base64').toString('utf8');
	const bytes = body
		.replace(/=\n/g, '')
		.replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
