/**
 * `node build.js [FOLDER]`: fetches SQLite, compiles it and wraps it with itlc. Everything goes to FOLDER, by default
 * `out/` beside this file; what is there and has not changed is not made again.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadingOnce, packagedClang } from '../../.build/clang-package.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const itlc = join(here, '../../bin/itlc.js');

/** How SQLite is compiled. Databases are in memory: there are no files, no threads and no extensions to load. */
export const sqliteFlags = [
  '-O2',
  '-DSQLITE_OS_OTHER=1', // what SQLite asks of a system is in system.c
  '-DSQLITE_THREADSAFE=0',
  '-DSQLITE_TEMP_STORE=3',
  '-DSQLITE_OMIT_LOAD_EXTENSION',
  '-DSQLITE_OMIT_DEPRECATED',
  '-DSQLITE_OMIT_SHARED_CACHE',
  '-DSQLITE_DQS=0',
  '-DSQLITE_DEFAULT_FOREIGN_KEYS=1',
  '-DSQLITE_LIKE_DOESNT_MATCH_BLOBS',
  '-DSQLITE_ENABLE_COLUMN_METADATA',
  '-DSQLITE_ENABLE_FTS5',
  '-DSQLITE_ENABLE_MATH_FUNCTIONS',
  '-DSQLITE_ENABLE_RTREE',
];

/** `sqlite.wasm`, the JavaScript around it and its declarations are in `FOLDER/built` then. */
export async function build(folder = join(here, 'out')) {
  if (!existsSync(join(folder, 'sqlite3/sqlite3.c')))
    say('fetching the sources of SQLite and making sqlite3.c of them');
  run(join(here, 'fetch.sh'), [folder]);
  const object = await compileSqlite(folder);
  const sources = [join(here, 'sqlite.cpp'), join(here, 'system.c'), object];
  say('compiling sqlite.cpp and making its JavaScript');
  const flags = `-I${join(folder, 'sqlite3')} -Wl,-z,stack-size=1048576`;
  run(process.execPath, [itlc, ...sources, '-o', join(folder, 'built'), `--cxxflags=${flags}`]);
}

/** The amalgamation takes clang most of a minute, so the object is kept. */
async function compileSqlite(folder) {
  const source = join(folder, 'sqlite3/sqlite3.c');
  const key = createHash('sha256').update(sqliteFlags.join(' ')).update(readFileSync(source)).digest('hex');
  const [object, keyFile] = [join(folder, 'sqlite3.o'), join(folder, 'sqlite3.o.key')];
  if (existsSync(object) && existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return object;
  say('compiling sqlite3.c, which takes a minute or more, once');
  const clang = packagedClang(loadingOnce(() => import('@yowasp/clang')));
  const compiled = await clang.compile({ folder, file: source, quoteFolders: [], flags: sqliteFlags });
  if (!compiled.ok) throw new Error(compiled.messages);
  writeFileSync(object, compiled.bytes);
  writeFileSync(keyFile, key);
  return object;
}

/** Not to where results go. */
const say = (what) => console.error(`${what} …`);

/** Ends the process where a command fails, which has said why. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(1);
}

if (resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await build(process.argv[2]);
