#!/bin/sh
# Fetches to FOLDER what the port is made of and compared with; does nothing where it is.
#
#   fetch.sh FOLDER
#
# hnswlib/: hnswlib's headers, which the npm package hnswlib-node has in it. node_modules/hnswlib-wasm: the package of its
# embind bindings.
set -eu
fetch=$(dirname "$0")/../part-of-package.sh
"$fetch" hnswlib-node@3.0.0 package/src/hnswlib "$1/hnswlib"
"$fetch" hnswlib-wasm@0.8.2 package "$1/node_modules/hnswlib-wasm"
