/**
 * SQLite with the API of better-sqlite3: what sqlite.cpp cannot say, which is calls with any number of arguments,
 * iterators and rows as objects. Types are in sqlite.d.ts.
 */
import { databaseOn } from './database.js';
import { makeError, SqliteError } from './errors.js';

export { SqliteError };

/** @param folder where build.js has put everything */
export async function load(folder = new URL('./out/built/', import.meta.url)) {
  const { instantiate } = await import(new URL('sqlite.js', folder));
  const core = await instantiate({ errors: { makeError } });
  const { version, memoryUsed } = core;
  return { Database: databaseOn(core), SqliteError, version: version(), memoryUsed, core };
}
