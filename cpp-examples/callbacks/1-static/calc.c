#include "../wasm.h"

// Defined by JavaScript, known when this is linked.
WASM_IMPORT("libshims", "js_log") extern void js_log(const char *msg);

WASM_EXPORT("process_data_f32")
int process_data_f32(const float *data, int len, float *out) {
  js_log("Initialising work...");

  js_log("Preprocessing...");

  js_log("Calculating result...");
  for (int i = 0; i < len; i++) out[i] = data[i] + 0.2f;

  js_log("Done!");
  return len;
}
