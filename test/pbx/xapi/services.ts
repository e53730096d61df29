import { invalidInput } from '../odata/errors';
import { isRow, type Row } from '../world/values';
import type { EntitySet, PbxAction } from './entitySet';
import { change } from './writes';

/** `{"options":{"ServiceNames":["…"]}}` (xapi.md §3.10). */
function command(status: 'Running' | 'Stopped'): PbxAction {
	return ({ records }, body) => {
		const options = isRow(body) && isRow(body.options) ? body.options : null;
		const names = options?.ServiceNames;
		if (!Array.isArray(names)) throw invalidInput('options');
		return change(() => {
			for (const service of records.services) {
				if (names.includes(service.name)) service.status = status;
			}
		});
	};
}

/** Services (xapi.md §3.10); no GET by name. */
export const SERVICES: EntitySet = {
	kind: 'set',
	type: 'ServiceInfo',
	key: null,
	rows: ({ records, clock }) =>
		records.services.map(
			({ name, displayName, status }, i): Row => ({
				Name: name,
				DisplayName: displayName,
				Status: status,
				MemoryUsed: status === 'Running' ? 50_000_000 + i * 1_000_000 : 0,
				HandleCount: 200 + i,
				ThreadCount: status === 'Running' ? 20 + i : 0,
				TotalProcessorTime: 1000 * (i + 1),
				SampleTime: new Date(clock.now()).toISOString(),
				StartStopEnabled: true,
				RestartEnabled: true,
			}),
		),
	actions: {
		'Pbx.Start': command('Running'),
		'Pbx.Restart': command('Running'),
		'Pbx.Enable': command('Running'),
		'Pbx.Stop': command('Stopped'),
		'Pbx.Disable': command('Stopped'),
	},
};
