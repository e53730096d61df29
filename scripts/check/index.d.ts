/** Looks at a package folder and says what is wrong, a line for each problem. */
type Check = (root: string) => string[];

export const checkManifest: Check;
export const checkCodex: Check;
export const checkIcons: Check;
export const checkRequires: Check;
export const checkTarball: Check;
export const checkChangelog: Check;
export const checkExamples: Check;
export const checkPackage: Check;

/** How large the package is, in a line. */
export const packageSize: (root: string) => string;
