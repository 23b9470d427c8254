// std::set and std::unordered_set across the boundary: a Set in JavaScript.
#pragma once
#include <set>
#include <unordered_set>

#include "collection.h"

namespace it {

template <class T, class... Rest>
struct codec<std::set<T, Rest...>> : collection_codec<std::set<T, Rest...>> {};
template <class T, class... Rest>
struct codec<std::unordered_set<T, Rest...>> : collection_codec<std::unordered_set<T, Rest...>> {};

}  // namespace it
