// SQLite (https://sqlite.org) for JavaScript. sqlite.js puts better-sqlite3's API on top.
#include <sqlite3.h>

/**IT_START**/
/// null, a number, BigInt or string, or bytes.
type Value = any;
type Values = array(Value);

import "errors" {
  /// What is thrown. The code is SQLite's, or `TypeError` or `RangeError` for what never gets there.
  func makeError(message: std::string_view, code: string) -> any;
}

// Whatever they throw is C++'s to keep while SQLite is running.
callback Row(values: Values, names: any) -> result(any, any);
callback Function(arguments: Values) -> result(Value, any);
callback Step(total: any, arguments: Values) -> result(any, any);
callback Final(total: any) -> result(Value, any);
callback Progress() -> result(any, any);
callback Update(operation: string, database: string, table: string, rowid: Value) -> result(any, any);
callback Trace(sql: string) -> result(any, any);

type FunctionOptions = struct {
  /// How many arguments; -1 for any number.
  arity: s32;
  /// The same for the same arguments, so that it may stand in indexes.
  deterministic: bool;
  /// Not to be called from views and triggers.
  directOnly: bool;
  /// All integers are BigInts.
  safeIntegers: bool;
};
type Outcome = struct { changes: f64; lastInsertRowid: Value; };
type Column = struct {
  name: std::string;
  /// Where it comes from a table: the name there.
  column: option(std::string);
  table: option(std::string);
  database: option(std::string);
  /// As declared.
  type: option(std::string);
};

export {
  func version() -> string;
  /// Bytes that SQLite has allocated.
  func memoryUsed() -> f64;

  /// A database in memory.
  class Database {
    /// With the content of a database file.
    Database(content: option(buffer), readonly: bool);
    /// Runs all statements of a text, and calls `onRow(values, names)` for each row of theirs.
    func exec(sql: std::string_view, onRow: Row);
    func prepare(sql: std::string_view) -> own Statement;
    func isOpen() -> bool;
    func isInTransaction() -> bool;
    /// The content of `main`, or of what is attached by that name.
    func serialize(schema: string) -> std::vector<u8>;
    /// Ends all statements.
    func close();
    /// Throws where an iterator is open and `setUnsafe` does not allow changes.
    func checkUnlocked();
    func setUnsafe(on: bool);

    /// A function for SQL.
    func addFunction(name: string, options: FunctionOptions, body: retain Function) -> bool;
    /// An aggregate: `step(total, arguments)` gives the new total, `final(total)` the result; `undefined` is none yet.
    func addAggregate(name: string, options: FunctionOptions, step: retain Step, final: retain Final) -> bool;
    /// Called after so many instructions of SQLite's machine; stops the statement by giving true.
    func onProgress(instructions: s32, hook: retain Progress);
    /// Called for each row that changes.
    func onUpdate(hook: retain Update);
    /// Called with each statement that is run, its parameters filled in.
    func onTrace(hook: retain Trace);
  }

  /// A prepared statement.
  class Statement {
    /// Whether it gives rows.
    func isReader() -> bool;
    func isReadonly() -> bool;
    func columns() -> array(Column);
    /// How often a change of the schema had SQLite compile it again, which may change the columns; 0 once it is closed.
    func recompilations() -> s32;
    /// The names of the parameters that have one.
    func parameters() -> array(option(std::string));
    func setSafeIntegers(on: bool);
    /// For good: from here on parameters are not looked at.
    func bind(parameters: Values);
    /// Runs it to its end.
    func run(parameters: Values) -> Outcome;
    /// The first row.
    func first(parameters: Values) -> option(Values);
    /// From here on `next` gives the rows. `locks`: until its end nothing may be changed.
    func start(parameters: Values, locks: bool);
    func next() -> option(Values);
    /// Before the last row.
    func stop();
    func isLocked() -> bool;
    func checkUnlocked();
  }
}
/**IT_END**/

#include "callbacks.h"
#include "statement.h"

const char* version() { return sqlite3_libversion(); }
double memoryUsed() { return static_cast<double>(sqlite3_memory_used()); }

