/** Somebody who is logged in to n8n: keeps the cookie and turns refusals into errors that name the request. */
export class N8nSession {
	private cookie = '';

	private apiKey = '';

	constructor(readonly url: string) {}

	/** n8n's internal API, as its editor uses it; returns what is under `data`. */
	async rest<T>(method: string, path: string, body?: object): Promise<T> {
		const { data } = await this.fetch<{ data: T }>(method, `/rest${path}`, body);
		return data;
	}

	/** n8n's public API: the one that gives execution data as plain JSON. */
	async publicApi<T>(method: string, path: string, body?: object): Promise<T> {
		return await this.fetch<T>(method, `/api/v1${path}`, body);
	}

	/** A file that the editor loads, such as `/types/nodes.json` or an icon. */
	async file(path: string): Promise<Response> {
		return await fetch(`${this.url}${path}`, { headers: { cookie: this.cookie } });
	}

	/** The key for the public API. */
	useApiKey(key: string): void {
		this.apiKey = key;
	}

	private async fetch<T>(method: string, path: string, body?: object): Promise<T> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				cookie: this.cookie,
				...(this.apiKey && { 'x-n8n-api-key': this.apiKey }),
			},
			body: body && JSON.stringify(body),
		});
		const login = response.headers.getSetCookie().find((one) => one.startsWith('n8n-auth='));
		if (login) this.cookie = login.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok)
			throw new Error(`n8n: ${method} ${path} ${response.status} ${text.slice(0, 400)}`);
		return JSON.parse(text || '{}');
	}
}
