#include "libalerts.h"

#include <stdlib.h>

struct listener {
  const void *id;
  emit_fn_t emit;
  struct listener *next;
};

static struct listener *listeners;

void add_alert_listener(const void *id, emit_fn_t emit) {
  struct listener *added = malloc(sizeof *added);
  if (!added) abort();
  *added = (struct listener){id, emit, listeners};
  listeners = added;
}

void remove_alert_listener(const void *id) {
  for (struct listener **at = &listeners; *at; at = &(*at)->next) {
    if ((*at)->id != id) continue;
    struct listener *removed = *at;
    *at = removed->next;
    free(removed);
    return;
  }
}

// A listener may remove itself while it is told.
void raise_alert(const char *msg) {
  for (struct listener *at = listeners, *next; at; at = next) {
    next = at->next;
    at->emit(at->id, msg);
  }
}
