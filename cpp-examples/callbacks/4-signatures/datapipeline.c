#include "datapipeline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

// Each step gives a string to free.

static char *process_step_1(const char *pData) {
  char *result = strdup(pData);
  for (char *at = result; *at; at++) *at = (char)toupper((unsigned char)*at);
  return result;
}

static char *process_step_2(const char *pData) {
  size_t length = strlen(pData);
  char *result = strdup(pData);
  for (size_t i = 0; i < length; i++) result[i] = pData[length - 1 - i];
  return result;
}

static char *process_step_3(const char *pData) { return strdup(pData); }

typedef char *(*step_t)(const char *pData);

void start_process_pipeline(const void *data_id, const void *prog_id, const char *pData, send_fn_t send_fn,
                            prog_fn_t prog_hook) {
  const step_t steps[] = {process_step_1, process_step_2, process_step_3};
  const int total_steps = sizeof steps / sizeof *steps;
  for (int done = 0; done < total_steps;) {
    char *processed = steps[done++](pData);
    send_fn(data_id, processed);
    free(processed);
    // Stop if the progress hook returns 1.
    if (prog_hook(prog_id, done, total_steps)) return;
  }
}
