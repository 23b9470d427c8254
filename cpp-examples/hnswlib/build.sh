#!/bin/sh
# Fetches hnswlib, compiles it with the block in hnswlib.cpp, and compares it with the package hnswlib-wasm.
#
#   build.sh [FOLDER [--times]]     everything goes to FOLDER; by default, out/ beside this script
#
# ITLC: the command (by default this checkout's, or else `itlc`).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$here/out}

"$here/fetch.sh" "$work"
cd "$work"
"$here/../itlc.sh" "$here/hnswlib.cpp" -o built --quiet \
  --cxxflags="-std=c++20 -fwasm-exceptions -Ihnswlib -O3 -s"
node "$here/compare.js" . ${2:+"$2"}
