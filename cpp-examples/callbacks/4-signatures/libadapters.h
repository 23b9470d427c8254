// One function a signature, its name the signature: the result, the callback's id, its arguments.
#pragma once
#include "../wasm.h"

WASM_IMPORT("libadapters", "vpp") extern void vpp(const void *, const char *);
WASM_IMPORT("libadapters", "ipii") extern int ipii(const void *, int, int);
