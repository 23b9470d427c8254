#!/bin/sh
# Fetches jieba-wasm from npm, and builds the glue for what its init() has started with itlc.
#
#   build.sh FOLDER
#
# ITLC: the command (by default this checkout's, or else `itlc`).
set -eu
here=$(cd "$(dirname "$0")" && pwd)

mkdir -p "$1"
cd "$1"
[ -e node_modules/jieba-wasm ] || npm install --prefix . --no-save --no-audit --no-fund --silent jieba-wasm@2.4.0
cp node_modules/jieba-wasm/pkg/web/jieba_rs_wasm_bg.wasm jieba.wasm
cp "$here/cut.itl" .
"$here/../../itlc.sh" cut.itl -o glue --emit js,dts
