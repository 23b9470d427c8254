/** Prepared statements. */
import { switchOf } from './errors.js';
import { inOrder } from './parameters.js';

const plain = { writable: true, enumerable: true, configurable: true };

function setField(row, name, value) {
  if (name === '__proto__') Object.defineProperty(row, name, { value, ...plain });
  else row[name] = value;
}

export function rowObject(names, values) {
  const row = {};
  for (let index = 0; index < names.length; index++) setField(row, names[index], values[index]);
  return row;
}

function expanded(columns, values) {
  const row = {};
  for (const [index, { name, table = '$' }] of columns.entries()) {
    if (!Object.hasOwn(row, table)) setField(row, table, {});
    setField(row[table], name, values[index]);
  }
  return row;
}

/** By shape: from columns, a function from the values of a row to what the caller gets. */
const shapes = {
  flat(columns) {
    const names = columns.map(({ name }) => name);
    return (values) => rowObject(names, values);
  },
  pluck: () => (values) => values[0],
  raw: () => (values) => values,
  expand: (columns) => (values) => expanded(columns, values),
};

export class Statement {
  #core;
  #parameterNames;
  #isBound = false;
  #isDisposed = false;
  #shape = 'flat';
  #columns;
  #toRow;
  /** When `columns` were asked for. */
  #recompilations = 0;

  /** @param reader whether it gives rows; pragmas may, with or without columns */
  constructor(core, database, source, reader = core.isReader()) {
    this.#core = core;
    const fields = { reader, readonly: core.isReadonly(), source, database };
    for (const [name, value] of Object.entries(fields)) {
      Object.defineProperty(this, name, { value, enumerable: true });
    }
    this.#columns = core.columns();
    this.#use('flat');
  }

  /** Whether there is an iterator that has not come to its end. */
  get busy() {
    return this.#core.isLocked();
  }

  run(...given) {
    return this.#core.run(this.#parameters(given));
  }

  get(...given) {
    this.#checkReader();
    const values = this.#core.first(this.#parameters(given));
    return values && this.#rows()(values);
  }

  all(...given) {
    this.#checkReader();
    this.#core.start(this.#parameters(given), false);
    const rows = [];
    let values = this.#core.next();
    const toRow = values && this.#rows();
    for (; values; values = this.#core.next()) rows.push(toRow(values));
    return rows;
  }

  iterate(...given) {
    this.#checkReader();
    this.#core.start(this.#parameters(given), true);
    return new Rows(this.#core, () => this.#rows());
  }

  /** Rows as their first value, as arrays, or as an object a table; as objects again with `false`. */
  pluck(...args) {
    return this.#shaped('pluck', args);
  }

  raw(...args) {
    return this.#shaped('raw', args);
  }

  expand(...args) {
    return this.#shaped('expand', args);
  }

  bind(...given) {
    if (this.#isBound) throw new TypeError('The bind() method can only be invoked once per statement object');
    this.#core.bind(this.#parameters(given));
    this.#isBound = true;
    return this;
  }

  columns() {
    if (!this.reader) throw new TypeError('The columns() method is only for statements that return data');
    return this.#core.columns().map(({ name, column = null, table = null, database = null, type = null }) => ({
      name,
      column,
      table,
      database,
      type,
    }));
  }

  safeIntegers(...args) {
    this.#core.setSafeIntegers(switchOf(args));
    return this;
  }

  /** Gives its memory back now, and not when it is forgotten. */
  [Symbol.dispose]() {
    this.#isDisposed = true;
    this.#core[Symbol.dispose]();
  }

  #checkReader() {
    if (!this.reader) throw new TypeError('This statement does not return data. Use run() instead');
  }

  #shaped(shape, args) {
    if (!this.reader) throw new TypeError(`The ${shape}() method is only for statements that return data`);
    this.#core.checkUnlocked();
    if (switchOf(args)) this.#use(shape);
    else if (this.#shape === shape) this.#use('flat');
    return this;
  }

  #use(shape) {
    this.#shape = shape;
    this.#toRow = shapes[shape](this.#columns);
  }

  /** Asked for at the first row: a change of the schema has SQLite compile again, and the columns may be others. */
  #rows() {
    const recompilations = this.#isDisposed ? 0 : this.#core.recompilations();
    if (recompilations > this.#recompilations) {
      this.#columns = this.#core.columns();
      this.#use(this.#shape);
      this.#recompilations = recompilations;
    }
    return this.#toRow;
  }

  #parameters(given) {
    if (this.#isBound) {
      if (given.length > 0) throw new TypeError('This statement already has bound parameters');
      return given;
    }
    this.#parameterNames ??= this.#core.parameters();
    return inOrder(this.#parameterNames, given);
  }
}

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/** What `iterate` gives. As long as it is not at its end the statement is busy, and nothing may be changed. */
class Rows {
  #core;
  #shape;
  #toRow;
  #isDone = false;

  constructor(core, shape) {
    this.#core = core;
    this.#shape = shape;
  }

  next() {
    if (this.#isDone) return { value: undefined, done: true };
    const values = this.#step();
    if (!values) return this.#end();
    this.#toRow ??= this.#shape();
    return { value: this.#toRow(values), done: false };
  }

  return(value) {
    if (!this.#isDone) this.#core.stop();
    return this.#end(value);
  }

  /** After an error it is at its end, but not where the statement is running just now. */
  #step() {
    try {
      return this.#core.next();
    } catch (error) {
      this.#isDone = !this.#core.isLocked();
      throw error;
    }
  }

  #end(value) {
    this.#isDone = true;
    return { value, done: true };
  }
}
Object.setPrototypeOf(Rows.prototype, IteratorPrototype);
