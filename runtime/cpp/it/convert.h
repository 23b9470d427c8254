// Between a C++ value and its lowered form, the C structure that the adapter reads and writes.
#pragma once
#include <string.h>

#include "arena.h"

namespace it {

/// By default the C++ type has the lowered form's very layout, and nothing is converted.
template <class T, class = void>
struct codec {
  using lowered = T;
  static const T& take(const T& from) { return from; }
  static const T& lend(const T& value) { return value; }
};

template <class T>
using lowered = typename codec<T>::lowered;

template <class T>
constexpr bool is_plain = std::is_same_v<lowered<T>, T>;

/// Makes the C++ value; it owns what it holds.
template <class T>
decltype(auto) take(const lowered<T>& from) {
  return codec<T>::take(from);
}

/// A lowered form that borrows from the value, and from the arena.
template <class T>
decltype(auto) lend(const T& value) {
  return codec<T>::lend(value);
}

/// Strings and lists.
template <class T>
struct lowered_list {
  const T* data;
  uint32_t length;
};

namespace detail {

/// Whose memory a lowered form points to.
enum class lending {
  /// The value's, and the arena's: JavaScript reads it before the call that lends it is over.
  lent,
  /// All is copied to the result area, so that nothing is left to be freed.
  copied,
  /// The value's, and blocks that are freed with it.
  kept,
};

struct kept_block {
  kept_block* previous;
  size_t padding;
};

struct result_area {
  alignas(16) char bytes[4096];
  char* next;
  lending how;
  /// Something had no room, or is not to be copied.
  bool is_full;
  kept_block* blocks;
};
inline result_area results{};

/// More in one piece is kept rather than copied.
constexpr size_t most_copied = 1024;

inline void* copied_room(size_t size, size_t alignment) {
  char* at = aligned(results.next, alignment);
  if (size > most_copied || at + size > results.bytes + sizeof results.bytes) {
    results.is_full = true;
    return nullptr;
  }
  results.next = at + size;
  return at;
}

inline void* kept_room(size_t size) {
  auto* made = static_cast<kept_block*>(allocate_block(sizeof(kept_block) + size));
  made->previous = results.blocks;
  results.blocks = made;
  return made + 1;
}

}  // namespace detail

/// Room for the lowered form of a list's items. Null: it will not be needed.
template <class T>
T* lend_room(size_t count) {
  switch (detail::results.how) {
    case detail::lending::copied:
      return static_cast<T*>(detail::copied_room(count * sizeof(T), alignof(T)));
    case detail::lending::kept:
      return static_cast<T*>(detail::kept_room(count * sizeof(T)));
    default:
      return allocate<T>(count);
  }
}

/// Items that have their lowered form already.
template <class T>
lowered_list<T> lend_items(const T* data, size_t count) {
  if (detail::results.how == detail::lending::copied) {
    T* copy = lend_room<T>(count);
    if (copy && count > 0) memcpy(static_cast<void*>(copy), data, count * sizeof(T));
    data = copy;
  }
  return {data, static_cast<uint32_t>(count)};
}

/// For what has to outlive its lowered form.
inline void lend_no_copy() { detail::results.is_full = true; }

}  // namespace it
