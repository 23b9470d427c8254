// Memory that changes hands: what the adapter makes for this module to free, or frees for it.
#pragma once
#include <stdlib.h>

#include "fail.h"

// Under names of their own: some linkers export the library's malloc and free themselves.
extern "C" {

IT_EXPORT("_it_malloc") inline void* _it_malloc(size_t size) {
  void* memory = malloc(size ? size : 1);
  if (!memory) it::fail("out of memory");
  return memory;
}

IT_EXPORT("_it_free") inline void _it_free(void* memory) { free(memory); }
}
