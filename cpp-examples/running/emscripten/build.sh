#!/bin/sh
# Builds notes.c with Emscripten, and the glue for what that has started with itlc.
#
#   build.sh FOLDER
#
# ITLC: the command (by default this checkout's, or else `itlc`). Emscripten's `emcc` has to be there: Debian has a package.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

mkdir -p "$1/library"
cd "$1"
echo '{ "type": "commonjs" }' > library/package.json
# With their names, exports can be found. `asm` are the exports in Emscripten 3.1, `wasmExports` in newer ones.
emcc "$here/notes.c" -O1 -g2 -o library/notes.js -sMODULARIZE -sFORCE_FILESYSTEM -sALLOW_MEMORY_GROWTH \
  -sEXPORTED_FUNCTIONS=_note,_notes,_malloc,_free -sEXPORTED_RUNTIME_METHODS=FS,${EMCC_EXPORTS:-asm}
cp "$here/notes.itl" library/
"$here/../../itlc.sh" library/notes.itl -o glue --emit js,dts
