/** What SQLite calls in cpp-examples/sqlite: functions for SQL, and hooks. */
import { expect, test } from 'vitest';
import type { Database, Sqlite, Statement } from '../../cpp-examples/sqlite/sqlite.js';
import { caught } from './sqlite-heap.ts';

export function testCallbacks(sqlite: () => Sqlite): void {
  const open = (): Database => new (sqlite().Database)();
  const mine = new TypeError('mine');
  const fail = (): never => {
    throw mine;
  };
  const count = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000) SELECT count(*) FROM n';

  test('what they throw is what the caller gets, and the database goes on', () => {
    const db = open().exec('CREATE TABLE t (n)');
    db.function('fail', fail);
    db.aggregate('failing', { start: 0, step: fail });
    db.aggregate('ending', { start: 0, step: () => 1, result: fail });
    const throwing: (() => unknown)[] = [
      () => db.exec('SELECT 1', fail),
      () => db.exec('INSERT INTO t SELECT fail()'),
      () => db.prepare('SELECT fail()').get(),
      () => db.prepare('SELECT fail()').all(),
      () => db.prepare('INSERT INTO t VALUES (fail())').run(),
      () => [...db.prepare('SELECT fail()').iterate()],
      () => db.prepare('SELECT failing()').get(),
      () => db.prepare('SELECT ending()').get(),
      () => {
        using _hook = db.onUpdate(fail);
        db.exec('INSERT INTO t VALUES (1)');
      },
      () => {
        using _hook = db.onTrace(fail);
        db.prepare('SELECT 1').get();
      },
      () => {
        using _hook = db.onProgress(10, fail);
        db.prepare(count).get();
      },
    ];
    for (const action of throwing) {
      expect(caught(action), String(action)).toBe(mine);
      expect(db.prepare(count).pluck().get()).toBe(1000);
    }
    db.function('text', () => {
      throw 'text';
    });
    expect(caught(() => db.exec('SELECT text()'))).toBe('text');
    expect(sqlite().memoryUsed()).toBeGreaterThan(0);
  });

  test('functions for SQL', () => {
    const db = open();
    db.function('plus', { deterministic: true }, (a: number, b: number) => a + b);
    db.function('count_all', { varargs: true }, (...args: unknown[]) => args.length);
    db.function('none', () => undefined);
    expect(db.prepare('SELECT plus(1, 2), count_all(), count_all(1, 2, 3), none()').raw().get()).toEqual([
      3,
      0,
      3,
      null,
    ]);
    expect(() => db.prepare('SELECT plus(1)')).toThrow('wrong number of arguments to function plus()');
    for (const wrong of [true, {}, 2n ** 64n, Symbol()]) {
      db.function('wrong', () => wrong as never);
      expect(() => db.exec('SELECT wrong()')).toThrow(
        /User-defined function wrong\(\) returned an? (invalid value|bigint that was too big)/,
      );
    }
    db.exec('CREATE TABLE t (k, n); INSERT INTO t VALUES (1, 1), (1, 2), (2, 5)');
    db.aggregate('list', {
      start: () => [] as number[],
      step: (total, n: number) => void total.push(n),
      result: (total) => total.join(),
    });
    expect(db.prepare('SELECT list(n) FROM t GROUP BY k ORDER BY k').pluck().all()).toEqual(['1,2', '5']);
    expect(db.prepare('SELECT list(n) FROM t WHERE 0').pluck().get()).toBe('');
  });

  test('an aggregate keeps its total where a step gives undefined, and only there', () => {
    const db = open().exec('CREATE TABLE t (n); INSERT INTO t VALUES (1), (2), (3)');
    db.aggregate('last_odd', { start: -1, step: (_, n: number) => (n % 2 === 1 ? n : undefined) });
    db.aggregate('null_at_2', { start: 0, step: (total: number | null, n: number) => (n === 2 ? null : total) });
    expect(db.prepare('SELECT last_odd(n), null_at_2(n) FROM t').raw().get()).toEqual([3, null]);
    let starts = 0;
    db.aggregate('never', { start: () => void starts++, step: (_total, _n: number) => undefined });
    expect(db.prepare('SELECT never(n) FROM t').pluck().get()).toBe(null);
    expect(starts).toBe(1);
  });

  test('call the database again, at any depth', () => {
    const db = open();
    db.function('fib', (n: number) =>
      n < 2
        ? n
        : db
            .prepare('SELECT fib(?) + fib(?)')
            .pluck<number>()
            .get(n - 1, n - 2),
    );
    expect(db.prepare('SELECT fib(10)').pluck().get()).toBe(55);
    // An inner error that is caught is none for the outer statement.
    db.function('inner', () => {
      throw mine;
    });
    db.function('catching', () => (caught(() => db.exec('SELECT inner()')) === mine ? 'caught' : 'not'));
    expect(db.prepare('SELECT catching()').pluck().get()).toBe('caught');
  });

  test('leave a loop of their own, and statements that a getter closes', () => {
    const db = open();
    const rows = db.prepare("SELECT value FROM json_each('[1,2,3]')").pluck<number>();
    db.function('first', () => {
      for (const row of rows.iterate()) return row;
      return null;
    });
    expect(db.prepare('SELECT first() + first()').pluck().get()).toBe(2);
    const named = db.prepare('SELECT :a');
    const closing = {
      get a() {
        db.close();
        return 1;
      },
    };
    expect(() => named.get(closing)).toThrow('The database connection is not open');
  });

  test('cannot end what is running', () => {
    const db = open();
    const messages: unknown[] = [];
    let own: Statement<unknown> | undefined;
    let last: Statement<unknown> | undefined;
    db.function('meddle', () => {
      for (const action of [() => db.close(), () => own?.get()]) messages.push((caught(action) as Error).message);
      return 1;
    });
    own = db.prepare('SELECT meddle()').pluck();
    expect(own.get()).toBe(1);
    expect(messages).toEqual([
      'This database connection is busy executing a query',
      'This statement is busy executing a query',
    ]);
    db.function('dispose', () => {
      last?.[Symbol.dispose]();
      db[Symbol.dispose]();
      return 2;
    });
    last = db.prepare('SELECT dispose()').pluck();
    expect(last.get()).toBe(2);
    expect(() => last?.get()).toThrow('disposed');
  });

  test('hooks: what they are told, until they are disposed of', () => {
    const db = open().exec('CREATE TABLE t (id INTEGER PRIMARY KEY, n)');
    const seen: unknown[] = [];
    const hook = db.onUpdate((...what) => seen.push(what));
    db.exec(`INSERT INTO t VALUES (${2n ** 60n}, 1); UPDATE t SET n = 2; DELETE FROM t WHERE n = 2`);
    const rowid = 2n ** 60n;
    expect(seen).toEqual(['INSERT', 'UPDATE', 'DELETE'].map((operation) => [operation, 'main', 't', rowid]));
    hook.dispose();
    db.exec('INSERT INTO t VALUES (1, 1)');
    expect(seen).toHaveLength(3);

    const traced: string[] = [];
    const trace = db.onTrace((sql) => traced.push(sql));
    db.prepare('SELECT ?, ?').get('it', 1);
    trace.dispose();
    db.prepare('SELECT 1').get();
    expect(traced).toEqual(["SELECT 'it', 1"]);

    let asked = 0;
    const progress = db.onProgress(100, () => ++asked === 5);
    expect(caught(() => db.prepare(count).get())).toMatchObject({ code: 'SQLITE_INTERRUPT' });
    expect(asked).toBe(5);
    progress.dispose();
    expect(db.prepare(count).pluck().get()).toBe(1000);
  });
}
