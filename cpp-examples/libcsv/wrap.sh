#!/bin/sh
# Wraps libcsv, as Debian packages it, with itlc: fetches the sources, builds them with csv.cpp, runs the demo.
#
#   wrap.sh [FOLDER]     everything goes there; by default, out/ beside this script
#
# ITLC: the command (by default this checkout's, or else `itlc`); ITLC_FLAGS: more flags for it, such as --cxx=clang++.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$here/out}

"$here/fetch.sh" "$work"
cd "$work"
# shellcheck disable=SC2086
"$here/../itlc.sh" "$here/csv.cpp" libcsv/libcsv.c -o built --cxxflags="-Ilibcsv" ${ITLC_FLAGS:-}
node "$here/demo.js" built
