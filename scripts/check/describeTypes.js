const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { basename, join } = require('node:path');

/**
 * Runs in a Node of its own, so that what it loads is what lies on disk now, found the way a bare Node finds it.
 * n8n does the same: new (require(path)[name of the file before its first dot])().
 */
const LOADER = `
	const { createRequire } = require('node:module');
	const [root, ...paths] = process.argv.slice(1);
	const load = createRequire(root + '/package.json');
	const one = (path) => {
		const name = path.split('/').pop().split('.')[0];
		try {
			const exported = load('./' + path);
			if (typeof exported[name] !== 'function')
				return { problem: 'exports no class ' + name + '; n8n takes the name from the file (exported: ' + Object.keys(exported).join(', ') + ')' };
			const made = new exported[name]();
			return { type: made.description ?? made };
		} catch (error) {
			return { problem: 'does not load: ' + error.message.split('\\n')[0] };
		}
	};
	process.stdout.write(JSON.stringify(paths.map((path) => ({ path, ...one(path) }))));
`;

/** Loads the classes at these paths of a built package: `{ path, type }` or `{ path, problem }` each. */
function describeTypes(root, paths) {
	const missing = paths.filter((path) => !existsSync(join(root, path)));
	const present = paths.filter((path) => !missing.includes(path));
	const output = execFileSync(process.execPath, ['-e', LOADER, root, ...present], {
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return [
		...missing.map((path) => ({
			path,
			problem: `is named in package.json under "n8n" and does not exist; build first, or correct the path (${basename(path)})`,
		})),
		...JSON.parse(output),
	];
}

module.exports = { describeTypes };
