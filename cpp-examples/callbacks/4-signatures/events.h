#ifndef EVENTS_H
#define EVENTS_H
typedef void (*emit_fn_t)(const void *id, const char *code);
void add_event_listener(const void *id, emit_fn_t emit_fn);
#endif
