#include "../wasm.h"
#include "calc.h"

// The multiplexer: the one function of JavaScript's that all logging goes through, told apart by the id.
WASM_IMPORT("libshims", "vpp") extern void js_log(const void *id, const char *msg);

// A trampoline: what calc calls, and what decides whether there is somebody to be told.
static void libshimsLog(const void *id, const char *msg) {
  if (id) js_log(id, msg);
}

WASM_EXPORT("libshims_process_data_f32")
int libshims_process_data_f32(const void *id, const float *pData, int len, float *pOut) {
  return process_data_f32(id, pData, len, pOut, libshimsLog);
}
