#!/bin/sh
# Says which audio files can be played to callers. More: scripts/check-audio-files.sh --help
exec "$(dirname "$0")/run-command.sh" check-audio-files "$@"
