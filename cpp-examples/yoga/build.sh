#!/bin/sh
# Fetches Yoga, compiles it with the block in yoga.cpp, and compares it with the package yoga-layout.
#
#   build.sh [FOLDER [--times]]     everything goes to FOLDER; by default, out/ beside this script
#
# ITLC: the command (by default this checkout's, or else `itlc`).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$here/out}

"$here/fetch.sh" "$work"
cd "$work"
# shellcheck disable=SC2046
"$here/../itlc.sh" "$here/yoga.cpp" $(find yoga -name '*.cpp' | sort) -o built --quiet \
  --cxxflags="-std=c++20 -fwasm-exceptions -Iyoga -Os -s"
node "$here/compare.js" . ${2:+"$2"}
