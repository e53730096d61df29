/** Typed client of 3CX's configuration API (XAPI). Knows nothing of n8n. */
export * from './filter';
export * from './literal';
export * from './query';
export * from './xapi';
export { Row } from '../transport';
