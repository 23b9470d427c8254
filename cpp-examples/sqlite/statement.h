// Prepared statements.
#pragma once
#include <stdio.h>

#include <algorithm>

#include "connection.h"
#include "values.h"

class Prepared {
 public:
  Prepared(std::shared_ptr<Connection> connection, sqlite3_stmt* statement)
      : connection(std::move(connection)), statement(statement) {
    this->connection->statements.push_back(this);
  }
  Prepared(const Prepared&) = delete;
  ~Prepared() {
    end();
    auto& all = connection->statements;
    all.erase(std::remove(all.begin(), all.end(), this), all.end());
  }

  void end() { sqlite3_finalize(std::exchange(statement, nullptr)); }

  Values row() const {
    Values list;
    int count = sqlite3_data_count(statement);
    list.reserve(static_cast<size_t>(count));
    for (int index = 0; index < count; ++index) list.push_back(valueOf(sqlite3_column_value(statement, index), safeIntegers));
    return list;
  }

  it::ref names() const {
    it::ref list = it::ref::array();
    for (int index = 0; index < sqlite3_column_count(statement); ++index) {
      list.call("push", sqlite3_column_name(statement, index));
    }
    return list;
  }

  std::shared_ptr<Connection> connection;
  /// Null once the database is closed.
  sqlite3_stmt* statement;
  bool safeIntegers = false;
  /// Inside of a step, or between two of them.
  bool isBusy = false;
};

/// One step. @param isLast whether to end with it
inline int step(std::shared_ptr<Prepared> prepared, bool isLast) {
  Running running(prepared->connection);
  prepared->isBusy = true;
  int status = sqlite3_step(prepared->statement);
  bool hasRow = status == SQLITE_ROW && !prepared->connection->thrown;
  prepared->isBusy = hasRow && !isLast;
  return hasRow ? status : sqlite3_reset(prepared->statement);
}

class Statement {
 public:
  explicit Statement(std::shared_ptr<Prepared> prepared) : prepared_(std::move(prepared)) {}

  bool isReader() const { return sqlite3_column_count(open()) > 0; }
  bool isReadonly() const { return sqlite3_stmt_readonly(open()) != 0; }
  void setSafeIntegers(bool on) { prepared_->safeIntegers = on; }

  std::vector<Column> columns() const {
    sqlite3_stmt* of = open();
    auto text = [](const char* text) { return text ? std::optional<std::string>(text) : std::nullopt; };
    std::vector<Column> list;
    for (int index = 0; index < sqlite3_column_count(of); ++index) {
      list.push_back({sqlite3_column_name(of, index), text(sqlite3_column_origin_name(of, index)),
                      text(sqlite3_column_table_name(of, index)), text(sqlite3_column_database_name(of, index)),
                      text(sqlite3_column_decltype(of, index))});
    }
    return list;
  }

  Outcome run(it::span<const it::ref> parameters) {
    bind(parameters);
    Connection& connection = *prepared_->connection;
    int before = sqlite3_total_changes(connection.db);
    int status = finish(prepared_);
    connection.check(status);
    bool hasChanged = sqlite3_total_changes(connection.db) != before;
    return {hasChanged ? static_cast<double>(sqlite3_changes64(connection.db)) : 0,
            integer(sqlite3_last_insert_rowid(connection.db), prepared_->safeIntegers)};
  }

  std::optional<Values> first(it::span<const it::ref> parameters) {
    bind(parameters);
    int status = step(prepared_, true);
    prepared_->connection->check(status);
    if (status != SQLITE_ROW) return std::nullopt;
    Values row = prepared_->row();
    sqlite3_reset(prepared_->statement);
    return row;
  }

  void start(it::span<const it::ref> parameters) {
    bind(parameters);
    prepared_->isBusy = true;
  }

  std::optional<Values> next() {
    if (!prepared_->statement || !prepared_->isBusy) return std::nullopt;
    int status = step(prepared_, false);
    prepared_->connection->check(status);
    if (status != SQLITE_ROW) return std::nullopt;
    return prepared_->row();
  }

  void stop() {
    if (prepared_->connection->running > 0) raise("TypeError", busy);
    sqlite3_reset(prepared_->statement);
    prepared_->isBusy = false;
  }

 private:
  sqlite3_stmt* open() const {
    if (!prepared_->statement) raise("TypeError", "The database connection is not open");
    return prepared_->statement;
  }

  /// Rows are not looked at.
  static int finish(std::shared_ptr<Prepared> prepared) {
    Running running(prepared->connection);
    prepared->isBusy = true;
    while (sqlite3_step(prepared->statement) == SQLITE_ROW) continue;
    prepared->isBusy = false;
    return sqlite3_reset(prepared->statement);
  }

  void bind(it::span<const it::ref> values) {
    sqlite3_stmt* to = open();
    if (prepared_->isBusy) raise("TypeError", "This statement is busy executing a query");
    int count = sqlite3_bind_parameter_count(to);
    int index = 0;
    bool hasNames = false;
    for (const it::ref& value : values) {
      if (value.kind() == it::kind::object) {
        bindNamed(to, count, value);
        hasNames = true;
        continue;
      }
      while (++index <= count && isNamed(to, index)) continue;
      if (index > count) raise("RangeError", "Too many parameter values were provided");
      bindOne(value, {to, index});
    }
    for (++index; index <= count; ++index) {
      if (!isNamed(to, index)) raise("RangeError", "Too few parameter values were provided");
    }
    if (!hasNames && hasNamedParameters(to, count)) raise("TypeError", "Missing named parameters");
  }

  /// `?` and `?3` have no names.
  static bool isNamed(sqlite3_stmt* of, int index) {
    const char* name = sqlite3_bind_parameter_name(of, index);
    return name && *name != '?';
  }
  static bool hasNamedParameters(sqlite3_stmt* of, int count) {
    for (int index = 1; index <= count; ++index) if (isNamed(of, index)) return true;
    return false;
  }

  static void bindNamed(sqlite3_stmt* to, int count, const it::ref& values) {
    for (int index = 1; index <= count; ++index) {
      if (!isNamed(to, index)) continue;
      const char* name = sqlite3_bind_parameter_name(to, index) + 1;
      bindNamedOne(values, name, {to, index});
    }
  }

  static void bindNamedOne(const it::ref& values, const char* name, ToParameter to) {
    if (handProperty(values, name, to)) return;
    char message[200];
    snprintf(message, sizeof message, "Missing named parameter \"%s\", or SQLite cannot hold its value", name);
    raise("RangeError", message);
  }

  static bool handProperty(const it::ref& values, const char* name, ToParameter to) {
    return hand(it::hold(values[name].get()), to);
  }

  static void bindOne(const it::ref& value, ToParameter to) {
    if (!hand(value, to)) raise("TypeError", "SQLite can only bind numbers, strings, bigints, buffers, and null");
  }

  std::shared_ptr<Prepared> prepared_;
};
