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

/// Hands a value to SQLite through `to`, an overload a type. False where SQLite has no such value.
template <class To>
inline bool hand(const it::ref& value, To to) {
  switch (value.kind()) {
    case it::kind::null:
      to();
      return true;
    case it::kind::number: {
      double number = value.as<double>();
      bool isInteger = number >= -largest && number <= largest && number == static_cast<double>(static_cast<int64_t>(number));
      isInteger ? to(static_cast<int64_t>(number)) : to(number);
      return true;
    }
    case it::kind::bigint:
      to(value.as<int64_t>());
      return true;
    case it::kind::string:
      to(value.as<std::string_view>());
      return true;
    case it::kind::bytes:
      to(value.as<it::span<const uint8_t>>());
      return true;
    default:
      return false;
  }
}

struct ToParameter {
  sqlite3_stmt* statement;
  int index;

  void operator()() { sqlite3_bind_null(statement, index); }
  void operator()(int64_t value) { sqlite3_bind_int64(statement, index, value); }
  void operator()(double value) { sqlite3_bind_double(statement, index, value); }
  void operator()(std::string_view text) {
    sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  // Null would be NULL instead of no bytes.
  void operator()(it::span<const uint8_t> bytes) {
    sqlite3_bind_blob64(statement, index, bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data()), bytes.size(),
                        SQLITE_TRANSIENT);
  }
};

struct ToResult {
  sqlite3_context* context;

  void operator()() { sqlite3_result_null(context); }
  void operator()(int64_t value) { sqlite3_result_int64(context, value); }
  void operator()(double value) { sqlite3_result_double(context, value); }
  void operator()(std::string_view text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  void operator()(it::span<const uint8_t> bytes) {
    sqlite3_result_blob64(context, bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data()), bytes.size(),
                          SQLITE_TRANSIENT);
  }
};
