// Prepared statements.
#pragma once
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

  void end() {
    unlock();
    sqlite3_stmt* ended = std::exchange(statement, nullptr);
    if (!connection->isBroken) sqlite3_finalize(ended);
  }
  bool isOpen() const { return connection->isOpen() && statement; }

  /// For an iterator.
  void lock() {
    isLocked = true;
    ++connection->iterators;
  }
  void unlock() {
    if (std::exchange(isLocked, false)) --connection->iterators;
  }

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
  /// Between `start` and the end of an iterator.
  bool isLocked = false;
  /// Has its parameters for good.
  bool isBound = false;
};

/// What is broken stays as it is.
inline void Connection::close() {
  for (Prepared* prepared : statements) prepared->end();
  sqlite3* closed = std::exchange(db, nullptr);
  if (!isBroken) sqlite3_close(closed);
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
  if (!prepared.isBusy) prepared.unlock();
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
  bool isLocked() const { return prepared_->isLocked; }
  void checkUnlocked() const {
    if (isLocked()) raise("TypeError", busyStatement);
  }
  void setSafeIntegers(bool on) {
    checkUnlocked();
    prepared_->safeIntegers = on;
  }
  int recompilations() const {
    return prepared_->isOpen() ? sqlite3_stmt_status(prepared_->statement, SQLITE_STMTSTATUS_REPREPARE, 0) : 0;
  }

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

  std::vector<std::optional<std::string>> parameters() const {
    sqlite3_stmt* of = open();
    std::vector<std::optional<std::string>> list;
    for (int index = 1; index <= sqlite3_bind_parameter_count(of); ++index) {
      const char* name = sqlite3_bind_parameter_name(of, index);
      // `?` and `?3` have none.
      list.push_back(name && *name != '?' ? std::optional<std::string>(name + 1) : std::nullopt);
    }
    return list;
  }

  void bind(it::span<const it::ref> parameters) {
    Prepared& prepared = keep();
    bind(prepared, parameters);
    prepared.isBound = true;
  }

  Outcome run(it::span<const it::ref> parameters) {
    Prepared& prepared = keep();
    Connection& connection = *prepared.connection;
    checkUnlocked();
    connection.checkChangeable();
    bind(prepared, parameters);
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

  void start(it::span<const it::ref> parameters, bool locks) {
    Prepared& prepared = keep();
    bind(prepared, parameters);
    prepared.isBusy = true;
    if (locks) prepared.lock();
  }

  std::optional<Values> next() {
    Prepared& prepared = keep();
    if (!prepared.isBusy) return std::nullopt;
    if (prepared.isStepping) raise("TypeError", busyStatement);
    int status = step(prepared, false);
    prepared.connection->check(status);
    if (status != SQLITE_ROW) return std::nullopt;
    return prepared.row();
  }

  void stop() {
    if (prepared_->isStepping) raise("TypeError", busyStatement);
    prepared_->unlock();
    prepared_->isBusy = false;
    sqlite3_reset(prepared_->statement);
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
    if (prepared.isBusy) raise("TypeError", busyStatement);
    if (prepared.isBound) return;
    auto count = static_cast<size_t>(sqlite3_bind_parameter_count(prepared.statement));
    if (values.size() < count) raise("RangeError", "Too few parameter values were provided");
    if (values.size() > count) raise("RangeError", "Too many parameter values were provided");
    int index = 0;
    for (const it::ref& value : values) bindOne(value, {prepared.statement, ++index}, *prepared.connection);
  }

  static void bindOne(const it::ref& value, ToParameter to, Connection& connection) {
    int status = hand(value, to);
    if (status == unknown) raise("TypeError", "SQLite3 can only bind numbers, strings, bigints, buffers, and null");
    if (status == SQLITE_TOOBIG) raise("RangeError", "The bound string, buffer, or bigint is too big");
    connection.check(status);
  }

  std::shared_ptr<Prepared> prepared_;
};
