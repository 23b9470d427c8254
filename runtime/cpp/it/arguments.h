// Where the adapter puts the arguments of a call. It looks after the room itself: what it takes lies behind what the calls
// outside of this one have taken, and is given back when the call is over.
#pragma once
#include <stdlib.h>

#include "fail.h"

namespace it::detail {

/// The adapter knows it.
constexpr size_t argument_area_size = 4096;
alignas(16) inline char argument_area[argument_area_size];

/// Stands behind a further area, for what the ones before have no room for.
struct alignas(16) area_end {
  char* begin;
  area_end* previous;
  void* block;
};

constexpr size_t least_area_size = 16384;
/// Larger ones are given back.
constexpr size_t most_spare_size = 131072;
/// One stays, so that calls with large arguments do not ask malloc each time.
inline area_end* spare_area = nullptr;

inline size_t size_of(const area_end* end) { return reinterpret_cast<const char*>(end) - end->begin; }

inline area_end* new_area(size_t size) {
  if (size > SIZE_MAX - 31 - sizeof(area_end)) fail("out of memory");
  if (area_end* spare = spare_area; spare && size_of(spare) >= size) {
    spare_area = nullptr;
    return spare;
  }
  size_t rounded = size < least_area_size ? least_area_size : (size + 15) & ~size_t(15);
  // Not every malloc's blocks begin at multiples of 16.
  void* block = malloc(rounded + 15 + sizeof(area_end));
  if (!block) fail("out of memory");
  char* begin = reinterpret_cast<char*>((reinterpret_cast<uintptr_t>(block) + 15) & ~uintptr_t(15));
  auto* end = reinterpret_cast<area_end*>(begin + rounded);
  *end = {begin, nullptr, block};
  return end;
}

inline void free_area(area_end* unused) {
  bool stays = size_of(unused) <= most_spare_size && (!spare_area || size_of(spare_area) < size_of(unused));
  if (stays) {
    area_end* before = spare_area;
    spare_area = unused;
    unused = before;
  }
  if (unused) free(unused->block);
}

}  // namespace it::detail

extern "C" {
IT_EXPORT("_it_arguments") inline void* _it_arguments() { return it::detail::argument_area; }

/// A further area of so many bytes at least. @param previous the end of the one so far @returns its end, where its beginning stands
IT_EXPORT("_it_more_arguments") inline it::detail::area_end* _it_more_arguments(size_t size, it::detail::area_end* previous) {
  it::detail::area_end* end = it::detail::new_area(size);
  end->previous = previous;
  return end;
}

/// Gives back the areas from the one that ends there to the one before which the other end comes.
IT_EXPORT("_it_free_arguments") inline void _it_free_arguments(it::detail::area_end* end, it::detail::area_end* until) {
  while (end != until) {
    it::detail::area_end* previous = end->previous;
    it::detail::free_area(end);
    end = previous;
  }
}
}
