/** Where cpp-examples/sqlite has to do as better-sqlite3 does, found by running both: messages are its own. */
import { expect, test } from 'vitest';
import type { Database, Sqlite } from '../../cpp-examples/sqlite/sqlite.js';
import { caught } from './sqlite-heap.ts';

const busy = 'This database connection is busy executing a query';
const busyStatement = 'This statement is busy executing a query';
const cannotBind = 'SQLite3 can only bind numbers, strings, bigints, buffers, and null';
const twoRows = 'SELECT 1 AS n UNION SELECT 2';

/** Calls that the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: what better-sqlite3 says to arguments of any type
type Loose = Record<string, (...args: any[]) => any>;

interface Core {
  readonly Database: new (
    content: undefined,
    readonly: boolean,
  ) => {
    addFunction(name: string, options: object, body: () => unknown): boolean;
    exec(sql: string, onRow: undefined): void;
    prepare(sql: string): object;
    close(): void;
    isOpen(): boolean;
  };
}

/** Called with a database that has the table `t (n)`. */
const misuses: Readonly<Record<string, readonly [call: (db: Loose) => unknown, error: Error]>> = {
  'a transaction of no function': [
    (db) => db.transaction?.(5),
    new TypeError('Expected first argument to be a function'),
  ],
  'an async transaction': [
    (db) => db.transaction?.(async () => {})(),
    new TypeError('Transaction function cannot return a promise'),
  ],
  ...Object.fromEntries(
    ['get', 'all', 'iterate'].map((method) => [
      `${method} of an INSERT`,
      [
        (db: Loose) => db.prepare?.('INSERT INTO t VALUES (1)')[method](),
        new TypeError('This statement does not return data. Use run() instead'),
      ],
    ]),
  ),
  'too few for iterate': [
    (db) => db.prepare?.('SELECT ?').iterate(),
    new RangeError('Too few parameter values were provided'),
  ],
  'too few for bind': [
    (db) => db.prepare?.('SELECT ?').bind(),
    new RangeError('Too few parameter values were provided'),
  ],
  'a Date': [(db) => db.prepare?.('SELECT ?').get(new Date()), new TypeError(cannotBind)],
  'a Date too many': [(db) => db.prepare?.('SELECT ?').get(new Date(), 1), new TypeError(cannotBind)],
  'a Date for names': [
    (db) => db.prepare?.('SELECT :a').get(new Date()),
    new TypeError('Named parameters can only be passed within plain objects'),
  ],
  'a list in a list': [(db) => db.prepare?.('SELECT ?').get([[1]]), new TypeError(cannotBind)],
  'an object in a list': [(db) => db.prepare?.('SELECT ?').get([{ a: 1 }]), new TypeError(cannotBind)],
  'a boolean by name': [(db) => db.prepare?.('SELECT :a').get({ a: true }), new TypeError(cannotBind)],
  'two objects': [
    (db) => db.prepare?.('SELECT :a').get({ a: 1 }, { a: 2 }),
    new TypeError('You cannot specify named parameters in two different objects'),
  ],
  'an inherited name': [
    (db) => db.prepare?.('SELECT :toString').get({}),
    new RangeError('Missing named parameter "toString"'),
  ],
  'no names': [(db) => db.prepare?.('SELECT :a').get(), new TypeError('Missing named parameters')],
  'a bigint too big': [
    (db) => db.prepare?.('SELECT :a').get({ a: 2n ** 64n }),
    new RangeError('The bound string, buffer, or bigint is too big'),
  ],
  'pluck of 1': [(db) => db.prepare?.('SELECT 1').pluck(1), new TypeError('Expected first argument to be a boolean')],
  'columns of an INSERT': [
    (db) => db.prepare?.('INSERT INTO t VALUES (1)').columns(),
    new TypeError('The columns() method is only for statements that return data'),
  ],
  'prepare of a number': [(db) => db.prepare?.(5), new TypeError('Expected first argument to be a string')],
  'exec of a number': [(db) => db.exec?.(5), new TypeError('Expected first argument to be a string')],
  'a pragma with options': [
    (db) => db.pragma?.('x', 5),
    new TypeError('Expected second argument to be an options object'),
  ],
  'a function that is none': [
    (db) => db.function?.('x', {}, 5),
    new TypeError('Expected last argument to be a function'),
  ],
  'a function without body': [(db) => db.function?.('x'), new TypeError('Expected last argument to be a function')],
  'a function without name': [
    (db) => db.function?.('', () => 1),
    new TypeError('User-defined function name cannot be an empty string'),
  ],
  'an option that is no boolean': [
    (db) => db.function?.('x', { varargs: 1 }, () => 1),
    new TypeError('Expected the "varargs" option to be a boolean'),
  ],
  'an aggregate without options': [
    (db) => db.aggregate?.('x'),
    new TypeError('Expected second argument to be an options object'),
  ],
  'an aggregate without step': [(db) => db.aggregate?.('x', {}), new TypeError('Missing required option "step"')],
  'what a function returns': [
    (db) => db.function?.('bad', () => true) && db.exec?.('SELECT bad()'),
    new TypeError('User-defined function bad() returned an invalid value'),
  ],
};

