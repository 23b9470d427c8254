#!/bin/sh
# Fetches to FOLDER what the port is made of and compared with; does nothing where it is.
#
#   fetch.sh FOLDER
#
# yoga/: Yoga's sources, which the npm package react-native has in it. node_modules/yoga-layout: Yoga's own package of its
# embind bindings, whose version has the same sources. Needs npm and tar.
set -eu
mkdir -p "$1"
cd "$1"
[ -e yoga/yoga/Yoga.h ] && [ -e node_modules/yoga-layout/package.json ] && exit 0

npm pack --silent react-native@0.77.0 yoga-layout@3.2.1 > /dev/null
rm -rf unpacked
mkdir -p unpacked/yoga-layout node_modules
tar xzf react-native-0.77.0.tgz -C unpacked package/ReactCommon/yoga
tar xzf yoga-layout-3.2.1.tgz -C unpacked/yoga-layout
rm -rf yoga node_modules/yoga-layout
mv unpacked/package/ReactCommon/yoga yoga
mv unpacked/yoga-layout/package node_modules/yoga-layout
rm -rf unpacked ./*.tgz
