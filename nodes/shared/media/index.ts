/** Speaking with a caller: audio out and in, and keys. Knows nothing of n8n. */
export * from './collectDigits';
export * from './legEnd';
export * from './mediaDesk';
export * from './record';
export * from './speech';
