// Memory of a call: what the adapter lowers into this module, and results until they are lifted. A call takes a mark,
// and gives back to it all that was taken since.
#pragma once
#include <stdlib.h>

#include <new>
#include <type_traits>
#include <utility>

#include "fail.h"

namespace it {
namespace detail {

/// From malloc, the newest first. What is asked for begins behind it.
struct alignas(16) block {
  block* previous;
  size_t size;
};

/// An object whose destructor has to run.
struct held {
  held* previous;
  void (*destroy)(void*);
  void* object;
};

struct arena_state {
  char* next;
  char* end;
  block* blocks;
  held* objects;
};

/// In the arena itself.
struct marked {
  void* stack_pointer;
  arena_state before;
};

/// So far behind a mark lies the room that was asked for with it. The adapter counts on it.
constexpr size_t mark_size = 32;
static_assert(sizeof(marked) <= mark_size);

constexpr size_t chunk_size = 16384;

inline char first_chunk[4096];
inline arena_state arena{first_chunk, first_chunk + sizeof first_chunk, nullptr, nullptr};
/// One chunk stays, so that calls that need a second one do not ask malloc each time.
inline block* spare_chunk = nullptr;

inline void* new_block(size_t size) {
  bool reuse = size == chunk_size && spare_chunk;
  block* made = reuse ? spare_chunk : static_cast<block*>(size > SIZE_MAX - sizeof(block) ? nullptr : malloc(sizeof(block) + size));
  if (!made) fail("out of memory");
  if (reuse) spare_chunk = nullptr;
  *made = {arena.blocks, size};
  arena.blocks = made;
  return made + 1;
}

inline void free_block(block* unused) {
  if (unused->size == chunk_size && !spare_chunk) {
    spare_chunk = unused;
  } else {
    free(unused);
  }
}

inline char* aligned(char* address, size_t alignment) {
  return reinterpret_cast<char*>((reinterpret_cast<uintptr_t>(address) + alignment - 1) & ~(alignment - 1));
}

}  // namespace detail

/// Lives until the call returns. @param alignment at most 16
inline void* allocate(size_t size, size_t alignment) {
  auto& arena = detail::arena;
  char* at = detail::aligned(arena.next, alignment);
  if (at > arena.end || size > static_cast<size_t>(arena.end - at)) {
    if (size > detail::chunk_size / 4) return detail::new_block(size);
    at = static_cast<char*>(detail::new_block(detail::chunk_size));
    arena.end = at + detail::chunk_size;
  }
  arena.next = at + size;
  return at;
}

template <class T>
T* allocate(size_t count = 1) {
  return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
}

/// Keeps what `make` returns until the call has returned and its value has been lifted. It is made in its place: to move
/// a std::variant or std::string costs as much as to copy a short one.
template <class Make>
auto& hold_made(Make make) {
  using T = decltype(make());
  T* object = new (allocate<T>()) T(make());
  if constexpr (!std::is_trivially_destructible_v<T>) {
    auto* entry = allocate<detail::held>();
    *entry = {detail::arena.objects, [](void* it) { static_cast<T*>(it)->~T(); }, object};
    detail::arena.objects = entry;
  }
  return *object;
}

/// Keeps an object until the call has returned and its value has been lifted.
template <class T>
T& hold(T value) {
  return hold_made([&]() -> T { return std::move(value); });
}

/// @param room for the caller, `mark_size` behind the mark
inline detail::marked* mark(size_t room) {
  detail::arena_state before = detail::arena;
  size_t size = room > SIZE_MAX - detail::mark_size ? SIZE_MAX : detail::mark_size + room;
  auto* saved = static_cast<detail::marked*>(allocate(size, 16));
  saved->before = before;
  return saved;
}

inline void reset(detail::marked* mark) {
  auto& arena = detail::arena;
  detail::arena_state before = mark->before;
  while (arena.objects != before.objects) {
    detail::held* entry = arena.objects;
    arena.objects = entry->previous;
    entry->destroy(entry->object);
  }
  while (arena.blocks != before.blocks) {
    detail::block* unused = arena.blocks;
    arena.blocks = unused->previous;
    detail::free_block(unused);
  }
  arena = before;
}

/// Gives back what a call from C++ to JavaScript took.
class scope {
 public:
  scope() : mark_(mark(0)) {}
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;
  ~scope() { reset(mark_); }

 private:
  detail::marked* mark_;
};

}  // namespace it

extern "C" {
IT_EXPORT("_it_alloc") inline void* _it_alloc(size_t size, size_t alignment) { return it::allocate(size, alignment); }
}

#if defined(__clang_major__) && __clang_major__ >= 16
extern "C" {
__attribute__((used)) inline void* _it_arena_mark(size_t room) { return it::mark(room); }
__attribute__((used)) inline void _it_arena_reset(void* mark) { it::reset(static_cast<it::detail::marked*>(mark)); }
}

// What JavaScript throws passes through C++ without running anything, and leaves the stack pointer deep in the stack. So
// a mark holds it too. In assembly, because a function of C++ moves the pointer itself.
__asm__(R"(
  .globaltype __stack_pointer, i32
  .functype _it_arena_mark (i32) -> (i32)
  .functype _it_arena_reset (i32) -> ()

  .section .text._it_mark,"",@
  .weak _it_mark
  .type _it_mark,@function
  .export_name _it_mark, _it_mark
_it_mark:
  .functype _it_mark (i32) -> (i32)
  local.get 0
  call _it_arena_mark
  local.tee 0
  global.get __stack_pointer
  i32.store 0
  local.get 0
  end_function

  .section .text._it_reset,"",@
  .weak _it_reset
  .type _it_reset,@function
  .export_name _it_reset, _it_reset
_it_reset:
  .functype _it_reset (i32) -> ()
  local.get 0
  i32.load 0
  global.set __stack_pointer
  local.get 0
  call _it_arena_reset
  end_function
)");
#else
// Older assemblers do not take this: there, each exception of JavaScript costs the stack of the C++ that it passes.
extern "C" {
IT_EXPORT("_it_mark") inline void* _it_mark(size_t room) { return it::mark(room); }
IT_EXPORT("_it_reset") inline void _it_reset(void* mark) { it::reset(static_cast<it::detail::marked*>(mark)); }
}
#endif
