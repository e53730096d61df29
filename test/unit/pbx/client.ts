import { DEFAULT_SECRET, startPbx, type Pbx, type PbxOptions } from '../../pbx';

/** A reply with its body read: `json` is undefined when the body is none. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	json: Json;
}

/** JSON as the tests look at it. */
export interface Json {
	[name: string]: unknown;
	value?: Json[];
	error?: {
		code?: string;
		message?: string;
		details?: Array<{ code: string; message: string; target: string }>;
	};
}

const running: Pbx[] = [];

afterEach(async () => {
	await Promise.all(running.splice(0).map((pbx) => pbx.close()));
});

/** Starts a PBX that is closed after the test. */
export async function start(options: PbxOptions = {}): Promise<Pbx> {
	const pbx = await startPbx(options);
	running.push(pbx);
	return pbx;
}

/** Asks for a token the way most programs do. */
export async function requestToken(
	pbx: Pbx,
	fields: Record<string, string> = {},
	init: RequestInit = {},
): Promise<Answer> {
	const body = new URLSearchParams({
		client_id: '800',
		client_secret: DEFAULT_SECRET,
		grant_type: 'client_credentials',
		...fields,
	});
	return send(`${pbx.url}/connect/token`, { method: 'POST', body, ...init });
}

/** A program that has logged in. */
export class Client {
	constructor(
		readonly pbx: Pbx,
		readonly token: string,
	) {}

	/** GET below the address of the PBX. */
	get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
		return this.request('GET', path, undefined, headers);
	}

	/** GET below `/xapi/v1`. */
	xapi(path: string): Promise<Answer> {
		return this.get(`/xapi/v1/${path}`);
	}

	/** Any other request below `/xapi/v1`. */
	write(method: string, path: string, body?: unknown): Promise<Answer> {
		return this.request(method, `/xapi/v1/${path}`, body);
	}

	private request(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer> {
		return send(`${this.pbx.url}${path}`, {
			method,
			headers: {
				authorization: `Bearer ${this.token}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}
}

/** Logs in as one of the clients of the default world. */
export async function login(pbx: Pbx, clientId = '800'): Promise<Client> {
	const { json } = await requestToken(pbx, { client_id: clientId });
	return new Client(pbx, String(json.access_token));
}

/** Sends anything and reads the body. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
	const response = await fetch(url, init);
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return {};
	}
}

/** Rows of a list. */
export function rows(answer: Answer): Json[] {
	return answer.json.value ?? [];
}

/** The 999 of the default world, by Id as a client must address it. */
export function dummyPath(pbx: Pbx): string {
	return `Users(${pbx.world.user('999').Id})`;
}
