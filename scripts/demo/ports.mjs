/** The usual port, or another one (said so) when it is taken. */
export async function portOr(usual, what, { portIsFree, freePort }, log) {
	if (await portIsFree(usual)) return usual;
	const port = await freePort();
	log(`port ${usual} is taken; ${what} uses ${port}`);
	return port;
}
