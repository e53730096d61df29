import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './page';

/** Stands for what changes in a message: an address, a number, a reason. */
export const OPEN = '…';

let known: string[] | undefined;

/** Every text in the source of the nodes, with {@link OPEN} in place of what is filled in. */
export function sourceTexts(): readonly string[] {
	known ??= ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.flatMap((file) => textsOf(join(ROOT, folder, file))),
	);
	return known;
}

/** Texts of one file. */
export function textsOf(file: string): string[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(file, 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const texts: string[] = [];
	const visit = (node: ts.Node) => {
		const text = textOf(node);
		if (text === undefined) ts.forEachChild(node, visit);
		else {
			texts.push(text);
			// What is filled in may be texts too.
			if (!ts.isStringLiteralLike(node)) ts.forEachChild(node, visit);
		}
	};
	visit(source);
	return texts;
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (ts.isTemplateExpression(node))
		return node.templateSpans.reduce(
			(text, { literal }) => `${text}${OPEN}${literal.text}`,
			node.head.text,
		);
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
		const [left, right] = [textOf(node.left), textOf(node.right)];
		return left !== undefined && right !== undefined ? left + right : undefined;
	}
	return undefined;
}

/** What a message of a page matches: each {@link OPEN} stands for any text. `whole`: to its end, and not only its beginning. */
export function asPattern(message: string, whole = false): RegExp {
	const pieces = message.split(OPEN).map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
	return new RegExp(`^${pieces.join('[^]*?')}${whole ? '$' : ''}`);
}
