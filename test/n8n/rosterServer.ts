import { createServer } from 'node:http';

/** A row of the roster, with the column names of the example. */
export interface RosterRow {
	name: string;
	mobile: string;
	from: string;
	to: string;
	confirmed?: boolean;
}

/** A roster that a workflow reads over HTTP and a test rewrites while the workflow runs. */
export interface RosterServer {
	url: string;
	rows: RosterRow[];
	close(): Promise<void>;
}

/** Starts a roster on a free loopback port. */
export async function startRoster(): Promise<RosterServer> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(roster.rows));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const roster: RosterServer = {
		url: `http://127.0.0.1:${port}/rows`,
		rows: [],
		close: async () =>
			await new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	return roster;
}
