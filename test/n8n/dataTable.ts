import type { N8nApi } from './n8nApi';
import type { Json } from './n8nTypes';

/** A data table of n8n. */
export interface DataTable {
	rows(): Promise<Json[]>;
	insert(rows: Json[]): Promise<void>;
}

/** Makes a data table, as a person does under "Data tables". */
export async function createDataTable(
	{ session }: N8nApi,
	name: string,
	columns: Record<string, 'string' | 'number' | 'boolean' | 'date'>,
): Promise<DataTable> {
	const { id: project } = await session.rest<{ id: string }>('GET', '/projects/personal');
	const tables = `/projects/${project}/data-tables`;
	const { id } = await session.rest<{ id: string }>('POST', tables, {
		name,
		columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
	});
	return {
		rows: async () => {
			const { data } = await session.rest<{ data: Json[] }>('GET', `${tables}/${id}/rows`);
			return data;
		},
		insert: async (rows) => {
			await session.rest('POST', `${tables}/${id}/insert`, { data: rows });
		},
	};
}
