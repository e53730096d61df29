#!/bin/sh
# Runs a command of the package from this clone, as built: scripts/run-command.sh COMMAND [options]
# Without a clone: npx n8n-nodes-3cx-call-control COMMAND [options]
program="$(dirname "$0")/../dist/bin/n8n-nodes-3cx.js"
if ! command -v node >/dev/null; then
	echo 'Node is not in the PATH. This needs Node 20.19 or later.' >&2
	exit 1
fi
if [ ! -f "$program" ] || [ ! -d "$(dirname "$0")/../node_modules" ]; then
	echo 'The package is not built here yet. Run: npm ci && npm run build' >&2
	exit 1
fi
exec node "$program" "$@"
