// Classes that the block imports: instances are another component's, or JavaScript's.
#pragma once
#include <stdint.h>

#include <utility>

#include "convert.h"
#include "ref.h"

namespace it {

/// A handle that the adapter made.
struct adopted {
  uint32_t handle;
};

/// Holds an instance, as `it::ref` does. Who defines the class releases what the instance stands for.
class instance : public ref {
 public:
  explicit instance(adopted from) : ref(ref::adopt(from.handle)) {}
};

template <class T>
struct instance_codec {
  using lowered = uint32_t;
  static T take(uint32_t handle) { return T::adopt(handle); }
  static uint32_t lend(const T& value) { return codec<ref>::lend(value); }
};

}  // namespace it
