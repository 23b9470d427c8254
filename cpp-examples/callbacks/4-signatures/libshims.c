#include "../wasm.h"
#include "calc.h"
#include "datapipeline.h"
#include "events.h"
#include "libadapters.h"
#include "libalerts.h"

// Calc
static void libshimsLog(const void *id, const char *msg) { vpp(id, msg); }

WASM_EXPORT("libshims_process_data_f32")
int libshims_process_data_f32(const void *id, const float *pData, int len, float *pOut) {
  return process_data_f32(id, pData, len, pOut, libshimsLog);
}

// Events
WASM_IMPORT("keyboard", "wait_for_keypress") extern char *keyboard_wait_for_keypress(void);

// What events.c leaves to whoever links it.
char *wait_for_keypress(void) { return keyboard_wait_for_keypress(); }

static void libshimsEmit(const void *id, const char *code) { vpp(id, code); }

WASM_EXPORT("libshims_add_event_listener")
void libshims_add_event_listener(const void *id) { add_event_listener(id, libshimsEmit); }

// Data pipeline
static void libshimsSend(const void *id, const char *data) { vpp(id, data); }

static int libshimsProgress(const void *id, int nDone, int nTotal) { return ipii(id, nDone, nTotal); }

WASM_EXPORT("libshims_start_process_pipeline")
void libshims_start_process_pipeline(const void *data_id, const void *prog_id, const char *pData) {
  start_process_pipeline(data_id, prog_id, pData, libshimsSend, libshimsProgress);
}

// Alerts
static void libshimsAlert(const void *id, const char *msg) { vpp(id, msg); }

WASM_EXPORT("libshims_add_alert_listener")
void libshims_add_alert_listener(const void *id) { add_alert_listener(id, libshimsAlert); }

WASM_EXPORT("libshims_remove_alert_listener")
void libshims_remove_alert_listener(const void *id) { remove_alert_listener(id); }

WASM_EXPORT("libshims_raise_alert")
void libshims_raise_alert(const char *msg) { raise_alert(msg); }
