/** cpp-examples/sqlite: SQLite from Debian's sources. Skipped where these cannot be fetched. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Database, load, type Sqlite, SqliteError } from '../../cpp-examples/sqlite/sqlite.js';
import { readText, root } from '../harness/folders.ts';
import { runNode } from '../harness/run-node.ts';
import { fetchProblem } from './fetch-problem.ts';
import { testAgreement } from './sqlite-agreement.ts';
import { testCallbacks } from './sqlite-callbacks.ts';
import { caught, heapCalls, loadCounted } from './sqlite-heap.ts';

const example = join(root, 'cpp-examples/sqlite');
const out = join(example, 'out');
const minutes = 60_000;

/** Why the sources cannot be had; undefined where they are there. */
const problem = await fetchProblem(example, out, 2 * minutes);
if (problem !== undefined) console.warn(`cpp-examples/sqlite is skipped: Debian's sources cannot be had: ${problem}`);

describe.skipIf(problem !== undefined)('SQLite', () => {
  let sqlite: Sqlite;
  let printed: string;
  const open = (): Database => new sqlite.Database();

  beforeAll(async () => {
    printed = await runNode(['main.js'], example);
    sqlite = await load();
  }, 6 * minutes);

  test('main.js prints what the README says, which has the block in full', () => {
    const readme = readText(example, 'README.md');
    expect(readme).toContain(`\`\`\`text\n${printed}\`\`\``);
    const [block] = /\/\*\*IT_START\*\*\/.*\/\*\*IT_END\*\*\//s.exec(readText(example, 'sqlite.cpp')) ?? [];
    expect(readme).toContain(block);
  });

  describe('values', () => {
    test('come back as they went in', () => {
      const db = open();
      const echo = db.prepare('SELECT ?').pluck();
      const values = [null, 0, -1, 1.5, 1e300, 2 ** 53 - 1, '', 'ä\0🙂', new Uint8Array(), Uint8Array.of(0, 255)];
      for (const value of values) expect(echo.get(value)).toStrictEqual(value);
      expect(echo.get(undefined)).toBe(null);
      expect(echo.get(5n)).toBe(5);
      expect(echo.get(2n ** 53n)).toBe(2n ** 53n);
      expect(echo.get(-(2n ** 63n))).toBe(-(2n ** 63n));
      expect(echo.get(new Uint16Array([258]))).toStrictEqual(Uint8Array.of(2, 1));
      expect(Object.is(echo.get(Number.NaN), null)).toBe(true);
      expect(db.prepare('SELECT typeof(?), typeof(?)').raw().get(3, 3.5)).toEqual(['integer', 'real']);
    });

    test('that SQLite has not are errors', () => {
      const echo = open().prepare('SELECT ?').pluck();
      for (const value of [true, Symbol(), () => 1, new Date(), [[1]], [{ a: 1 }]]) {
        expect(caught(() => echo.get(value as never))).toBeInstanceOf(TypeError);
      }
      expect(() => echo.get(2n ** 63n)).toThrow(RangeError);
      expect(echo.get(1)).toBe(1);
    });

    test('safeIntegers makes all integers BigInts', () => {
      const db = open();
      expect(db.prepare('SELECT 1 AS one, 1.5 AS half').safeIntegers().get()).toEqual({ one: 1n, half: 1.5 });
      db.defaultSafeIntegers();
      expect(db.prepare('SELECT 1').pluck().get()).toBe(1n);
      db.function('kind', { safeIntegers: true }, (value: unknown) => typeof value);
      expect(db.prepare('SELECT kind(1)').pluck().get()).toBe('bigint');
    });
  });

  describe('statements', () => {
    const table = (): Database => open().exec('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)');

    test('run, get, all, iterate', () => {
      const db = table();
      const insert = db.prepare('INSERT INTO t (name) VALUES (?)');
      expect(insert.run('a')).toEqual({ changes: 1, lastInsertRowid: 1 });
      expect(insert.run(['b'])).toEqual({ changes: 1, lastInsertRowid: 2 });
      const select = db.prepare<{ id: number; name: string }>('SELECT * FROM t WHERE id >= ? ORDER BY id');
      expect(select.get(2)?.name).toBe('b');
      expect(select.get(3)).toBe(undefined);
      expect(select.all(1)).toEqual([
        { id: 1, name: 'a' },
        { id: 2, name: 'b' },
      ]);
      expect([...select.iterate(1)].map(({ name }) => name)).toEqual(['a', 'b']);
      for (const { id } of select.iterate(1)) {
        expect(id).toBe(1);
        expect(() => select.all(1)).toThrow('This statement is busy executing a query');
        break;
      }
      expect(select.all(2)).toHaveLength(1);
      expect(db.prepare('DELETE FROM t').run().changes).toBe(2);
      expect(db.prepare('SELECT 1').run().changes).toBe(0);
      expect([insert.reader, select.reader, insert.readonly, select.readonly]).toEqual([false, true, false, true]);
    });

    test('rows in other shapes, and what the columns are', () => {
      const db = table().exec("INSERT INTO t VALUES (1, 'a')");
      const select = db.prepare('SELECT name, id + 1 AS next FROM t');
      expect(select.raw().all()).toEqual([['a', 2]]);
      expect(select.pluck().all()).toEqual(['a']);
      expect(select.expand().get()).toEqual({ t: { name: 'a' }, $: { next: 2 } });
      expect(select.columns()).toEqual([
        { name: 'name', column: 'name', table: 't', database: 'main', type: 'TEXT' },
        { name: 'next', column: null, table: null, database: null, type: null },
      ]);
      const odd = db.prepare('SELECT 1 AS "__proto__"').get();
      expect(Object.keys(odd ?? {})).toEqual(['__proto__']);
      expect(() => db.prepare('DELETE FROM t').raw()).toThrow(
        'The raw() method is only for statements that return data',
      );
    });

    test('parameters by name, bound for good, and wrong ones', () => {
      const db = open();
      expect(db.prepare('SELECT :a + @b + $c + ?').pluck().get({ a: 1, b: 2, c: 3, d: 9 }, 4)).toBe(10);
      expect(db.prepare('SELECT ?2 || ?1').pluck().get('a', 'b')).toBe('ba');
      const bound = db.prepare('SELECT ?').pluck().bind(5);
      expect([bound.get(), bound.get()]).toEqual([5, 5]);
      expect(() => bound.get(6)).toThrow('already has bound parameters');
      const two = db.prepare('SELECT ?, ?');
      expect(() => two.get(1)).toThrow(new RangeError('Too few parameter values were provided'));
      expect(() => two.get(1, 2, 3)).toThrow(new RangeError('Too many parameter values were provided'));
      expect(() => db.prepare('SELECT :a').get()).toThrow(TypeError);
      expect(() => db.prepare('SELECT :a').get({ b: 1 })).toThrow('Missing named parameter "a"');
    });

    test('of a text that is none, or several', () => {
      const db = open();
      expect(() => db.prepare('-- nothing')).toThrow('The supplied SQL string contains no statements');
      expect(() => db.prepare('SELECT 1; SELECT 2')).toThrow('contains more than one statement');
      expect(db.prepare('SELECT 1; -- only this').pluck().get()).toBe(1);
      expect(caught(() => db.prepare('SELEKT'))).toMatchObject({ code: 'SQLITE_ERROR', name: 'SqliteError' });
    });

    test('a text ends where a NUL is, as SQLite has it', () => {
      const db = open().exec('CREATE TABLE a (n);\0CREATE TABLE b (n)').exec('\0');
      expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['a']);
      for (const sql of ['SELECT 1\0', 'SELECT 1;\0', 'SELECT 1\0 x', 'SELECT 1; -- one\0']) {
        expect(db.prepare(sql).pluck().get(), sql).toBe(1);
      }
      expect(() => db.prepare('\0SELECT 1')).toThrow('The supplied SQL string contains no statements');
      expect(() => db.prepare('SELECT 1; SELECT 2\0')).toThrow('contains more than one statement');
    });
  });

  describe('transactions', () => {
    test('are undone by what is thrown, parts of them alone', () => {
      const db = open().exec('CREATE TABLE t (n UNIQUE)');
      const insert = db.prepare('INSERT INTO t VALUES (?)');
      const all = () => db.prepare('SELECT n FROM t').pluck().all();
      const stop = new Error('stop');
      const inner = db.transaction((n: number) => {
        insert.run(n);
        if (n === 2) throw stop;
      });
      const outer = db.transaction(() => {
        expect(db.inTransaction).toBe(true);
        inner(1);
        expect(caught(() => inner(2))).toBe(stop);
        inner(3);
      });
      outer.immediate();
      expect(all()).toEqual([1, 3]);
      expect(caught(() => inner(2))).toBe(stop);
      expect(db.inTransaction).toBe(false);
      expect(() => inner(3)).toThrow('UNIQUE constraint failed: t.n');
      expect(all()).toEqual([1, 3]);
    });
  });

  describe('callbacks', () => testCallbacks(() => sqlite));

  describe('databases', () => {
    test('are files too, as bytes', () => {
      const db = open().exec('CREATE TABLE t (n); INSERT INTO t VALUES (42)');
      const bytes = db.serialize();
      expect(new TextDecoder().decode(bytes.subarray(0, 15))).toBe('SQLite format 3');
      const copy = new sqlite.Database(bytes);
      copy.exec('INSERT INTO t VALUES (43)');
      expect(copy.prepare('SELECT n FROM t').pluck().all()).toEqual([42, 43]);
      const fixed = new sqlite.Database(bytes, { readonly: true });
      expect(caught(() => fixed.exec('DELETE FROM t'))).toMatchObject({ code: 'SQLITE_READONLY' });
      const broken = new sqlite.Database(new Uint8Array(100).fill(7));
      expect(caught(() => broken.exec('SELECT * FROM t'))).toMatchObject({ code: 'SQLITE_NOTADB' });
      expect(() => new sqlite.Database('file.db' as never)).toThrow(SqliteError);
    });

    test('are closed', () => {
      const db = open();
      const statement = db.prepare('SELECT 1');
      db.close().close();
      expect(db.open).toBe(false);
      for (const action of [() => statement.get(), () => db.prepare('SELECT 1'), () => db.exec('SELECT 1')]) {
        expect(action).toThrow('The database connection is not open');
      }
    });

    test('give all their memory back when they end, whatever statements are kept', () => {
      const ends: ((db: Database) => unknown)[] = [(db) => db.close(), (db) => db[Symbol.dispose]()];
      for (const end of ends) {
        const before = sqlite.memoryUsed();
        const db = open().exec('CREATE TABLE t (n); INSERT INTO t VALUES (randomblob(100000))');
        db.function('one', () => 1);
        const statement = db.prepare('SELECT one(), n FROM t');
        statement.get();
        end(db);
        expect(sqlite.memoryUsed()).toBe(before);
        expect(() => statement.get()).toThrow('The database connection is not open');
      }
    });

    test('an iterator of what was disposed of does not just end', () => {
      const db = open();
      const rows = db.prepare('SELECT 1 UNION SELECT 2').iterate();
      rows.next();
      db[Symbol.dispose]();
      expect(db.open).toBe(false);
      expect(() => rows.next()).toThrow('The database connection is not open');
      expect(rows.next()).toEqual({ value: undefined, done: true });
    });

    test('disposed of inside of a call end when it is over', () => {
      const before = sqlite.memoryUsed();
      const db = open();
      db.function('dispose', () => {
        db[Symbol.dispose]();
        return 2;
      });
      const statement = db.prepare('SELECT dispose()').pluck();
      expect(statement.get()).toBe(2);
      expect(sqlite.memoryUsed()).toBe(before);
      expect(() => statement.get()).toThrow('The database connection is not open');
    });

    test('pragmas, and what is built in', () => {
      const db = open();
      expect(db.pragma('user_version')).toEqual([{ user_version: 0 }]);
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
      const year = db.prepare("SELECT strftime('%Y', 'now')").pluck<string>().get();
      expect(Math.abs(Number(year) - new Date().getUTCFullYear())).toBeLessThan(2);
      expect(db.prepare('SELECT length(randomblob(1000))').pluck().get()).toBe(1000);
      db.exec("CREATE VIRTUAL TABLE doc USING fts5(text); INSERT INTO doc VALUES ('the quick brown fox')");
      expect(db.prepare("SELECT count(*) FROM doc WHERE doc MATCH 'quick'").pluck().get()).toBe(1);
    });

    test('the types are those that the README promises', () => {
      const db = open();
      const add = db.transaction((a: number, b: string) => a + b.length);
      expect(add(1, 'x')).toBe(2);
      // @ts-expect-error: the parameters are those of the function
      add('x', 1);
      // @ts-expect-error: SQLite has no booleans
      expect(() => db.prepare('SELECT ?').get(true)).toThrow(TypeError);
      const names = db.prepare<{ name: string }>("SELECT 'x' AS name").all();
      expect(names.map(({ name }) => name.length)).toEqual([1]);
    });
  });

  describe('as better-sqlite3 has it', () => testAgreement(() => sqlite));

  test('1,000 calls leave the heap where it was', { timeout: 4 * minutes }, async () => {
    const counted = await loadCounted();
    const said: string[] = [];
    const calls = heapCalls(counted, said);
    for (const [what, call] of Object.entries(calls)) {
      expect({ what, growth: counted.growth(call, 1000) }).toEqual({ what, growth: [0, 0] });
    }
    expect(said).toEqual(['INSERT']);
  });
});
