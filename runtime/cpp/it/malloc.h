// Memory that changes hands: what the adapter makes for this module to free, or frees for it.
#pragma once
#include <stdlib.h>

#include "fail.h"

extern "C" {

IT_EXPORT("malloc") inline void* _it_malloc(size_t size) {
  void* memory = malloc(size ? size : 1);
  if (!memory) it::fail("out of memory");
  return memory;
}

IT_EXPORT("free") inline void _it_free(void* memory) { free(memory); }
}
