#include "calc.h"

int process_data_f32(const void *id, const float *pData, int len, float *pOut, log_fn_t log_fn) {
  log_fn(id, "Initialising work...");

  log_fn(id, "Preprocessing...");

  log_fn(id, "Calculating result...");
  for (int i = 0; i < len; i++) pOut[i] = pData[i] + 0.2f;

  log_fn(id, "Done!");
  return len;
}
