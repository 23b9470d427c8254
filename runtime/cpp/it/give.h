// Results: the lowered form of what a function of the user's gives, until the adapter has read it.
#pragma once
#include "convert.h"

namespace it {
namespace detail {

/// What the adapter has to give back. Behind it stand the lowered form, whose address the adapter gets with the lowest bit
/// set, and the value.
struct alignas(16) kept_result {
  void (*destroy)(kept_result*);
  kept_block* blocks;
};

template <class T>
struct kept {
  static constexpr size_t value_offset = (sizeof(lowered<T>) + alignof(T) - 1) & ~(alignof(T) - 1);

  static lowered<T>* out(kept_result* self) { return reinterpret_cast<lowered<T>*>(self + 1); }
  static T* value(kept_result* self) { return reinterpret_cast<T*>(reinterpret_cast<char*>(self + 1) + value_offset); }

  static kept_result* make(T from) {
    auto* self = static_cast<kept_result*>(allocate_block(sizeof(kept_result) + value_offset + sizeof(T)));
    *self = {[](kept_result* self) { value(self)->~T(); }, nullptr};
    new (value(self)) T(std::move(from));
    return self;
  }
};

template <class T>
const lowered<T>* keep(T value) {
  auto* self = kept<T>::make(std::move(value));
  results.how = lending::kept;
  results.blocks = nullptr;
  auto* out = new (kept<T>::out(self)) lowered<T>(codec<T>::lend(*kept<T>::value(self)));
  results.how = lending::lent;
  self->blocks = results.blocks;
  return reinterpret_cast<const lowered<T>*>(reinterpret_cast<char*>(out) + 1);
}

/// A value that is destroyed only where it owns something: a variant's destructor is a call through a table.
template <class T>
union result_slot {
  T value;
  ~result_slot() {
    if (owns<T>::anything(value)) value.~T();
  }
};

}  // namespace detail

/// The lowered form of what `make` returns. What it points to is copied where it is short: then nothing is left to be freed.
/// Nothing of C++ or JavaScript runs before the adapter has read it. In line, since it is made of the function that it calls: where
/// the compiler sees which case of a variant that gives, nothing is looked up in a table.
template <class T, class Make>
__attribute__((always_inline)) inline const lowered<T>* give(Make make) {
  using lowered = it::lowered<T>;
  alignas(4) alignas(lowered) static char room[sizeof(lowered)];
  if constexpr (is_plain<T>) {
    // The function may return what only converts to a T.
    return new (room) T([&]() -> T { return make(); }());
  } else {
    detail::result_slot<T> slot{make()};
    T& value = slot.value;
    auto& results = detail::results;
    results.next = results.bytes;
    results.is_full = false;
    results.how = detail::lending::copied;
    auto* out = new (room) lowered(codec<T>::lend(value));
    results.how = detail::lending::lent;
    return results.is_full ? detail::keep<T>(std::move(value)) : out;
  }
}

/// The same where other calls may run before the adapter has read it: an async function has waited for a promise.
template <class T, class Make>
const lowered<T>* give_kept(Make make) {
  return detail::keep<T>(make());
}

}  // namespace it

extern "C" {
/// The adapter has read a result that it has to give back.
IT_EXPORT("_it_release") inline void _it_release(char* lowered) {
  auto* kept = reinterpret_cast<it::detail::kept_result*>(lowered) - 1;
  for (auto* block = kept->blocks; block;) {
    auto* previous = block->previous;
    free(block);
    block = previous;
  }
  kept->destroy(kept);
  free(kept);
}
}
