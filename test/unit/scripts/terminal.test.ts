import { PassThrough } from 'node:stream';
import { ProcessTerminal } from '../../../bin/terminal';

/** A terminal with a keyboard, or with a file in its place. */
function streams(isTTY: boolean) {
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	const shown: string[] = [];
	for (const stream of [stdout, stderr]) stream.on('data', (chunk) => shown.push(String(chunk)));
	const terminal = new ProcessTerminal({
		env: {},
		stdin: Object.assign(stdin, { isTTY }),
		stdout,
		stderr,
	});
	return { terminal, stdin, shown: () => shown.join('') };
}

it('shows a question and what is typed, but never what is secret', async () => {
	const { terminal, stdin, shown } = streams(true);
	const name = terminal.ask('Client ID: ');
	stdin.write('800\r');
	expect(await name).toBe('800');
	const secret = terminal.askSecret('Secret: ');
	stdin.write('s3cr');
	stdin.write('et\r');
	expect(await secret).toBe('s3cret');
	expect(shown()).toMatch(/Client ID: [^]*800[^]*Secret: /);
	expect(shown()).not.toMatch(/s3cr|s3cret|et\r/);
});

it('takes Ctrl-C and Ctrl-D for no answer', async () => {
	for (const key of ['\x03', '\x04']) {
		const { terminal, stdin } = streams(true);
		const answer = terminal.askSecret('Secret: ');
		stdin.write(`abc${key === '\x04' ? '\x15' : ''}${key}`);
		expect(await answer).toBeUndefined();
	}
});

it('asks nobody where there is no keyboard', async () => {
	const { terminal, shown } = streams(false);
	expect(await terminal.ask('Client ID: ')).toBeUndefined();
	expect(shown()).toBe('');
});
