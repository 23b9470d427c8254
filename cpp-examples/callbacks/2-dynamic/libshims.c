#include "../wasm.h"
#include "calc.h"

WASM_EXPORT("libshims_process_data_f32")
int libshims_process_data_f32(const float *data, int len, float *out, log_fn_t log_fn) {
  return process_data_f32(data, len, out, log_fn);
}
