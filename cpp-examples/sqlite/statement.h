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
  bool isOpen() const { return statement && !connection->isAbandoned; }

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
  bool isStepping = false;
};

inline void Connection::close() {
  for (Prepared* prepared : statements) prepared->end();
  sqlite3_close(std::exchange(db, nullptr));
  progress = {};
  update = {};
  trace = {};
}

inline constexpr const char* busyStatement = "This statement is busy executing a query";

/// One step. @param isLast whether to end with it
inline int step(Prepared& prepared, bool isLast) {
  Running running(*prepared.connection);
  prepared.isBusy = prepared.isStepping = true;
  int status = sqlite3_step(prepared.statement);
  prepared.isStepping = false;
  bool hasRow = status == SQLITE_ROW && !prepared.connection->thrown;
  prepared.isBusy = hasRow && !isLast;
  return hasRow ? status : sqlite3_reset(prepared.statement);
}

/// To the end; rows are not looked at.
inline int finish(Prepared& prepared) {
  Running running(*prepared.connection);
  prepared.isBusy = prepared.isStepping = true;
  while (sqlite3_step(prepared.statement) == SQLITE_ROW) continue;
  prepared.isBusy = prepared.isStepping = false;
  return sqlite3_reset(prepared.statement);
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
    Prepared& prepared = keep();
    bind(prepared, parameters);
    Connection& connection = *prepared.connection;
    int before = sqlite3_total_changes(connection.db);
    connection.check(finish(prepared));
    bool hasChanged = sqlite3_total_changes(connection.db) != before;
    return {hasChanged ? static_cast<double>(sqlite3_changes64(connection.db)) : 0,
            integer(sqlite3_last_insert_rowid(connection.db), prepared.safeIntegers)};
  }

  std::optional<Values> first(it::span<const it::ref> parameters) {
    Prepared& prepared = keep();
    bind(prepared, parameters);
    int status = step(prepared, true);
    prepared.connection->check(status);
    if (status != SQLITE_ROW) return std::nullopt;
    Values row = prepared.row();
    sqlite3_reset(prepared.statement);
    return row;
  }

  void start(it::span<const it::ref> parameters) {
    Prepared& prepared = keep();
    bind(prepared, parameters);
    prepared.isBusy = true;
  }

  std::optional<Values> next() {
    if (!prepared_->isOpen() || !prepared_->isBusy) return std::nullopt;
    Prepared& prepared = keep();
    if (prepared.isStepping) raise("TypeError", busyStatement);
    int status = step(prepared, false);
    prepared.connection->check(status);
    if (status != SQLITE_ROW) return std::nullopt;
    return prepared.row();
  }

  void stop() {
    if (prepared_->isStepping) raise("TypeError", busyStatement);
    sqlite3_reset(prepared_->statement);
    prepared_->isBusy = false;
  }

 private:
  sqlite3_stmt* open() const {
    if (!prepared_->isOpen()) raise("TypeError", notOpen);
    return prepared_->statement;
  }

  /// Until the call returns.
  Prepared& keep() const {
    open();
    it::hold(Use(prepared_->connection));
    return *it::hold(prepared_);
  }

  static void bind(Prepared& prepared, it::span<const it::ref> values) {
    sqlite3_stmt* to = prepared.statement;
    if (prepared.isBusy) raise("TypeError", busyStatement);
    int count = sqlite3_bind_parameter_count(to);
    int index = 0;
    bool hasNames = false;
    for (const it::ref& value : values) {
      if (value.kind() == it::kind::object) {
        bindNamed(prepared, count, value);
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

  static void bindNamed(Prepared& prepared, int count, const it::ref& values) {
    for (int index = 1; index <= count; ++index) {
      if (!isNamed(prepared.statement, index)) continue;
      const char* name = sqlite3_bind_parameter_name(prepared.statement, index) + 1;
      const it::ref& value = it::hold(values[name].get());
      // A getter may have closed the database.
      if (!prepared.isOpen()) raise("TypeError", notOpen);
      if (!hand(value, ToParameter{prepared.statement, index})) missing(name);
    }
  }

  [[noreturn]] static void missing(const char* name) {
    char message[200];
    snprintf(message, sizeof message, "Missing named parameter \"%s\", or SQLite cannot hold its value", name);
    raise("RangeError", message);
  }

  static void bindOne(const it::ref& value, ToParameter to) {
    if (!hand(value, to)) raise("TypeError", "SQLite can only bind numbers, strings, bigints, buffers, and null");
  }

  std::shared_ptr<Prepared> prepared_;
};
