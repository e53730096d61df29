import { SWITCH_VALUES, type SwitchName, type Switches } from './switches';

/** Every combination of the values of these switches; meant for two or three of them. */
export function switchMatrix(keys: readonly SwitchName[]): Array<Partial<Switches>> {
	let rows: Array<Partial<Switches>> = [{}];
	for (const key of keys) {
		rows = rows.flatMap((row) => SWITCH_VALUES[key].map((value) => ({ ...row, [key]: value })));
	}
	return rows;
}
