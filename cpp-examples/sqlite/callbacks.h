// What SQLite calls: functions for SQL, and hooks. They keep what JavaScript throws in the connection, and never let it
// pass through SQLite.
#pragma once
#include "connection.h"
#include "values.h"

// Functions for SQL.

/// `result` in JavaScript has made sure that SQLite has such a value.
inline void finish(sqlite3_context* context, const std::optional<it::ref>& result) {
  if (!result) return sqlite3_result_error(context, "a function of JavaScript's has thrown", -1);
  if (hand(*result, ToResult{context}) == unknown) sqlite3_result_null(context);
}

struct UserFunction {
  Connection& connection;
  bool safeIntegers;
  it::retained<Function> body;

  static void call(sqlite3_context* context, int count, sqlite3_value** values) {
    it::scope memory;
    auto& self = *static_cast<UserFunction*>(sqlite3_user_data(context));
    finish(context, self.connection.unlessThrown(self.body(valuesOf(count, values, self.safeIntegers))));
  }
};

struct Aggregate {
  Connection& connection;
  bool safeIntegers;
  it::retained<Step> onRow;
  it::retained<Final> onEnd;

  /// SQLite keeps the handle of the total: a group each, 0 at first, which is `undefined`.
  static it::ref& total(sqlite3_context* context) {
    static_assert(sizeof(it::ref) == sizeof(uint32_t));
    return *static_cast<it::ref*>(sqlite3_aggregate_context(context, sizeof(it::ref)));
  }
  static Aggregate& of(sqlite3_context* context) { return *static_cast<Aggregate*>(sqlite3_user_data(context)); }

  static void step(sqlite3_context* context, int count, sqlite3_value** values) {
    it::scope memory;
    Aggregate& self = of(context);
    it::ref& sum = total(context);
    auto next = self.connection.unlessThrown(self.onRow(sum, valuesOf(count, values, self.safeIntegers)));
    if (next) sum = std::move(*next);
    else sqlite3_result_error(context, "a function of JavaScript's has thrown", -1);
  }

  static void final(sqlite3_context* context) {
    it::scope memory;
    Aggregate& self = of(context);
    it::ref sum = std::move(total(context)); // leaves 0, which needs no destructor
    if (!self.connection.thrown) finish(context, self.connection.unlessThrown(self.onEnd(sum)));
  }
};

template <class T>
inline void destroy(void* object) {
  delete static_cast<T*>(object);
}

inline int flagsOf(const FunctionOptions& options) {
  return SQLITE_UTF8 | (options.deterministic ? SQLITE_DETERMINISTIC : 0) | (options.directOnly ? SQLITE_DIRECTONLY : 0);
}

// Hooks.

inline int onProgress(void* data) {
  it::scope memory;
  auto& connection = *static_cast<Connection*>(data);
  it::retained<Progress> hook = connection.progress;
  if (!hook) return 0;
  auto answer = connection.unlessThrown(hook());
  return !answer || (answer->kind() == it::kind::boolean && answer->as<bool>());
}

/// For hooks that SQLite asks nothing.
inline void stopIfThrown(Connection& connection, it::result<it::ref, it::ref> outcome) {
  if (!connection.unlessThrown(std::move(outcome))) sqlite3_interrupt(connection.db);
}

inline void onUpdate(void* data, int operation, const char* database, const char* table, sqlite3_int64 rowid) {
  it::scope memory;
  auto& connection = *static_cast<Connection*>(data);
  it::retained<Update> hook = connection.update;
  if (!hook) return;
  const char* name = operation == SQLITE_INSERT ? "INSERT" : operation == SQLITE_DELETE ? "DELETE" : "UPDATE";
  stopIfThrown(connection, hook(name, database, table, integer(rowid, false)));
}

inline int onTrace(unsigned, void* data, void* statement, void* sql) {
  it::scope memory;
  auto& connection = *static_cast<Connection*>(data);
  it::retained<Trace> hook = connection.trace;
  if (!hook) return 0;
  auto text = static_cast<const char*>(sql);
  // Of a trigger SQLite gives a comment with its name.
  std::unique_ptr<char, void (*)(void*)> expanded(
      std::string_view(text).substr(0, 2) == "--" ? nullptr : sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement)),
      sqlite3_free);
  stopIfThrown(connection, hook(expanded ? expanded.get() : text));
  return 0;
}
