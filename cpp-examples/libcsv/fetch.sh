#!/bin/sh
# Fetches the sources of libcsv, as Debian packages it, to FOLDER/libcsv; does nothing where they are.
#
#   fetch.sh FOLDER
#
# Needs apt-get and tar, and changes nothing of the system: it uses a list of sources of its own.
set -eu
mkdir -p "$1/lists/partial"
work=$(cd "$1" && pwd)
cd "$work"
[ ! -e libcsv/libcsv.c ] || exit 0

echo "deb-src ${DEBIAN_MIRROR:-http://deb.debian.org/debian} ${DEBIAN_SUITE:-bookworm} main" > sources.list
apt() {
  apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User= "$@"
}
apt update
apt source --download-only libcsv > /dev/null # checks the signature
rm -rf libcsv.new
mkdir libcsv.new
tar xzf libcsv_*.orig.tar.gz --strip-components=1 -C libcsv.new # Debian's patches are for documentation and examples
mv libcsv.new libcsv
