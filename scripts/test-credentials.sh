#!/bin/sh
# Says what an API client of 3CX may do; reads only. More: scripts/test-credentials.sh --help
exec "$(dirname "$0")/run-command.sh" test-credentials "$@"
