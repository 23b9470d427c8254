#ifndef LIBALERTS_H
#define LIBALERTS_H
#include "events.h"
// The listener is kept until it is removed.
void add_alert_listener(const void *id, emit_fn_t emit);
void remove_alert_listener(const void *id);
void raise_alert(const char *msg);
#endif
