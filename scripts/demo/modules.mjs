import { require as load } from 'tsx/cjs/api';

/** The parts of the tests that the demo is made of; TypeScript, so there must be tsx before this is imported. */
export const { installPackage } = load('../../test/n8n/install.ts', import.meta.url);
export const { N8nApi, OWNER, itemsOf } = load('../../test/n8n/n8nApi.ts', import.meta.url);
export const { N8nServer } = load('../../test/n8n/n8nServer.ts', import.meta.url);
export const { packPackage } = load('../../test/n8n/pack.ts', import.meta.url);
export const { readExample } = load('../../test/n8n/exampleFile.ts', import.meta.url);
export const { temporaryFolder } = load('../../test/n8n/temporaryFolder.ts', import.meta.url);
export const { sleep } = load('../../test/n8n/waitFor.ts', import.meta.url);
export const { startPbx, whichPrompts } = load('../../test/pbx/index.ts', import.meta.url);
