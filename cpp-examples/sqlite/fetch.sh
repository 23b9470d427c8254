#!/bin/sh
# Fetches the sources of SQLite, as Debian packages it, and makes of them the one file that SQLite is compiled from:
# FOLDER/sqlite3/sqlite3.c and sqlite3.h. Does nothing where they are.
#
#   fetch.sh FOLDER
#
# Debian's source package holds the separate files. `make sqlite3.c` puts them together; it generates the parser on the
# way, with a program that it compiles for this machine. So it needs tclsh, make and cc (Debian: tcl build-essential),
# beside apt-get, tar and patch. It changes nothing of the system: apt gets a list of sources of its own.
set -eu
mkdir -p "$1/lists/partial"
work=$(cd "$1" && pwd)
cd "$work"
[ ! -e sqlite3/sqlite3.c ] || exit 0
for tool in apt-get tar patch tclsh make cc; do
  command -v $tool > /dev/null || { echo "$tool is not there" >&2; exit 1; }
done

echo "deb-src ${DEBIAN_MIRROR:-http://deb.debian.org/debian} ${DEBIAN_SUITE:-trixie} main" > sources.list
apt() {
  apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User= "$@"
}
apt update
apt source --download-only sqlite3 > /dev/null # checks the signature
rm -rf sqlite3.new
mkdir sqlite3.new
tar xJf sqlite3_*.orig.tar.xz --strip-components=1 -C sqlite3.new
tar xJf sqlite3_*.debian.tar.xz -C sqlite3.new
cd sqlite3.new

# Debian's patches of SQLite itself, security fixes above all. The others are about how Debian builds it.
isOfSqlite() { ! grep '^+++ ' "$1" | grep -qv '/\(src\|ext\)/'; }
while read -r name; do
  ! isOfSqlite "debian/patches/$name" || patch -s -p1 < "debian/patches/$name"
done < debian/patches/series

{ ./configure --disable-tcl && make sqlite3.c; } > build.log 2>&1 || { tail -5 build.log >&2; exit 1; }
mkdir amalgamation
mv sqlite3.c sqlite3.h build.log amalgamation
mv amalgamation ../sqlite3
rm -rf ../sqlite3.new