class Database {
 public:
  Database(const std::optional<std::vector<uint8_t>>& content, bool readonly) {
    connection_ = std::make_shared<Connection>();
    sqlite3_open_v2(":memory:", &connection_->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    sqlite3_extended_result_codes(connection_->db, 1);
    sqlite3_db_config(connection_->db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (content) load(*content, readonly);
  }
  Database(const Database&) = delete;
  ~Database() { connection_->abandon(); }

  bool isOpen() const { return !connection_->isAbandoned; }
  bool isInTransaction() const { return isOpen() && !sqlite3_get_autocommit(connection_->db); }

  void exec(std::string_view sql, Row onRow) {
    Connection& connection = keep();
    connection.checkChangeable();
    connection.check(runAll(connection, upToNul(sql), onRow));
  }

  Statement* prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    std::string_view rest;
    Connection& connection = keep();
    connection.check(compile(connection, upToNul(sql), &statement, &rest));
    if (!statement) raise("RangeError", "The supplied SQL string contains no statements");
    if (hasStatement(connection, rest)) {
      sqlite3_finalize(statement);
      raise("RangeError", "The supplied SQL string contains more than one statement");
    }
    return new Statement(std::make_shared<Prepared>(connection_, statement));
  }

  std::vector<uint8_t> serialize(const char* schema) const {
    sqlite3_int64 size = 0;
    unlocked();
    unsigned char* bytes = sqlite3_serialize(connection_->db, schema, &size, 0);
    if (!bytes && size != 0) raise("SQLITE_ERROR", "There is no such database, or no memory for a copy of it");
    std::vector<uint8_t> copy(bytes, bytes + (bytes ? size : 0));
    sqlite3_free(bytes);
    return copy;
  }

  void close() {
    if (connection_->running > 0 && !connection_->isBroken) raise("TypeError", busy);
    connection_->checkUnlocked();
    connection_->abandon();
  }

  bool addFunction(const char* name, const FunctionOptions& options, it::retained<Function> body) {
    unlocked();
    connection_->check(define(name, options, new UserFunction{*connection_, options.safeIntegers, std::move(body)}));
    return true;
  }

  bool addAggregate(const char* name, const FunctionOptions& options, it::retained<Step> step,
                    it::retained<Final> final) {
    unlocked();
    connection_->check(
        define(name, options, new Aggregate{*connection_, options.safeIntegers, std::move(step), std::move(final)}));
    return true;
  }

  void checkUnlocked() const {
    open();
    connection_->checkChangeable();
  }
  /// As better-sqlite3: safe databases do not let SQL write to SQLite's own tables either.
  void setUnsafe(bool on) {
    open();
    connection_->isUnsafe = on;
    sqlite3_db_config(connection_->db, SQLITE_DBCONFIG_DEFENSIVE, !on, nullptr);
  }

  void onProgress(int instructions, it::retained<Progress> hook) {
    open();
    connection_->progress = std::move(hook);
    sqlite3_progress_handler(connection_->db, connection_->progress ? instructions : 0, ::onProgress, connection_.get());
  }

  void onUpdate(it::retained<Update> hook) {
    open();
    connection_->update = std::move(hook);
    sqlite3_update_hook(connection_->db, connection_->update ? ::onUpdate : nullptr, connection_.get());
  }

  void onTrace(it::retained<Trace> hook) {
    open();
    connection_->trace = std::move(hook);
    sqlite3_trace_v2(connection_->db, connection_->trace ? SQLITE_TRACE_STMT : 0, ::onTrace, connection_.get());
  }

 private:
  void open() const {
    if (!connection_->isOpen()) raise("TypeError", notOpen);
  }
  void unlocked() const {
    open();
    connection_->checkUnlocked();
  }

  /// Until the call returns.
  Connection& keep() const {
    open();
    it::hold(Use(connection_));
    return *connection_;
  }

  void load(const std::vector<uint8_t>& content, bool readonly) {
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(std::max<size_t>(content.size(), 1)));
    std::copy(content.begin(), content.end(), copy);
    auto size = static_cast<sqlite3_int64>(content.size());
    unsigned flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE;
    sqlite3_deserialize(connection_->db, "main", copy, size, size, flags | (readonly ? SQLITE_DESERIALIZE_READONLY : 0));
  }

  /// SQLite goes no further.
  static std::string_view upToNul(std::string_view sql) { return sql.substr(0, sql.find('\0')); }

  static int compile(Connection& connection, std::string_view sql, sqlite3_stmt** statement,
                     std::string_view* rest) {
    Running running(connection);
    const char* tail = nullptr;
    auto size = static_cast<int>(sql.size());
    int status = sqlite3_prepare_v3(connection.db, sql.data(), size, SQLITE_PREPARE_PERSISTENT, statement, &tail);
    *rest = tail ? sql.substr(static_cast<size_t>(tail - sql.data())) : std::string_view();
    return status;
  }

  /// And not only comments. What cannot be compiled is something too.
  static bool hasStatement(Connection& connection, std::string_view sql) {
    while (!sql.empty()) {
      sqlite3_stmt* statement = nullptr;
      int status = compile(connection, sql, &statement, &sql);
      sqlite3_finalize(statement);
      if (statement || status != SQLITE_OK) return true;
    }
    return false;
  }

  static int runAll(Connection& connection, std::string_view sql, Row onRow) {
    Running running(connection);
    while (!sql.empty()) {
      sql.remove_prefix(std::min(sql.find_first_not_of(" ;\t\n\v\f\r"), sql.size()));
      sqlite3_stmt* statement = nullptr;
      int status = compile(connection, sql, &statement, &sql);
      if (status != SQLITE_OK) return status;
      if (!statement) continue;
      status = runOne(Prepared(connection.shared_from_this(), statement), onRow);
      if (status != SQLITE_OK || connection.thrown) return status;
    }
    return SQLITE_OK;
  }

  static int runOne(const Prepared& prepared, Row onRow) {
    Connection& connection = *prepared.connection;
    it::ref names = onRow ? prepared.names() : it::ref();
    while (sqlite3_step(prepared.statement) == SQLITE_ROW) {
      if (!onRow) continue;
      it::scope memory;
      if (!connection.unlessThrown(onRow(prepared.row(), names))) return SQLITE_ABORT;
    }
    return sqlite3_reset(prepared.statement);
  }

  int define(const char* name, const FunctionOptions& options, UserFunction* made) {
    return sqlite3_create_function_v2(connection_->db, name, options.arity, flagsOf(options), made, UserFunction::call,
                                      nullptr, nullptr, destroy<UserFunction>);
  }
  int define(const char* name, const FunctionOptions& options, Aggregate* made) {
    return sqlite3_create_function_v2(connection_->db, name, options.arity, flagsOf(options), made, nullptr,
                                      Aggregate::step, Aggregate::final, destroy<Aggregate>);
  }

  std::shared_ptr<Connection> connection_;
};
