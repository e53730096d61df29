/**
 * n8n loads the files named under "n8n" in package.json and never this one.
 * It is here because package.json's "main" must point at something that loads without n8n.
 */
module.exports = {};
