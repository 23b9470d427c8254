// Memory of a call: what C++ converts, lends to JavaScript or gets from it lies there until the call is over.
#pragma once
#include <stdlib.h>

#include <new>
#include <type_traits>
#include <utility>

#include "fail.h"

/// Whatever is taken from the arena is taken by a call of it, never in line: itlc reads from the core module's code which exports
/// take nothing, and leaves the arena alone around those.
extern "C" __attribute__((noinline)) IT_EXPORT("_it_alloc") void* _it_alloc(size_t size, size_t alignment);

namespace it {
namespace detail {

constexpr size_t chunk_size = 16384;

struct chunk;

/// An object whose destructor has to run, or a block that has to be freed. In the arena itself, behind what was taken before it.
struct held {
  held* previous;
  void (*destroy)(void*);
  void* object;
};

struct arena_state {
  /// The adapter compares it before and after a call: unchanged, there is nothing to give back.
  char* next;
  char* end;
  char* begin;
  chunk* last;
  held* objects;
};

/// From malloc; what is taken begins behind it.
struct alignas(16) chunk {
  arena_state before;
};

alignas(16) inline char first_chunk[2048];
inline arena_state arena{first_chunk, first_chunk + sizeof first_chunk, first_chunk, nullptr, nullptr};
/// One chunk stays, so that calls that need a second one do not ask malloc each time.
inline chunk* spare_chunk = nullptr;

inline void* allocate_block(size_t size) {
  void* made = malloc(size ? size : 1);
  if (!made) fail("out of memory");
  return made;
}

inline void add_chunk() {
  chunk* made = spare_chunk ? spare_chunk : static_cast<chunk*>(allocate_block(sizeof(chunk) + chunk_size));
  spare_chunk = nullptr;
  made->before = arena;
  char* begin = reinterpret_cast<char*>(made + 1);
  arena = {begin, begin + chunk_size, begin, made, arena.objects};
}

inline void remove_chunk() {
  chunk* unused = arena.last;
  held* objects = arena.objects;
  arena = unused->before;
  arena.objects = objects;
  if (spare_chunk) {
    free(unused);
  } else {
    spare_chunk = unused;
  }
}

inline char* aligned(char* address, size_t alignment) {
  return reinterpret_cast<char*>((reinterpret_cast<uintptr_t>(address) + alignment - 1) & ~(alignment - 1));
}

/// @param size at most a quarter of a chunk
inline void* allocate_small(size_t size, size_t alignment) {
  char* at = aligned(arena.next, alignment);
  if (at > arena.end || size > static_cast<size_t>(arena.end - at)) {
    add_chunk();
    at = arena.next;
  }
  arena.next = at + size;
  return at;
}

inline void hold_object(void* object, void (*destroy)(void*)) {
  auto* entry = static_cast<held*>(_it_alloc(sizeof(held), alignof(held)));
  *entry = {arena.objects, destroy, object};
  arena.objects = entry;
}

inline bool is_between(const void* at, const char* from, const char* to) {
  auto address = reinterpret_cast<uintptr_t>(at);
  return reinterpret_cast<uintptr_t>(from) <= address && address <= reinterpret_cast<uintptr_t>(to);
}

/// Destroys what was held since then, newest first.
inline void release_objects(const char* since) {
  while (arena.objects && is_between(arena.objects, since, arena.next)) {
    held* entry = arena.objects;
    arena.objects = entry->previous;
    entry->destroy(entry->object);
  }
}

}  // namespace detail

/// Lives until the call returns. @param alignment at most 16
inline void* allocate(size_t size, size_t alignment) { return _it_alloc(size, alignment); }

template <class T>
T* allocate(size_t count = 1) {
  return static_cast<T*>(allocate(count > SIZE_MAX / sizeof(T) ? SIZE_MAX : count * sizeof(T), alignof(T)));
}

namespace detail {

/// Whether a value has something to free: a type that may have nothing, as a variant, says so by itself.
template <class T, class = void>
struct owns {
  static bool anything(const T&) { return !std::is_trivially_destructible_v<T>; }
};

template <class T>
void hold_destructor(T* object) {
  if constexpr (!std::is_trivially_destructible_v<T>) {
    hold_object(object, [](void* it) { static_cast<T*>(it)->~T(); });
  }
}

}  // namespace detail

/// Keeps what `make` returns until the call has returned. It is made in its place: to move a std::variant or std::string
/// costs as much as to copy a short one.
template <class Make>
auto& hold_made(Make make) {
  using T = decltype(make());
  T* object = new (allocate<T>()) T(make());
  detail::hold_destructor(object);
  return *object;
}

/// Keeps an object until the call has returned, also where something that JavaScript throws passes through.
template <class T>
T& hold(T value) {
  return hold_made([&]() -> T { return std::move(value); });
}

/// Gives back all that was taken since the arena's next free byte was there.
inline void reset(char* mark) {
  auto& arena = detail::arena;
  while (arena.last && !detail::is_between(mark, arena.begin, arena.end)) {
    detail::release_objects(arena.begin);
    detail::remove_chunk();
  }
  detail::release_objects(mark);
  arena.next = mark;
}

/// Gives back what is taken while it lives.
class scope {
 public:
  scope() : mark_(detail::arena.next), last_(detail::arena.last), objects_(detail::arena.objects) {}
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;
  ~scope() {
    auto& arena = detail::arena;
    if (arena.objects == objects_ && arena.last == last_) {
      arena.next = mark_;
    } else {
      reset(mark_);
    }
  }

 private:
  char* mark_;
  detail::chunk* last_;
  detail::held* objects_;
};

}  // namespace it

extern "C" {
/// Where the adapter finds the arena's next free byte.
IT_EXPORT("_it_arena") inline void* _it_arena() { return &it::detail::arena; }
/// Also for what an imported function gives.
inline void* _it_alloc(size_t size, size_t alignment) {
  if (size <= it::detail::chunk_size / 4) return it::detail::allocate_small(size, alignment);
  void* made = it::detail::allocate_block(size);
  it::detail::hold_object(made, free);
  return made;
}
/// A call is over that left something behind.
IT_EXPORT("_it_reset") inline void _it_reset(char* mark) { it::reset(mark); }
}
