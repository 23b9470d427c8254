// std::map and std::unordered_map across the boundary: a Map in JavaScript.
#pragma once
#include <map>
#include <unordered_map>

#include "collection.h"
#include "pair.h"

namespace it {
namespace detail {

template <class K, class V, class... Rest>
struct item_of<std::map<K, V, Rest...>> {
  using type = std::pair<K, V>;
};
template <class K, class V, class... Rest>
struct item_of<std::unordered_map<K, V, Rest...>> {
  using type = std::pair<K, V>;
};

}  // namespace detail

template <class K, class V, class... Rest>
struct codec<std::map<K, V, Rest...>> : collection_codec<std::map<K, V, Rest...>> {};
template <class K, class V, class... Rest>
struct codec<std::unordered_map<K, V, Rest...>> : collection_codec<std::unordered_map<K, V, Rest...>> {};

}  // namespace it
