#include "calc.h"

// Knows nothing of JavaScript: it may be compiled for anything.
int process_data_f32(const float *pData, int len, float *pOut, log_fn_t log_fn) {
  log_fn("Initialising work...");

  log_fn("Preprocessing...");

  log_fn("Calculating result...");
  for (int i = 0; i < len; i++) pOut[i] = pData[i] + 0.2f;

  log_fn("Done!");
  return len;
}
