#!/bin/sh
# Fetches to FOLDER what the port is made of and compared with; does nothing where it is.
#
#   fetch.sh FOLDER
#
# hnswlib/: hnswlib's headers, which the npm package hnswlib-node has in it. node_modules/hnswlib-wasm: the package of its
# embind bindings. Needs npm and tar.
set -eu
mkdir -p "$1"
cd "$1"
[ -e hnswlib/hnswlib.h ] && [ -e node_modules/hnswlib-wasm/package.json ] && exit 0

npm pack --silent hnswlib-node@3.0.0 hnswlib-wasm@0.8.2 > /dev/null
rm -rf unpacked hnswlib node_modules/hnswlib-wasm
mkdir -p unpacked/hnswlib-wasm node_modules
tar xzf hnswlib-node-3.0.0.tgz -C unpacked package/src/hnswlib
tar xzf hnswlib-wasm-0.8.2.tgz -C unpacked/hnswlib-wasm
mv unpacked/package/src/hnswlib hnswlib
mv unpacked/hnswlib-wasm/package node_modules/hnswlib-wasm
rm -rf unpacked ./*.tgz
