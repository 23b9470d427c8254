// The workload with the component model's canonical ABI, as a bindings generator would have it: arguments that are
// pointers belong to the callee, results are freed by `cabi_post_` functions once they have been read.
#include "work.h"

#define EXPORT(name) __attribute__((export_name(name)))
#define HOST(name) __attribute__((import_module("bench:work/host"), import_name(name)))

typedef struct {
  void *data;
  uint32_t length;
} list;
typedef struct {
  float x, y;
} point;
typedef struct {
  uint8_t kind;
  union {
    float num;
    list text;
    point pt;
  } value;
} shape;

HOST("cb") int32_t host_cb(int32_t index);
HOST("log") void host_log(const char *text, uint32_t length);

static list result;
static point point_result;
static shape shape_result;

EXPORT("cabi_realloc") void *cabi_realloc(void *old, uint32_t old_size, uint32_t alignment, uint32_t size) {
  (void)old_size, (void)alignment;
  return size ? realloc(old, size) : (void *)(uintptr_t)alignment;
}

static list *give(void *data, uint32_t length) {
  result = (list){data, length};
  return &result;
}

EXPORT("is-fizz") int32_t is_fizz(int32_t n) { return w_isFizz(n); }
EXPORT("fizz-str") list *fizz_str(void) { return give((void *)W_FIZZ, 4); }

EXPORT("sink") uint32_t sink(char *text, uint32_t length) {
  if (length) free(text);
  return length;
}

EXPORT("echo") list *echo(char *text, uint32_t length) { return give(text, length); }
EXPORT("cabi_post_echo") void echo_free(list *text) {
  if (text->length) free(text->data);
}

EXPORT("mk") point *mk(float a) {
  point_result = (point){a, a + 1};
  return &point_result;
}
EXPORT("norm") float norm(float x, float y) { return x * x + y * y; }

EXPORT("sum") float sum(float *values, uint32_t length) {
  float total = w_sum(values, length);
  if (length) free(values);
  return total;
}

EXPORT("iota") list *iota(uint32_t count) {
  float *values = malloc(count * sizeof *values);
  for (uint32_t i = 0; i < count; i++) values[i] = i;
  return give(values, count);
}
EXPORT("cabi_post_iota") void iota_free(list *values) { free(values->data); }

EXPORT("names") list *names(void) {
  list *all = malloc(100 * sizeof *all);
  for (int i = 0; i < 100; i++) {
    all[i] = (list){malloc(8), 8};
    w_name(all[i].data, i);
  }
  return give(all, 100);
}
EXPORT("cabi_post_names") void names_free(list *all) {
  list *name = all->data;
  for (uint32_t i = 0; i < all->length; i++) free(name[i].data);
  free(all->data);
}

EXPORT("points") list *points(uint32_t count) {
  point *all = malloc(count * sizeof *all);
  for (uint32_t i = 0; i < count; i++) all[i] = (point){i, i * 2};
  return give(all, count);
}
EXPORT("cabi_post_points") void points_free(list *all) { free(all->data); }

EXPORT("each") int32_t each(int32_t count) {
  int32_t sum = 0;
  for (int32_t i = 0; i < count; i++) sum += host_cb(i);
  return sum;
}
EXPORT("logs") void logs(int32_t count) {
  for (int32_t i = 0; i < count; i++) host_log(W_LOG, 20);
}

EXPORT("enum-rt") int32_t enum_rt(int32_t color) { return color; }

// The parts of all cases lie upon each other: a float travels as the bits of an integer.
EXPORT("variant-rt") shape *variant_rt(int32_t kind, uint32_t first, uint32_t second) {
  uint32_t parts[2] = {first, second};
  shape_result.kind = kind;
  memcpy(&shape_result.value, parts, sizeof parts);
  return &shape_result;
}
EXPORT("cabi_post_variant-rt") void variant_free(shape *given) {
  if (given->kind == 2 && given->value.text.length) free(given->value.text.data);
}

EXPORT("handle-rt") int32_t handle_rt(int32_t handle) { return handle; }
