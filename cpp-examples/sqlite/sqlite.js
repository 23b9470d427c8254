/**
 * SQLite with the API of better-sqlite3: what sqlite.cpp cannot say, which is calls with any number of arguments,
 * iterators and rows as objects. Types are in sqlite.d.ts.
 */

/** @param folder where build.js has put everything */
export async function load(folder = new URL('./out/built/', import.meta.url)) {
  const { instantiate } = await import(new URL('it_loader.js', folder));
  const core = await instantiate(new URL('it_sqlite.wasm', folder), { errors: { makeError } });
  const { version, memoryUsed } = core;
  return { Database: databaseOn(core), SqliteError, version: version(), memoryUsed, core };
}

export class SqliteError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}
SqliteError.prototype.name = 'SqliteError';

const misuse = new Map([
  ['TypeError', TypeError],
  ['RangeError', RangeError],
]);

function makeError(message, code) {
  const Misuse = misuse.get(code);
  return Misuse ? new Misuse(message) : new SqliteError(message, code);
}

/** What a function for SQL may give; C++ is told of nothing else, since it could not throw through SQLite. */
function toSql(value) {
  switch (typeof value) {
    case 'number':
    case 'string':
      return value;
    case 'undefined':
      return null;
    case 'bigint':
      if (BigInt.asIntN(64, value) === value) return value;
      throw new RangeError('The bigint is too big for SQLite');
    case 'object':
      if (value === null) return value;
      if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  throw new TypeError('A function for SQL must return a number, string, bigint, buffer, or null');
}

const arityOf = (body, first = 0) => Math.max(0, body.length - first);

/** `{ varargs, deterministic, … }` for C++. */
const optionsOf = ({ varargs, deterministic, directOnly, safeIntegers }, arity) => ({
  arity: varargs ? -1 : arity,
  deterministic: deterministic === true,
  directOnly: directOnly === true,
  safeIntegers: safeIntegers === true,
});

function rowObject(names, values) {
  const row = {};
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (name === '__proto__') Object.defineProperty(row, name, { value: values[index], ...plain });
    else row[name] = values[index];
  }
  return row;
}
const plain = { writable: true, enumerable: true, configurable: true };

/** `run(1, 2)` and `run([1, 2])` are the same. */
const listOf = (parameters) => (parameters.length === 1 && Array.isArray(parameters[0]) ? parameters[0] : parameters);

class Statement {
  #core;
  #names;
  #shape = (values) => rowObject(this.#names, values);
  #bound;

  constructor(core, database, source) {
    this.#core = core;
    this.database = database;
    this.source = source;
    this.reader = core.isReader();
    this.readonly = core.isReadonly();
    this.#names = core.columns().map(({ name }) => name);
  }

  run(...parameters) {
    return this.#core.run(this.#parameters(parameters));
  }

  get(...parameters) {
    const values = this.#core.first(this.#parameters(parameters));
    return values && this.#shape(values);
  }

  all(...parameters) {
    this.#core.start(this.#parameters(parameters));
    const rows = [];
    for (let values = this.#core.next(); values; values = this.#core.next()) rows.push(this.#shape(values));
    return rows;
  }

  *iterate(...parameters) {
    this.#core.start(this.#parameters(parameters));
    try {
      for (let values = this.#core.next(); values; values = this.#core.next()) yield this.#shape(values);
    } finally {
      this.#core.stop();
    }
  }

  /** Rows as their first value, as arrays, or as an object a table; as objects again with `false`. */
  pluck(on = true) {
    return this.#shaped(on && ((values) => values[0]));
  }

  raw(on = true) {
    return this.#shaped(on && ((values) => values));
  }

  expand(on = true) {
    const tables = this.columns().map(({ table }) => table ?? '$');
    return this.#shaped(on && ((values) => expanded(tables, this.#names, values)));
  }

  bind(...parameters) {
    if (this.#bound) throw new TypeError('The bind() method can only be invoked once per statement object');
    this.#bound = [...listOf(parameters)];
    return this;
  }

  columns() {
    return this.#core.columns().map(({ name, column = null, table = null, database = null, type = null }) => ({
      name,
      column,
      table,
      database,
      type,
    }));
  }

