/// <reference lib="esnext.disposable" />

/** What SQLite gives: integers that are no safe numbers are BigInts, blobs are Uint8Arrays. */
export type Value = null | number | bigint | string | Uint8Array;

/** What SQLite takes. Numbers without a fraction are integers, `undefined` is NULL. */
export type Parameter = null | undefined | number | bigint | string | ArrayBuffer | ArrayBufferView;

/** In order, also in arrays, and one object with those that have names: `{ id: 1 }` for `:id`, `@id` and `$id`. */
export type Parameters = readonly (Parameter | Readonly<Record<string, Parameter>> | readonly Parameter[])[];

export type Row = Record<string, Value>;

export interface RunResult {
  /** How many rows were inserted, updated or deleted. */
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

export interface ColumnDefinition {
  readonly name: string;
  /** Null for an expression, like the next two. */
  readonly column: string | null;
  readonly table: string | null;
  readonly database: string | null;
  /** As declared. */
  readonly type: string | null;
}

/** @typeParam Result - what a row is */
export interface Statement<Result = Row> extends Disposable {
  readonly database: Database;
  readonly source: string;
  /** Whether it gives rows. */
  readonly reader: boolean;
  readonly readonly: boolean;
  /** Whether an iterator of it has not come to its end. */
  readonly busy: boolean;
  run(...parameters: Parameters): RunResult;
  /** The first row; `undefined` where there is none. Like the next two, for statements that give rows. */
  get(...parameters: Parameters): Result | undefined;
  all(...parameters: Parameters): Result[];
  /** Row by row. Until the end, or `return()`, the statement cannot be run again and nothing can be changed. */
  iterate(...parameters: Parameters): IterableIterator<Result>;
  /** Of each row only the first value; rows as they were with `false`. */
  pluck<First = Value>(on?: true): Statement<First>;
  pluck(on: boolean): Statement<unknown>;
  /** Rows as arrays. */
  raw<Values = Value[]>(on?: true): Statement<Values>;
  raw(on: boolean): Statement<unknown>;
  /** Rows as objects by table; `$` has what is of none. */
  expand(on?: true): Statement<Record<string, Row>>;
  expand(on: boolean): Statement<unknown>;
  /** For good; bytes are copied. */
  bind(...parameters: Parameters): this;
  columns(): ColumnDefinition[];
  /** Whether all integers are BigInts. */
  safeIntegers(on?: boolean): this;
}

export interface FunctionOptions {
  /** Any number of arguments, and not as many as the function declares. */
  readonly varargs?: boolean;
  /** The same for the same arguments. */
  readonly deterministic?: boolean;
  /** Not to be called from views and triggers. */
  readonly directOnly?: boolean;
  /** Integers come as BigInts; by default as `defaultSafeIntegers` of the database says. */
  readonly safeIntegers?: boolean;
}

export type SqlFunction = (...args: never[]) => Parameter;

export interface AggregateOptions<Total> extends FunctionOptions {
  /** The total of no rows, or a function that gives it; null by default. */
  readonly start?: Total | (() => Total);
  /** The new total; where it gives nothing, the total stays what it is. */
  step(total: Total, ...args: never[]): Total | undefined;
  /** By default the total. */
  result?(total: Total): Parameter;
}

/** Keeps a hook; disposing of it removes the hook. */
export interface Hook extends Disposable {
  dispose(): void;
}

type AnyFunction = (...args: never[]) => unknown;

export type Transaction<Body extends AnyFunction> = Body & {
  readonly default: Body;
  readonly deferred: Body;
  readonly immediate: Body;
  readonly exclusive: Body;
  readonly database: Database;
};

export interface DatabaseOptions {
  readonly readonly?: boolean;
  /** Is called with each statement that is run. */
  readonly verbose?: (sql: string) => void;
}

/** A database in memory. Methods throw a `SqliteError`, or what a function of yours has thrown. */
export interface Database extends Disposable {
  readonly name: string;
  readonly memory: true;
  readonly readonly: boolean;
  readonly open: boolean;
  readonly inTransaction: boolean;

  /** Runs all statements of a text. */
  exec(sql: string, onRow?: (row: Row) => void): this;
  /** @typeParam Result - what the rows are, which nothing checks */
  prepare<Result = Row>(sql: string): Statement<Result>;
  /** Rows; with `simple`, the first value. */
  pragma(sql: string, options?: { readonly simple?: boolean }): unknown;
  /** A function that runs `body`, which is not to be async, in a transaction; where there is one already, in a part that is undone alone. */
  transaction<Body extends AnyFunction>(body: Body): Transaction<Body>;

  function(name: string, body: SqlFunction): this;
  function(name: string, options: FunctionOptions, body: SqlFunction): this;
  aggregate<Total>(name: string, options: AggregateOptions<Total>): this;

  // A database has one hook of each kind: a new one replaces the former.
  /** Called after so many instructions of SQLite's machine; `true` stops the statement with `SQLITE_INTERRUPT`. */
  onProgress(instructions: number, hook: () => boolean): Hook;
  /** Called for each row that changes. */
  onUpdate(
    hook: (operation: 'INSERT' | 'UPDATE' | 'DELETE', database: string, table: string, rowid: number | bigint) => void,
  ): Hook;
  /** Called with each statement that is run, its parameters filled in. */
  onTrace(hook: (sql: string) => void): Hook;

  /** The content, as a database file has it. */
  serialize(options?: { readonly attached?: string }): Uint8Array;
  /** For statements and functions that are made from here on. */
  defaultSafeIntegers(on?: boolean): this;
  /** Allows changes while an iterator is open, and writing to SQLite's own tables. */
  unsafeMode(on?: boolean): this;
  /** Gives all memory back at once; statements are errors from then on. */
  close(): this;
}

export interface DatabaseConstructor {
  /** @param content - `':memory:'`, or the bytes of a database file */
  new (content?: ':memory:' | '' | Uint8Array | ArrayBuffer, options?: DatabaseOptions): Database;
}

export class SqliteError extends Error {
  constructor(message: string, code: string);
  /** SQLite's extended code: `'SQLITE_CONSTRAINT_UNIQUE'`. */
  readonly code: string;
}

export interface Sqlite {
  readonly Database: DatabaseConstructor;
  readonly SqliteError: typeof SqliteError;
  /** SQLite's version. */
  readonly version: string;
  /** Bytes that SQLite has allocated. */
  memoryUsed(): number;
  /** What itlc makes of sqlite.cpp: `Exports` in its `sqlite.d.ts`. */
  readonly core: object;
}

/** @param folder - where `build.js` has put everything; by default `out/built/` */
export function load(folder?: URL): Promise<Sqlite>;
