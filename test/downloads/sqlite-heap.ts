/** cpp-examples/sqlite with a count of its heap, and what is called to see that it does not grow. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { load, type Sqlite } from '../../cpp-examples/sqlite/sqlite.js';
import { root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const example = join(root, 'cpp-examples/sqlite');
const out = join(example, 'out');
const run = promisify(execFile);

/** What an action throws; an error where it throws nothing. */
export function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

export interface Counted extends Sqlite {
  /** By how much so many calls make the heap grow, in bytes and blocks. */
  growth(call: () => unknown, times: number): readonly [bytes: number, blocks: number];
}

/** The same with a count of its heap. */
export async function loadCounted(): Promise<Counted> {
  const folder = temporaryFolder();
  const heap = join(root, 'test/harness/heap/heap.cpp');
  const sources = [...['sqlite.cpp', 'system.c', 'out/sqlite3.o'].map((name) => join(example, name)), heap];
  const wrapped = ['malloc', 'calloc', 'realloc', 'free', 'aligned_alloc'].map((name) => `-Wl,--wrap=${name}`);
  const flags = [`-I${join(out, 'sqlite3')}`, '-Wl,-z,stack-size=1048576', ...wrapped].join(' ');
  const args = [...sources, '-o', folder, '--name', 'sqlite', '--loader', `--cxxflags=${flags}`];
  await run(process.execPath, [join(root, 'bin/itlc.js'), ...args]);
  const sqlite = await load(pathToFileURL(`${folder}/`));
  const { heapBytes, heapBlocks } = sqlite.core as Record<'heapBytes' | 'heapBlocks', () => number>;
  const growth = (call: () => unknown, times: number) => {
    // The first calls set up what stays.
    for (let count = 0; count < 100; count++) call();
    const before = [heapBytes(), heapBlocks()] as const;
    for (let count = 0; count < times; count++) call();
    return [heapBytes() - before[0], heapBlocks() - before[1]] as const;
  };
  return { ...sqlite, growth };
}

/** Each is to leave the heap as it was. `said` gets what the last call of `hook` was told. */
export function heapCalls(counted: Counted, said: string[]): Readonly<Record<string, () => unknown>> {
  const db = new counted.Database();
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT, bytes BLOB)');
  db.function('shout', (text: string) => `${text}!`);
  db.function('fail', () => {
    throw new Error('fail');
  });
  db.aggregate('joined', { start: () => [] as string[], step: (all, s: string) => void all.push(s), result: String });
  const text = 'long enough for the heap, and for a string of C++';
  const replace = db.prepare('REPLACE INTO t VALUES (1, ?, ?)');
  const select = db.prepare('SELECT text, shout(text), bytes FROM t');
  const echo = db.prepare('SELECT :a, shout(:b)');
  const aggregate = db.prepare('SELECT joined(text) FROM t');
  const failing = db.prepare('SELECT fail(), ?');
  return {
    run: () => replace.run(text, new Uint8Array(100)),
    get: () => select.get(),
    all: () => select.all(),
    leave: () => {
      for (const _row of select.iterate()) break;
    },
    named: () => echo.get({ a: text, b: text }),
    aggregate: () => aggregate.get(),
    exec: () => db.exec('SELECT * FROM t', () => {}),
    throwing: () => caught(() => failing.get(text)),
    thrownByExec: () => caught(() => db.exec('SELECT fail()')),
    wrong: () => caught(() => echo.get({ a: 2n ** 70n, b: text })),
    missing: () => caught(() => echo.get({ b: text })),
    prepare: () => {
      using statement = db.prepare('SELECT ?');
      return statement.columns();
    },
    syntax: () => caught(() => db.prepare('SELEKT')),
    hook: () => {
      said.length = 0;
      using _hook = db.onUpdate((operation) => said.push(operation));
      replace.run(text, null);
    },
    open: () => new counted.Database()[Symbol.dispose](),
    close: () => {
      using own = new counted.Database();
      own.function('self', () => Number(own.open));
      using statement = own.prepare('SELECT self()').bind();
      statement.get();
      own.close();
    },
  };
}
