#!/bin/sh
# Checks this machine, n8n, the variables and the way to the PBX. More: scripts/validate-config.sh --help
exec "$(dirname "$0")/run-command.sh" validate-config "$@"
