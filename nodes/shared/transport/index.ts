/** The one way to the PBX: token, HTTP, settings, clock and errors. Knows nothing of n8n. */
export * from './backoff';
export * from './clock';
export * from './connection';
export * from './connections';
export * from './errors';
export * from './exchange';
export * from './http';
export * from './locks';
export * from './logger';
export * from './memo';
export * from './redact';
export * from './row';
export * from './serverUrl';
export * from './settings';
export * from './tokenKeeper';
export * from './tokenLife';
export * from './tokenRequest';
