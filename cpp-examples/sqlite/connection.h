// The connection that a database and its statements share, and how errors get out of it. Included behind the block, which
// declares the types.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "code-name.h"

// What is thrown passes C++ without running destructors, so functions that throw have nothing to destroy: those that do
// the work return first. What a call needs to the end, though callbacks may dispose of it, is held by the call's arena.

[[noreturn]] inline void raise(const char* code, const char* message) { it::rethrow(makeError(message, code)); }

inline constexpr const char* notOpen = "The database connection is not open";
inline constexpr const char* broken = "A full stack or a trap has stopped SQLite half-way: load a new one";
inline constexpr const char* busy = "This database connection is busy executing a query";

class Prepared;

struct Connection : std::enable_shared_from_this<Connection> {
  /// Null once it is closed.
  sqlite3* db = nullptr;
  /// How many calls are inside of SQLite.
  int running = 0;
  /// How many calls have to find it when they end: see Use.
  int users = 0;
  bool isAbandoned = false;
  /// Set when a call ends and SQLite has not returned: the stack was full, or there was a trap.
  bool isBroken = false;
  /// How many iterators are open, and whether changes are allowed all the same.
  int iterators = 0;
  bool isUnsafe = false;
  /// What a callback has thrown in the innermost of them.
  std::optional<it::ref> thrown;
  /// The same, once that call is over.
  std::optional<it::ref> failure;
  std::vector<Prepared*> statements;
  it::retained<Progress> progress;
  it::retained<Update> update;
  it::retained<Trace> trace;

  ~Connection() { close(); }
  /// Ends all statements and gives all memory back; what JavaScript still holds of them is an error from then on.
  void close();
  /// Whether calls may use it. Throws for what is broken.
  bool isOpen() const {
    if (isBroken) raise("SQLITE_INTERNAL", broken);
    return !isAbandoned;
  }
  void checkUnlocked() const {
    if (iterators > 0) raise("TypeError", busy);
  }
  void checkChangeable() const {
    if (!isUnsafe) checkUnlocked();
  }
  /// Closes now, or at the end of the call that is inside of SQLite.
  void abandon() {
    isAbandoned = true;
    if (users == 0) close();
  }

  /// The value, or nothing after an error, which the caller of SQLite gets.
  std::optional<it::ref> unlessThrown(it::result<it::ref, it::ref> outcome) {
    if (outcome) return std::move(*outcome);
    if (!thrown) thrown = std::move(outcome.error());
    return std::nullopt;
  }

  /// Throws for what went wrong. Nothing with a destructor may be alive.
  void check(int status) {
    if (failure) {
      it::ref error = std::move(*failure);
      failure.reset();
      it::rethrow(std::move(error));
    }
    if (status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE) return;
    int code = sqlite3_extended_errcode(db);
    // Of misuse the connection does not know.
    if (code == SQLITE_OK) raise(codeName(status), sqlite3_errstr(status));
    raise(codeName(code), sqlite3_errmsg(db));
  }
};

/// Held by the arena of a call, keeps the connection open until the call is over.
class Use {
 public:
  explicit Use(std::shared_ptr<Connection> connection)
      : connection_(std::move(connection)), running_(connection_->running) {
    ++connection_->users;
  }
  Use(Use&&) = default;
  ~Use() {
    if (!connection_) return;
    if (connection_->running != running_) connection_->isBroken = true;
    if (--connection_->users == 0 && connection_->isAbandoned) connection_->close();
  }

 private:
  std::shared_ptr<Connection> connection_;
  int running_;
};

/// A call of SQLite that may call JavaScript, which may call SQLite again.
class Running {
 public:
  explicit Running(Connection& connection)
      : connection_(connection), outer_(std::exchange(connection.thrown, std::nullopt)) {
    ++connection.running;
  }
  Running(const Running&) = delete;
  ~Running() {
    --connection_.running;
    connection_.failure = std::exchange(connection_.thrown, std::move(outer_));
  }

 private:
  Connection& connection_;
  std::optional<it::ref> outer_;
};