  safeIntegers(on = true) {
    this.#core.setSafeIntegers(on);
    return this;
  }

  /** Gives its memory back now, and not when it is forgotten. */
  [Symbol.dispose]() {
    this.#core[Symbol.dispose]();
  }

  #shaped(shape) {
    if (!this.reader) throw new TypeError('This statement does not return data');
    this.#shape = shape || ((values) => rowObject(this.#names, values));
    return this;
  }

  #parameters(given) {
    if (this.#bound === undefined) return listOf(given);
    if (given.length > 0) throw new TypeError('This statement already has bound parameters');
    return this.#bound;
  }
}

function expanded(tables, names, values) {
  const row = {};
  for (const [index, table] of tables.entries()) {
    row[table] ??= {};
    row[table][names[index]] = values[index];
  }
  return row;
}

const databaseOn = (core) =>
  class Database {
    #core;
    #safeIntegers = false;
    // A hook that nobody keeps would be released by the collector.
    #hooks = new Map();

    /** @param content ':memory:', or a database file as bytes */
    constructor(content = ':memory:', { readonly = false, verbose } = {}) {
      if (typeof content === 'string' && content !== ':memory:' && content !== '') {
        throw new SqliteError(`there are no files here: '${content}'`, 'SQLITE_CANTOPEN');
      }
      this.#core = new core.Database(typeof content === 'string' ? undefined : content, readonly);
      this.name = ':memory:';
      this.memory = true;
      this.readonly = readonly;
      if (verbose) this.onTrace(verbose);
    }

    get open() {
      return this.#core.isOpen();
    }

    get inTransaction() {
      return this.#core.isInTransaction();
    }

    exec(sql, onRow) {
      this.#core.exec(sql, onRow && ((values, names) => onRow(rowObject(names, values))));
      return this;
    }

    prepare(sql) {
      const statement = new Statement(this.#core.prepare(sql), this, sql);
      return this.#safeIntegers ? statement.safeIntegers() : statement;
    }

    pragma(sql, { simple = false } = {}) {
      const statement = this.prepare(`PRAGMA ${sql}`);
      try {
        return simple ? statement.pluck().get() : statement.all();
      } finally {
        statement[Symbol.dispose]();
      }
    }

    transaction(body) {
      const variant = (mode) => {
        const database = this;
        return function (...args) {
          return database.#transact(mode, () => body.apply(this, args));
        };
      };
      const modes = ['deferred', 'immediate', 'exclusive'];
      const variants = modes.map((mode) => [mode, variant(mode)]);
      return Object.assign(variant(''), Object.fromEntries(variants), { default: variant(''), database: this });
    }

    #transact(mode, body) {
      const [begin, commit, undo] = this.inTransaction
        ? ['SAVEPOINT "_nested"', 'RELEASE "_nested"', 'ROLLBACK TO "_nested"; RELEASE "_nested"']
        : [`BEGIN ${mode}`, 'COMMIT', 'ROLLBACK'];
      this.exec(begin);
      try {
        const result = body();
        this.exec(commit);
        return result;
      } catch (error) {
        // SQLite itself may have undone everything.
        if (this.inTransaction) this.exec(undo);
        throw error;
      }
    }

    function(name, options, body) {
      if (typeof options === 'function') return this.function(name, {}, options);
      this.#core.addFunction(name, optionsOf(options, arityOf(body)), (args) => toSql(body(...args)));
      return this;
    }

    aggregate(name, { start, step, result = (total) => total, ...options }) {
      const begin = typeof start === 'function' ? start : () => start;
      // SQLite keeps an object for each group, as a total may be anything.
      const begun = (group) => group ?? { total: begin() };
      this.#core.addAggregate(
        name,
        optionsOf(options, arityOf(step, 1)),
        (given, args) => {
          const group = begun(given);
          const next = step(group.total, ...args);
          if (next !== undefined) group.total = next;
          return group;
        },
        (given) => toSql(result(begun(given).total)),
      );
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

    serialize() {
      return this.#core.serialize();
    }

    defaultSafeIntegers(on = true) {
      this.#safeIntegers = on;
      return this;
    }

    close() {
      this.#core.close();
      return this;
    }

    [Symbol.dispose]() {
      this.#core[Symbol.dispose]();
    }
  };
