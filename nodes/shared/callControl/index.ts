/** Typed client and live view of 3CX's Call Control API. Knows nothing of n8n. */
export * from './callControl';
export * from './callControlErrors';
export * from './callEvent';
export * from './dn';
export * from './findLeg';
export * from './fullState';
export * from './legPoll';
export * from './makeCall';
export * from './makeCallOutcome';
export * from './makeCallResult';
export * from './participant';
export * from './result';
export * from './verbs';
export * from './verbsAttempt';
export * from './verbsTransfer';
export * from './watch';
export * from './watchOf';
