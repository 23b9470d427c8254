// Maps and sets across the boundary: lists of what is in them.
#pragma once
#include "convert.h"
#include "refuse.h"

namespace it {
namespace detail {

/// What is in one; the keys of maps are constant there.
template <class C>
struct item_of {
  using type = typename C::value_type;
};

}  // namespace detail

template <class C>
using item = typename detail::item_of<C>::type;

/// JavaScript's keys are different; what makes them the same here would lose one.
template <class C>
C take_all(const lowered<item<C>>* data, uint32_t length) {
  C all;
  for (uint32_t index = 0; index < length; ++index) {
    if (!all.insert(codec<item<C>>::take(data[index])).second) refuse("has two keys or items that are the same in C++");
  }
  return all;
}

template <class C>
lowered_list<lowered<item<C>>> lend_all(const C& all) {
  auto length = static_cast<uint32_t>(all.size());
  auto* items = lend_room<lowered<item<C>>>(length);
  uint32_t index = 0;
  if (items) {
    for (const auto& each : all) new (&items[index++]) lowered<item<C>>(codec<item<C>>::lend(each));
  }
  return {items, length};
}

template <class C>
struct collection_codec {
  using lowered = lowered_list<void>;
  static C take(const lowered& from) { return take_all<C>(static_cast<const it::lowered<item<C>>*>(from.data), from.length); }
  static lowered lend(const C& value) {
    auto list = lend_all<C>(value);
    return {list.data, list.length};
  }
};

}  // namespace it
