import type { PbxRequest } from './request';

/**
 * Fields of a form body. The token endpoint takes both forms: the official code sends multipart,
 * nearly everybody else urlencoded (xapi.md §1.1). Null for any other content type.
 */
export function formFields(request: PbxRequest): Record<string, string> | null {
	const type = request.headers['content-type'] ?? '';
	if (type.startsWith('application/x-www-form-urlencoded')) {
		return Object.fromEntries(new URLSearchParams(request.body));
	}
	const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
	return boundary ? multipartFields(request.body, boundary) : null;
}

function multipartFields(body: string, boundary: string): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const part of body.split(`--${boundary}`)) {
		const match = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n$/.exec(part);
		const name = /name="([^"]*)"/i.exec(match?.[1] ?? '')?.[1];
		if (name !== undefined) fields[name] = match?.[2] ?? '';
	}
	return fields;
}
