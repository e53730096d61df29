/**
 * Lints snippets with the project's own ESLint config, as if they lay in the working folder.
 * A program of its own because ESLint loads its config with import(), which jest's sandbox does not offer.
 * stdin: [{ file, code }]   argv[2]: the config   stdout: [[{ rule, message }]] in the same order.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const snippets = JSON.parse(await text(process.stdin));
const eslint = new ESLint({ cwd: process.cwd(), overrideConfigFile: process.argv[2] });
const found = [];
for (const { file, code } of snippets) {
	const [result] = await eslint.lintText(code, { filePath: file });
	found.push(result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(found));
