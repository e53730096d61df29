/** Something the person at the keyboard can mend; `message` says what to do, so no stack is needed. */
export class HostError extends Error {
	name = 'HostError';
}
