/** Typed client and live view of 3CX's Call Control API. Knows nothing of n8n. */
export * from './callEvent';
export * from './participant';
export * from './watch';
