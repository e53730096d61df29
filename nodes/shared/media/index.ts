/** Speaking with a caller: audio out and in, and keys. Knows nothing of n8n. */
export * from './collectDigits';
export * from './dialogue';
export * from './legEnd';
export * from './mediaCall';
export * from './mediaDesk';
export * from './record';
export * from './speech';
