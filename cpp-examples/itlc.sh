#!/bin/sh
# itlc for the scripts of the examples: what ITLC says, or else this checkout's, or else `itlc`.
own=$(dirname "$0")/../bin/itlc.js
[ -n "${ITLC:-}" ] || { [ -e "$own" ] && ITLC="node $own"; } || ITLC=itlc
# shellcheck disable=SC2086
exec $ITLC "$@"
