// Callbacks: functions of JavaScript's that C++ knows by an id.
#pragma once

namespace it {

/// Of a temporary too, which lives until the end of the full expression.
template <class T>
const void* address(const T& value) {
  return &value;
}

}  // namespace it
