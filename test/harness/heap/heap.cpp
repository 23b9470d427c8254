// What of the heap is in use. Link with -Wl,--wrap of malloc, calloc, realloc, free and aligned_alloc.
#include <errno.h>
#include <malloc.h>
#include <stddef.h>

/**IT_START**/
export {
  /// In bytes, as the allocator rounds them.
  func heapBytes() -> u32;
  func heapBlocks() -> u32;
}
/**IT_END**/

static uint32_t bytes = 0;
static uint32_t blocks = 0;

static void* taken(void* memory) {
  if (!memory) return nullptr;
  bytes += malloc_usable_size(memory);
  ++blocks;
  return memory;
}

static void given(void* memory) {
  if (!memory) return;
  bytes -= malloc_usable_size(memory);
  --blocks;
}

extern "C" {
void* __real_malloc(size_t);
void* __real_calloc(size_t, size_t);
void* __real_realloc(void*, size_t);
void* __real_aligned_alloc(size_t, size_t);
void __real_free(void*);

void* __wrap_malloc(size_t size) { return taken(__real_malloc(size)); }
void* __wrap_calloc(size_t count, size_t size) { return taken(__real_calloc(count, size)); }
void* __wrap_aligned_alloc(size_t alignment, size_t size) { return taken(__real_aligned_alloc(alignment, size)); }

void* __wrap_realloc(void* memory, size_t size) {
  given(memory);
  void* moved = __real_realloc(memory, size);
  taken(moved || size == 0 ? moved : memory);
  return moved;
}

void __wrap_free(void* memory) {
  given(memory);
  __real_free(memory);
}
}

uint32_t heapBytes() { return bytes; }
uint32_t heapBlocks() { return blocks; }
