/** Databases. */
import { booleanOption, expectType, SqliteError, switchOf } from './errors.js';
import { aggregateOf, functionOf } from './functions.js';
import { rowObject, Statement } from './statement.js';

/** Nothing for an empty database. */
function contentOf(content) {
  if (ArrayBuffer.isView(content) || content instanceof ArrayBuffer) return content;
  if (typeof content !== 'string') throw new TypeError('Expected first argument to be a string or the bytes of a file');
  if (['', ':memory:'].includes(content.trim())) return undefined;
  throw new SqliteError(`there are no files here: '${content}'`, 'SQLITE_CANTOPEN');
}

function openingOptions(options, content) {
  expectType(options, 'object', 'second argument');
  if ('readOnly' in options) throw new TypeError('Misspelled option "readOnly" should be "readonly"');
  const readonly = booleanOption(options, 'readonly');
  if (readonly && !content) throw new TypeError('In-memory/temporary databases cannot be readonly');
  const verbose = options.verbose ?? undefined;
  if (verbose !== undefined) expectType(verbose, 'function', 'the "verbose" option');
  return { readonly, verbose };
}

const beginnings = {
  default: 'BEGIN',
  deferred: 'BEGIN DEFERRED',
  immediate: 'BEGIN IMMEDIATE',
  exclusive: 'BEGIN EXCLUSIVE',
};

/** @param core what itlc makes of sqlite.cpp */
export const databaseOn = (core) =>
  class Database {
    #core;
    #isDisposed = false;
    #safeIntegers = false;
    // A hook that nobody keeps would be released by the collector.
    #hooks = new Map();

    /** @param given ':memory:', or a database file as bytes */
    constructor(given, options) {
      const content = contentOf(given ?? '');
      const { readonly, verbose } = openingOptions(options ?? {}, content);
      this.#core = new core.Database(content, readonly);
      this.name = typeof given === 'string' ? given : content ? ':memory:' : '';
      this.memory = true;
      this.readonly = readonly;
      if (verbose) this.onTrace(verbose);
    }

    get open() {
      return !this.#isDisposed && this.#core.isOpen();
    }

    get inTransaction() {
      return this.open && this.#core.isInTransaction();
    }

    exec(sql, onRow) {
      expectType(sql, 'string', 'first argument');
      if (onRow !== undefined) expectType(onRow, 'function', 'second argument');
      this.#core.exec(sql, onRow && ((values, names) => onRow(rowObject(names, values))));
      return this;
    }

    prepare(sql) {
      expectType(sql, 'string', 'first argument');
      return this.#safe(new Statement(this.#core.prepare(sql), this, sql));
    }

    pragma(sql, options) {
      expectType(sql, 'string', 'first argument');
      expectType(options ?? {}, 'object', 'second argument');
      const simple = booleanOption(options ?? {}, 'simple');
      this.#core.checkUnlocked();
      const text = `PRAGMA ${sql}`;
      const statement = this.#safe(new Statement(this.#core.prepare(text), this, text, true));
      try {
        return simple ? statement.pluck().get() : statement.all();
      } finally {
        statement[Symbol.dispose]();
      }
    }

    #safe(statement) {
      return this.#safeIntegers ? statement.safeIntegers() : statement;
    }

    transaction(body) {
      expectType(body, 'function', 'first argument');
      const database = this;
      const variant = (begin) =>
        function (...args) {
          return database.#transact(begin, () => body.apply(this, args));
        };
      const variants = Object.fromEntries(Object.entries(beginnings).map(([name, begin]) => [name, variant(begin)]));
      for (const each of Object.values(variants)) Object.assign(each, variants, { database });
      return variants.default;
    }

    #transact(begin, body) {
      const [start, commit, undo] = this.inTransaction
        ? ['SAVEPOINT "_nested"', 'RELEASE "_nested"', 'ROLLBACK TO "_nested"; RELEASE "_nested"']
        : [begin, 'COMMIT', 'ROLLBACK'];
      this.exec(start);
      try {
        const result = body();
        if (typeof result?.then === 'function') throw new TypeError('Transaction function cannot return a promise');
        this.exec(commit);
        return result;
      } catch (error) {
        // SQLite itself may have undone everything.
        if (this.inTransaction) this.exec(undo);
        throw error;
      }
    }

    function(name, options, body) {
      this.#core.addFunction(...functionOf(name, options, body, this.#safeIntegers));
      return this;
    }

    aggregate(name, options) {
      this.#core.addAggregate(...aggregateOf(name, options, this.#safeIntegers));
      return this;
    }

    onProgress(instructions, hook) {
      return this.#keep('progress', this.#core.onProgress(instructions, hook));
    }

    onUpdate(hook) {
      return this.#keep('update', this.#core.onUpdate(hook));
    }

    onTrace(hook) {
      return this.#keep('trace', this.#core.onTrace(hook));
    }

    #keep(kind, hook) {
      this.#hooks.set(kind, hook);
      return hook;
    }

    serialize(options) {
      expectType(options ?? {}, 'object', 'first argument');
      const { attached = 'main' } = options ?? {};
      expectType(attached, 'string', 'the "attached" option');
      return this.#core.serialize(attached);
    }

    defaultSafeIntegers(...args) {
      this.#safeIntegers = switchOf(args);
      return this;
    }

    /** Allows changes while an iterator is open. */
    unsafeMode(...args) {
      this.#core.setUnsafe(switchOf(args));
      return this;
    }

    close() {
      this.#core.close();
      return this;
    }

    [Symbol.dispose]() {
      this.#isDisposed = true;
      this.#core[Symbol.dispose]();
    }
  };
