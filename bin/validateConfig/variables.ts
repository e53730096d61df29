import { parseSettings, type Settings } from '../../nodes/shared/transport';
import type { Report } from '../report';
import type { Environment } from '../terminal';

const PREFIX = 'N8N_3CX_';

/** The variables of this package: values that cannot be used, and names that nobody reads. */
export function checkVariables(report: Report, env: Environment): Settings {
	const known = new Set<string>();
	// Which names there are is told by the reader of the settings itself.
	const watched = new Proxy(env, {
		get: (target, name) => {
			known.add(String(name));
			return Reflect.get(target, name);
		},
	});
	const { settings, warnings } = parseSettings(watched);
	const given = Object.keys(env).filter((name) => name.startsWith(PREFIX) && env[name] !== '');
	const strange = given.filter((name) => !known.has(name));
	for (const warning of warnings) {
		report.fail(warning, 'Correct the variable, and restart n8n.');
	}
	for (const name of strange) {
		report.warn(`${name} is read by nothing`, `The names are: ${[...known].sort().join(', ')}.`);
	}
	if (settings.clientSecret !== undefined && env.N8N_BLOCK_ENV_ACCESS_IN_NODE === 'false') {
		report.warn(
			'N8N_BLOCK_ENV_ACCESS_IN_NODE=false lets every workflow read N8N_3CX_CLIENT_SECRET',
			'Leave it out, or keep the secret in the credential.',
		);
	}
	if (warnings.length === 0 && strange.length === 0) {
		report.ok(
			given.length === 0
				? `No ${PREFIX} variable is set: the defaults are used`
				: `Variables: ${given.sort().join(', ')}`,
		);
	}
	return settings;
}
