#include "events.h"

#include <stdlib.h>

// A placeholder for keyboard input: a string to free, or null when the keyboard is gone.
extern char *wait_for_keypress(void);

void add_event_listener(const void *id, emit_fn_t emit_fn) {
  char *code;
  while ((code = wait_for_keypress())) {
    emit_fn(id, code);
    free(code);
  }
}
