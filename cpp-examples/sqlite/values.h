// Values between SQLite and JavaScript.
#pragma once
#include <sqlite3.h>

#include <string_view>

inline constexpr int64_t largest = (int64_t(1) << 53) - 1;

inline it::ref integer(int64_t value, bool safeIntegers) {
  if (safeIntegers || value > largest || value < -largest) return value;
  return static_cast<double>(value);
}

inline it::span<const uint8_t> bytesAt(const void* data, int size) {
  return {static_cast<const uint8_t*>(data), static_cast<size_t>(size)};
}

inline it::ref valueOf(sqlite3_value* value, bool safeIntegers) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      return integer(sqlite3_value_int64(value), safeIntegers);
    case SQLITE_FLOAT:
      return sqlite3_value_double(value);
    case SQLITE_TEXT: {
      auto text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      return std::string_view(text, static_cast<size_t>(sqlite3_value_bytes(value)));
    }
    case SQLITE_BLOB: {
      const void* data = sqlite3_value_blob(value);
      return it::ref::bytes(bytesAt(data, sqlite3_value_bytes(value)));
    }
    default:
      return it::ref::null();
  }
}

inline Values valuesOf(int count, sqlite3_value** values, bool safeIntegers) {
  Values list;
  list.reserve(static_cast<size_t>(count));
  for (int index = 0; index < count; ++index) list.push_back(valueOf(values[index], safeIntegers));
  return list;
}

/// No status of SQLite's.
inline constexpr int unknown = -1;

/// Hands a value to SQLite through `to`, an overload a type. Its status, or `unknown` where SQLite has no such value.
template <class To>
inline int hand(const it::ref& value, To to) {
  switch (value.kind()) {
    case it::kind::undefined:
    case it::kind::null:
      return to();
    case it::kind::number: {
      double number = value.as<double>();
      bool isInteger = number >= -largest && number <= largest && number == static_cast<double>(static_cast<int64_t>(number));
      return isInteger ? to(static_cast<int64_t>(number)) : to(number);
    }
    case it::kind::bigint:
      return to(value.as<int64_t>());
    case it::kind::string:
      return to(value.as<std::string_view>());
    case it::kind::bytes:
      return to(value.as<it::span<const uint8_t>>());
    default:
      return unknown;
  }
}

struct ToParameter {
  sqlite3_stmt* statement;
  int index;

  int operator()() { return sqlite3_bind_null(statement, index); }
  int operator()(int64_t value) { return sqlite3_bind_int64(statement, index, value); }
  int operator()(double value) { return sqlite3_bind_double(statement, index, value); }
  int operator()(std::string_view text) {
    return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  // Null would be NULL instead of no bytes.
  int operator()(it::span<const uint8_t> bytes) {
    const char* data = bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data());
    return sqlite3_bind_blob64(statement, index, data, bytes.size(), SQLITE_TRANSIENT);
  }
};

/// What does not fit, the statement fails with.
struct ToResult {
  sqlite3_context* context;

  int operator()() { return sqlite3_result_null(context), SQLITE_OK; }
  int operator()(int64_t value) { return sqlite3_result_int64(context, value), SQLITE_OK; }
  int operator()(double value) { return sqlite3_result_double(context, value), SQLITE_OK; }
  int operator()(std::string_view text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return SQLITE_OK;
  }
  int operator()(it::span<const uint8_t> bytes) {
    const char* data = bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data());
    sqlite3_result_blob64(context, data, bytes.size(), SQLITE_TRANSIENT);
    return SQLITE_OK;
  }
};
