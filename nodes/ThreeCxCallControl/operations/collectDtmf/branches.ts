/** Outputs of Collect DTMF with "One for Each Outcome", in their order. */
export const BRANCHES = ['valid', 'noInput', 'invalid', 'hungUp'] as const;
export type Branch = (typeof BRANCHES)[number];

/** Their names in the editor. */
export const BRANCH_NAMES = ['Valid', 'No Input', 'Invalid', 'Hung Up'] as const;
