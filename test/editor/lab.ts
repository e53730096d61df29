import type { Pbx } from '../pbx';
import type { Lab as N8nLab } from '../n8n/lab';
import type { Editor } from './editor';

/** What every spec gets: a running n8n with the packed package, its editor in a browser, and a simulated 3CX. */
export interface Lab extends Omit<N8nLab, 'host' | 'tarball'> {
	editor: Editor;
	pbx: Pbx;
	/** Keeps a picture of the whole page among the artefacts. */
	picture(name: string): Promise<void>;
}

/** A file of checks. */
export type Spec = (lab: Lab) => Promise<void>;

/** The name of our credential type. */
export const CREDENTIAL_TYPE = 'threeCxCallControlApi';
