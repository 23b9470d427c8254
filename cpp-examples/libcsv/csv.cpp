// libcsv (https://github.com/rgamble/libcsv) for JavaScript.
#include <csv.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

export {
  /// What libcsv calls options.
  type Mode = flags {
    /// Quotes where none belong are errors.
    strict,
    /// With `strict`: so is a quoted field that never ends.
    strictFinish,
    /// An empty line is an empty row, and not skipped.
    keepEmptyRows,
    /// An empty field without quotes is `undefined`, not ''.
    emptyIsUndefined,
  };
  type Options = struct {
    /// One character of ASCII; by default ','.
    delimiter: option(std::string);
    /// One character of ASCII; by default '"'.
    quote: option(std::string);
    mode: option(Mode);
  };
  type Row = array(option(std::string));
  type Rows = array(Row);
  type Reason = enum { parse, memory, tooBig, unknown };
  type CsvError = struct {
    reason: Reason;
    /// What libcsv says.
    message: std::string;
    /// In bytes, since the beginning or the last `finish`.
    offset: u32;
    /// The row that it was in, counted from 0.
    row: u32;
  };

  func version() -> string;

  /// All rows of a text. Throws an `ItlResultError`, with a `CsvError` as its `payload`.
  func parse(text: std::string_view, options: Options) -> result(Rows, CsvError);
  /// Calls `onRow(fields)` for each row, and gives their number.
  func parseEach(text: std::string_view, options: Options, onRow: any) -> result(u32, CsvError);

  /// A field in quotes.
  func quote(field: std::string_view) -> std::string;
  /// Rows as text. What needs no quotes gets none.
  func format(rows: Rows, options: Options) -> std::string;

  /// Parses what comes piece by piece.
  class Parser {
    Parser(options: Options);
    /// The rows that this piece completes.
    func feed(chunk: std::string_view) -> result(Rows, CsvError);
    /// The same for UTF-8; a piece may end inside of a character.
    func feedBytes(chunk: buffer) -> result(Rows, CsvError);
    /// The last row if it has not ended. The parser can be used for another text then.
    func finish() -> result(Rows, CsvError);
    /// How many rows there were.
    readonly prop rows: u32;
    /// How many bytes there were.
    readonly prop bytes: u32;
  }
}

static unsigned char character(const std::optional<std::string>& option, unsigned char otherwise, const char* what) {
  if (!option) return otherwise;
  unsigned char first = option->empty() ? 0 : (*option)[0];
  if (option->size() != 1 || first >= 0x80) it::fail((std::string(what) + " must be one character of ASCII").c_str());
  return first;
}

struct Dialect {
  unsigned char delimiter, quote, mode = 0;

  explicit Dialect(const Options& options)
      : delimiter(character(options.delimiter, CSV_COMMA, "delimiter")),
        quote(character(options.quote, CSV_QUOTE, "quote")) {
    Mode wanted = options.mode.value_or(Mode());
    if (has(wanted, Mode::strict)) mode |= CSV_STRICT;
    if (has(wanted, Mode::strictFinish)) mode |= CSV_STRICT_FINI;
    if (has(wanted, Mode::keepEmptyRows)) mode |= CSV_REPALL_NL;
    if (has(wanted, Mode::emptyIsUndefined)) mode |= CSV_EMPTY_IS_NULL;
  }
};

class Parser {
 public:
  explicit Parser(const Options& options) {
    Dialect dialect(options);
    csv_init(&csv, dialect.mode);
    csv_set_delim(&csv, dialect.delimiter);
    csv_set_quote(&csv, dialect.quote);
  }
  Parser(const Parser&) = delete;
  ~Parser() { csv_free(&csv); }

  it::result<Rows, CsvError> feed(std::string_view chunk) {
    size_t done = csv_parse(&csv, chunk.data(), chunk.size(), onField, onRow, this);
    bytes += done;
    if (done < chunk.size()) return it::error(error());
    return std::exchange(complete, {});
  }
  it::result<Rows, CsvError> feedBytes(it::span<const uint8_t> chunk) {
    return feed({reinterpret_cast<const char*>(chunk.data()), chunk.size()});
  }
  it::result<Rows, CsvError> finish() {
    if (csv_fini(&csv, onField, onRow, this) != 0) return it::error(error());
    rows = bytes = 0;
    return std::exchange(complete, {});
  }

  uint32_t rows = 0;
  uint32_t bytes = 0;

 private:
  CsvError error() {
    int status = csv_error(&csv);
    Reason reason = status == CSV_EPARSE    ? Reason::parse
                    : status == CSV_ENOMEM  ? Reason::memory
                    : status == CSV_ETOOBIG ? Reason::tooBig
                                            : Reason::unknown;
    return {reason, csv_strerror(status), bytes, rows};
  }
  static void onField(void* text, size_t size, void* data) {
    Row& row = static_cast<Parser*>(data)->current;
    if (text) row.emplace_back(std::in_place, static_cast<char*>(text), size);
    else row.emplace_back();
  }
  static void onRow(int, void* data) {
    Parser& self = *static_cast<Parser*>(data);
    self.complete.push_back(std::exchange(self.current, {}));
    ++self.rows;
  }

  csv_parser csv;
  Row current;
  Rows complete;
};

const char* version() { return "3.0.3"; }

it::result<Rows, CsvError> parse(std::string_view text, const Options& options) {
  Parser parser(options);
  auto rows = parser.feed(text);
  if (!rows) return rows;
  auto last = parser.finish();
  if (!last) return last;
  rows->insert(rows->end(), last->begin(), last->end());
  return rows;
}

it::result<uint32_t, CsvError> parseEach(std::string_view text, const Options& options, it::ref onRow) {
  auto rows = parse(text, options);
  if (!rows) return it::error(rows.error());
  for (const Row& row : *rows) {
    it::ref fields = it::ref::array();
    for (const auto& field : row) {
      if (field) fields.call("push", *field);
      else fields.call("push", it::ref());
    }
    onRow(fields); // what it throws goes to the caller, and `rows` is not destroyed then
  }
  return rows->size();
}

static void append(std::string& to, std::string_view field, unsigned char quote) {
  size_t size = csv_write2(nullptr, 0, field.data(), field.size(), quote);
  size_t at = to.size();
  to.resize(at + size);
  csv_write2(&to[at], size, field.data(), field.size(), quote);
}

std::string quote(std::string_view field) {
  std::string text;
  append(text, field, CSV_QUOTE);
  return text;
}

std::string format(it::span<const Row> rows, const Options& options) {
  Dialect dialect(options);
  const std::string special{static_cast<char>(dialect.delimiter), static_cast<char>(dialect.quote), '\r', '\n', ' ', '\t'};
  std::string text;
  for (const Row& row : rows) {
    bool isFirst = true;
    for (const auto& field : row) {
      if (!std::exchange(isFirst, false)) text += static_cast<char>(dialect.delimiter);
      if (!field) continue;
      bool isPlain = !field->empty() && field->find_first_of(special) == std::string::npos;
      if (isPlain) text += *field;
      else append(text, *field, dialect.quote);
    }
    text += '\n';
  }
  return text;
}