export function testAgreement(sqlite: () => Sqlite): void {
  const table = (): Database => new (sqlite().Database)().exec('CREATE TABLE t (n)');

  test.each(Object.entries(misuses))('%s', (_, [call, error]) => {
    const db = table();
    expect(() => call(db as unknown as Loose)).toThrow(error);
    expect(caught(() => call(db as unknown as Loose))).toBeInstanceOf(error.constructor);
    expect([db.inTransaction, db.prepare('SELECT count(*) FROM t').pluck().get()]).toEqual([false, 0]);
  });

  test('a transaction that returns a promise is undone', () => {
    const db = table();
    const add = db.transaction(async () => void db.exec('INSERT INTO t VALUES (1)'));
    expect(() => add.immediate()).toThrow('cannot return a promise');
    expect(db.prepare('SELECT * FROM t').all()).toEqual([]);
    const plain = db.transaction((n: number) => n);
    expect((plain.exclusive as typeof plain).deferred(7)).toBe(7);
  });

  test('while an iterator is open nothing is changed, but read', () => {
    const db = table();
    const select = db.prepare(twoRows).pluck();
    const rows = select.iterate();
    expect(select.busy).toBe(true);
    const own = [
      () => select.all(),
      () => select.run(),
      () => select.iterate(),
      () => select.raw(),
      () => select.bind(),
    ];
    for (const action of own) expect(action, String(action)).toThrow(new TypeError(busyStatement));
    const others = [
      () => db.exec('SELECT 1'),
      () => db.prepare('INSERT INTO t VALUES (1)').run(),
      () => db.pragma('user_version'),
      () => db.transaction(() => 1)(),
      () => db.function('f', () => 1),
      () => db.aggregate('f', { step: () => 1 }),
      () => db.serialize(),
      () => db.close(),
    ];
    for (const action of others) expect(action, String(action)).toThrow(new TypeError(busy));
    expect(db.prepare('SELECT 5').pluck().get()).toBe(5);
    expect([...rows]).toEqual([1, 2]);
    expect(select.busy).toBe(false);
    db.exec('INSERT INTO t VALUES (1)').close();
  });

  test('iterators end at their end, by return, by an error and with their statement', () => {
    const db = table();
    const select = db.prepare(twoRows).pluck();
    const left = select.iterate();
    expect(left.return?.()).toEqual({ value: undefined, done: true });
    expect([...left]).toEqual([]);
    db.function('fail', (n: number) => {
      if (n === 2) throw new RangeError('fail');
      return n;
    });
    const failing = db.prepare(`SELECT fail(n) FROM (${twoRows})`).pluck().iterate();
    expect(failing.next().value).toBe(1);
    expect(() => failing.next()).toThrow('fail');
    expect(failing.next().done).toBe(true);
    const forgotten = db.prepare(twoRows);
    forgotten.iterate();
    expect(() => db.exec('')).toThrow(busy);
    forgotten[Symbol.dispose]();
    expect(db.exec('').close().open).toBe(false);
  });

  test('unsafeMode allows changes, and to write to the schema', () => {
    const db = table().exec('INSERT INTO t VALUES (1), (2)');
    const schema = "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET name = 'u'";
    expect(() => db.exec(schema)).toThrow('may not be modified');
    db.unsafeMode();
    for (const { n } of db.prepare('SELECT n FROM t WHERE n < 3').iterate()) {
      db.prepare('UPDATE t SET n = n + 10 WHERE n = ?').run(n);
      expect(() => db.close()).toThrow(busy);
    }
    expect(db.prepare('SELECT n FROM t').pluck().all()).toEqual([11, 12]);
    db.exec(schema).unsafeMode(false);
    expect(() => db.exec(schema)).toThrow('may not be modified');
  });

  test('parameters in several arguments, and what is bound', () => {
    const db = table();
    expect(db.prepare('SELECT ?, :a, ?, @a').raw().get([1], { a: 5 }, 2)).toEqual([1, 5, 2, 5]);
    expect(
      db
        .prepare('SELECT :a')
        .pluck()
        .get(Object.assign(Object.create(null), { a: 1 })),
    ).toBe(1);
    const bytes = Uint8Array.of(1);
    const bound = db.prepare('SELECT ?').pluck().bind(bytes);
    bytes[0] = 9;
    expect([...bound.iterate(), bound.get()]).toEqual([Uint8Array.of(1), Uint8Array.of(1)]);
    expect(() => bound.bind(1)).toThrow('The bind() method can only be invoked once per statement object');
  });

  test('a shape is switched off alone, and columns are those of the schema', () => {
    const db = table().exec('INSERT INTO t VALUES (1)');
    const select = db.prepare('SELECT * FROM t');
    expect(select.raw().pluck(false).get()).toEqual([1]);
    expect(select.raw(false).get()).toEqual({ n: 1 });
    db.exec('ALTER TABLE t RENAME n TO m; ALTER TABLE t ADD o DEFAULT 2');
    expect([select.get(), ...select.all(), ...select.iterate()]).toEqual(Array(3).fill({ m: 1, o: 2 }));
  });

  test('defaultSafeIntegers is for functions too', () => {
    const db = table().defaultSafeIntegers();
    db.function('kind', (value: unknown) => typeof value);
    db.function('number', { safeIntegers: false }, (value: unknown) => typeof value);
    db.aggregate('last', { step: (_total: unknown, value: unknown) => typeof value });
    expect(db.prepare('SELECT kind(1), number(1), last(1)').raw().get()).toEqual(['bigint', 'number', 'bigint']);
  });

  test('errors of SQLite say where they come from', () => {
    const error = caught(() => table().prepare('SELEKT')) as Error;
    expect(error.stack).not.toContain('errors.js');
    expect(error.stack).toContain('sqlite-agreement.ts');
    const long = caught(() => table().function('x'.repeat(256), () => 1));
    expect(long).toEqual(new RangeError('User-defined function names cannot have more than 255 bytes'));
  });

  test('a database whose SQLite was left half-way says so, and closes', () => {
    const { Database } = sqlite().core as Core;
    const db = new Database(undefined, false);
    const given = new ArrayBuffer(1);
    structuredClone(given, { transfer: [given] });
    // Behind the back of sqlite.js, which looks at what a function gives before C++ does.
    const options = { arity: 0, deterministic: false, directOnly: false, safeIntegers: false };
    db.addFunction('broken', options, () => given);
    expect(() => db.exec('SELECT broken()', undefined)).toThrow('given away');
    for (const action of [() => db.prepare('SELECT 1'), () => db.exec('SELECT 1', undefined)]) {
      expect(caught(action)).toMatchObject({
        code: 'SQLITE_INTERNAL',
        message: 'A full stack or a trap has stopped SQLite half-way: load a new one',
      });
    }
    db.close();
    expect(db.isOpen()).toBe(false);
  });
}
