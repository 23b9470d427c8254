#!/bin/sh
# Puts a part of an npm package in a place of its own; does nothing where that is. Needs npm and tar.
#
#   part-of-package.sh NAME@VERSION PART TO
set -eu
[ ! -e "$3" ] || exit 0

mkdir -p "$(dirname "$3")" "$3.new"
archive=$(npm pack --silent --pack-destination "$3.new" "$1")
tar xzf "$3.new/$archive" -C "$3.new" "$2"
mv "$3.new/$2" "$3"
rm -r "$3.new"
