// Calls that wait for promises: each has a stack of C's for itself, and memory for what it converts, so that they end in any
// order. For one source of a module only.
#pragma once
#include <stdlib.h>

#include "arena.h"
#include "refuse.h"

#ifdef __cpp_exceptions
/// What is handled, and how many are on their way: of the C++ library, or of exceptions.h.
extern "C" void* _it_exception_globals() noexcept __asm__("__cxa_get_globals");
#endif

extern "C" {
/// The linker's, where it has them.
extern char __stack_low __attribute__((weak));
extern char __stack_high __attribute__((weak));

/// Where the stack that is used may begin and end; where nobody knows, the end is null.
__attribute__((used)) char* _it_stack_low = &__stack_low;
__attribute__((used)) char* _it_stack_high = &__stack_high;
__attribute__((used)) extern const char _it_stack_is_full[] = "C's stack is full: -Wl,-z,stack-size=BYTES makes it larger";
static_assert(sizeof _it_stack_is_full == 59);
}

__asm__(".globaltype __stack_pointer, i32");

/// itlc has this called instead of each instruction that sets the stack pointer, once all is linked. It uses no stack itself.
extern "C" IT_EXPORT("_it_set_stack") __attribute__((naked)) void _it_set_stack(char*) {
  __asm__(
      "local.get 0\n i32.const 0\n i32.load _it_stack_low\n i32.lt_u\n"
      "local.get 0\n i32.const 1\n i32.sub\n i32.const 0\n i32.load _it_stack_high\n i32.const 1\n i32.sub\n i32.gt_u\n"
      "i32.or\n if\n i32.const _it_stack_is_full\n i32.const 58\n call _it_refuse\n end_if\n"
      "local.get 0\n global.set __stack_pointer\n return");
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
  char* stack_low;
  char* stack_high;
  /// What malloc gave.
  char* block;
  alignas(16) char first_chunk[512];
};

/// Below each stack. Functions that call none use a little of it without setting the stack pointer. And where itlc has not linked
/// the module, nothing is checked: an overflow by less damages nothing, and is found when the call is over.
constexpr size_t stack_margin = 16384;
constexpr size_t red_zone = 128;
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
  size_t size = stack_margin + red_zone + call_stack_size();
  auto* block = static_cast<char*>(aligned_alloc(16, size + sizeof(waiting_call)));
  if (!block) fail("out of memory: there is no room for the stack of one more call that waits");
  auto* call = reinterpret_cast<waiting_call*>(block + size);
  call->block = block;
  call->stack_low = block + stack_margin + red_zone;
  call->stack_high = reinterpret_cast<char*>(call);
  auto* marks = reinterpret_cast<uint64_t*>(block);
  for (size_t index = 0; index < stack_margin / sizeof(uint64_t); ++index) marks[index] = stack_mark;
  return call;
}

/// Whether nobody wrote below its stack.
inline bool had_room(const waiting_call* call) {
  auto* marks = reinterpret_cast<const uint64_t*>(call->block);
  uint64_t changed = 0;
  for (size_t index = 0; index < stack_margin / sizeof(uint64_t); ++index) changed |= marks[index] ^ stack_mark;
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

/// It goes on, or has to wait: what it has of its own changes places with what was there. Its stack last, which is checked by then.
IT_EXPORT("_it_swap_call") inline void _it_swap_call(it::detail::waiting_call* call) {
  using namespace it::detail;
  std::swap(arena, call->arena);
#ifdef __cpp_exceptions
  std::swap(*static_cast<handling*>(_it_exception_globals()), call->exceptions);
#endif
  char* low = call->stack_low;
  char* high = call->stack_high;
  call->stack_low = _it_stack_low;
  call->stack_high = _it_stack_high;
  _it_stack_low = low;
  _it_stack_high = high;
}

/// It is over. @returns true: loaders that were there before ask whether the stack was never full
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
  constexpr char text[] = "C's stack was full: what lies below it may be damaged";
  if (!is_whole) _it_refuse(text, sizeof text - 1);
  return true;
}
}
