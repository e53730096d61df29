import { spawn } from 'node:child_process';

/**
 * The command that opens a page on this machine; undefined where nobody sits in front of it: without a terminal, in CI,
 * over SSH or on a Linux without a display, or with BROWSER=none.
 */
export function opener({ platform, env, isTerminal }) {
	if (!isTerminal || env.CI || env.BROWSER === 'none') return undefined;
	if (platform === 'win32') return { command: 'cmd', args: ['/c', 'start', ''] };
	if (platform === 'darwin') return env.SSH_CONNECTION ? undefined : { command: 'open', args: [] };
	return env.DISPLAY || env.WAYLAND_DISPLAY ? { command: 'xdg-open', args: [] } : undefined;
}

/** Opens a page where that is possible, and says nothing where it is not: the address is printed anyway. */
export function openPage(url) {
	const { platform, env, stdout } = process;
	const found = opener({ platform, env, isTerminal: stdout.isTTY === true });
	if (!found) return;
	const child = spawn(found.command, [...found.args, url], { stdio: 'ignore', detached: true });
	child.once('error', () => undefined); // No such program: the address is printed.
	child.unref();
}
