// What JavaScript does with a std::vector, a std::map or a std::unordered_map in its place.
#pragma once
#include <optional>
#include <string>
#include <utility>

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

namespace it::map_container {

using container::size;

/// A value as JavaScript gets it: of an object that the map keeps a pointer.
template <class V>
V shown(const V& value) {
  return value;
}
template <class T>
T* shown(const std::unique_ptr<T>& value) {
  return value.get();
}

template <class C>
using key_of = typename C::key_type;
template <class C>
using shown_of = decltype(shown(std::declval<const typename C::mapped_type&>()));

template <class C>
std::optional<shown_of<C>> get(const C& all, const key_of<C>& key) {
  auto found = all.find(key);
  if (found == all.end()) return std::nullopt;
  return shown(found->second);
}
template <class C>
bool has(const C& all, const key_of<C>& key) {
  return all.find(key) != all.end();
}
template <class C, class V>
void set(C& all, const key_of<C>& key, V&& value) {
  all.insert_or_assign(key, std::forward<V>(value));
}
template <class C>
bool remove(C& all, const key_of<C>& key) {
  return all.erase(key) > 0;
}
template <class C>
void clear(C& all) {
  all.clear();
}
template <class C>
std::vector<key_of<C>> keys(const C& all) {
  std::vector<key_of<C>> found;
  for (const auto& each : all) found.push_back(each.first);
  return found;
}
template <class C>
std::vector<shown_of<C>> values(const C& all) {
  std::vector<shown_of<C>> found;
  for (const auto& each : all) found.push_back(shown(each.second));
  return found;
}
template <class C>
std::vector<std::pair<key_of<C>, shown_of<C>>> entries(const C& all) {
  std::vector<std::pair<key_of<C>, shown_of<C>>> found;
  for (const auto& each : all) found.emplace_back(each.first, shown(each.second));
  return found;
}

}  // namespace it::map_container
