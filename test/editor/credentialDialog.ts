import type { Json } from '../n8n/n8nTypes';
import type { Editor } from './editor';

/** The dialog in which a credential is made and changed. */
export class CredentialDialog {
	constructor(private readonly editor: Editor) {}

	/** Opens it from the panel of a node, for a new credential. */
	async openNew(): Promise<void> {
		// While there is none at all, a button stands in place of the list.
		const first = this.editor.id('node-credentials-empty-state').getByRole('button');
		const list = this.editor.id('node-credentials-select');
		await first.or(list).first().waitFor();
		if (await first.isVisible()) await first.click();
		else {
			await list.click();
			await this.editor.id('node-credentials-select-item-new').click();
		}
		await this.editor.id('credential-edit-dialog').waitFor();
	}

	/** Types texts into the fields. */
	async fill(fields: Json): Promise<void> {
		const dialog = this.editor.id('credential-edit-dialog');
		for (const [name, text] of Object.entries(fields)) {
			const field = dialog.getByTestId(`parameter-input-${name}`).locator('input, textarea');
			await field.last().fill(String(text));
		}
	}

	/** Saves what should be wrong, and waits until the dialog shows exactly that text of the test. */
	async saveAndRead(text: string): Promise<void> {
		const dialog = this.editor.id('credential-edit-dialog');
		await this.editor.id('credential-save-button').click();
		const shown = dialog.getByText(text, { exact: true });
		const details = dialog.getByText('More details');
		await details.or(shown).first().waitFor();
		if (await details.isVisible()) await details.click();
		await shown.waitFor();
	}

	/** Saves what should be right: the dialog closes by itself. */
	async saveAndClose(): Promise<void> {
		await this.editor.id('credential-save-button').click();
		await this.editor.id('credential-edit-dialog').waitFor({ state: 'hidden' });
	}
}
