// What JavaScript does with a std::vector in its place.
#pragma once
#include <string>

#include "class.h"
#include "fail.h"
#include "list.h"

namespace it::container {

template <class C>
void check(const C& all, uint32_t index) {
  if (index < all.size()) return;
  fail("there is no item " + std::to_string(index) + ", but " + std::to_string(all.size()) + " items");
}

template <class C>
decltype(auto) get(C& all, uint32_t index) {
  check(all, index);
  return all[index];
}
template <class C, class T>
void set(C& all, uint32_t index, T&& value) {
  check(all, index);
  all[index] = std::forward<T>(value);
}
template <class C, class T>
void push(C& all, T&& value) {
  all.push_back(std::forward<T>(value));
}
template <class C>
void resize(C& all, uint32_t size) {
  all.resize(size);
}
template <class C>
const C& values(const C& all) {
  return all;
}
/// What objects there are, which the vector keeps.
template <class T>
std::vector<T*> values(const std::vector<std::unique_ptr<T>>& all) {
  std::vector<T*> objects;
  for (const auto& each : all) objects.push_back(each.get());
  return objects;
}
template <class C>
uint32_t size(const C& all) {
  return static_cast<uint32_t>(all.size());
}
template <class T>
it::view<T> view(const std::vector<T>& all) {
  return span<const T>(all);
}

}  // namespace it::container
