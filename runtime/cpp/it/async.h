// Calls that wait for promises: each has a stack of C's for itself, and memory for what it converts, so that they end in any
// order. For one source of a module only.
#pragma once
#include <stdlib.h>

#include "arena.h"

#ifdef __cpp_exceptions
/// What is handled, and how many are on their way: of the C++ library, or of exceptions.h.
extern "C" void* _it_exception_globals() noexcept __asm__("__cxa_get_globals");
#endif

extern "C" {
/// The linker's, where it has them.
extern char __stack_low __attribute__((weak));
extern char __stack_high __attribute__((weak));
}

namespace it::detail {

#ifdef __cpp_exceptions
struct handling {
  void* handled;
  unsigned uncaught;
};
#endif

/// Stands above the stack of a call, which grows down from here.
struct alignas(16) waiting_call {
  arena_state arena;
#ifdef __cpp_exceptions
  handling exceptions;
#endif
  waiting_call* next;
  /// What malloc gave. It begins with what nobody writes but who has no room left.
  uint64_t* block;
  alignas(16) char first_chunk[512];
};

/// Below each stack: an overflow by less damages nothing, and is found when the call is over.
constexpr size_t stack_margin = 16384;
constexpr uint64_t stack_mark = 0x5ac1e57a5ac1e57a;
constexpr unsigned most_spare_calls = 16;
inline waiting_call* spare_calls = nullptr;
inline unsigned spare_call_count = 0;

/// As much as the program's own stack, or where the linker does not tell, as much as that has by default.
inline size_t call_stack_size() {
  bool is_known = &__stack_low && &__stack_high;
  return is_known ? static_cast<size_t>(&__stack_high - &__stack_low) & ~size_t(15) : 65536;
}

inline waiting_call* new_call() {
  size_t size = call_stack_size() + stack_margin;
  auto* block = static_cast<uint64_t*>(aligned_alloc(16, size + sizeof(waiting_call)));
  if (!block) fail("out of memory: there is no room for the stack of one more call that waits");
  for (size_t index = 0; index < stack_margin / sizeof(uint64_t); ++index) block[index] = stack_mark;
  auto* call = reinterpret_cast<waiting_call*>(reinterpret_cast<char*>(block) + size);
  call->block = block;
  return call;
}

/// Whether its stack was never full.
inline bool had_room(const waiting_call* call) {
  uint64_t changed = 0;
  for (size_t index = 0; index < stack_margin / sizeof(uint64_t); ++index) changed |= call->block[index] ^ stack_mark;
  return changed == 0;
}

}  // namespace it::detail

extern "C" {
/// A call that may wait begins. @returns where its stack begins, by which it is known
IT_EXPORT("_it_open_call") inline it::detail::waiting_call* _it_open_call() {
  using namespace it::detail;
  waiting_call* call = spare_calls;
  if (call) {
    spare_calls = call->next;
    --spare_call_count;
  } else {
    call = new_call();
  }
  char* begin = call->first_chunk;
  call->arena = {begin, begin + sizeof call->first_chunk, begin, nullptr, nullptr};
#ifdef __cpp_exceptions
  call->exceptions = {nullptr, 0};
#endif
  return call;
}

/// It goes on, or has to wait: what it has of its own changes places with what was there.
IT_EXPORT("_it_swap_call") inline void _it_swap_call(it::detail::waiting_call* call) {
  using namespace it::detail;
  std::swap(arena, call->arena);
#ifdef __cpp_exceptions
  std::swap(*static_cast<handling*>(_it_exception_globals()), call->exceptions);
#endif
}

/// It is over. False where its stack was full.
IT_EXPORT("_it_close_call") inline bool _it_close_call(it::detail::waiting_call* call) {
  using namespace it::detail;
  // What has failed may have left some.
  while (chunk* last = call->arena.last) {
    call->arena = last->before;
    free(last);
  }
  bool is_whole = had_room(call);
  if (spare_call_count == most_spare_calls || !is_whole) {
    free(call->block);
  } else {
    call->next = spare_calls;
    spare_calls = call;
    ++spare_call_count;
  }
  return is_whole;
}
}
