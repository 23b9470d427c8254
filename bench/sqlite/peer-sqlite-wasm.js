/** The package `@sqlite.org/sqlite-wasm`, by its object-oriented API. `run.js` installs it. */
import { statements, weigh } from './work.js';

const jswasm = '../out/sqlite-wasm/node_modules/@sqlite.org/sqlite-wasm/sqlite-wasm/jswasm/';

export async function open() {
  // What the package calls its main file is for browsers.
  const { default: start } = await import(`${jswasm}sqlite3-node.mjs`);
  const { oo1 } = await start({ print() {}, printErr() {} });
  const db = new oo1.DB(':memory:');
  db.createFunction('weigh', (_, score, name) => weigh(score, name));
  db.exec(statements.create);
  return {
    options: db.exec({ sql: 'PRAGMA compile_options', rowMode: 0, returnValue: 'resultRows' }),
    source: db.selectValue('SELECT sqlite_source_id()'),
    exec: (sql) => db.exec(sql),
    insert(sql, rows) {
      const statement = db.prepare(sql);
      db.transaction(() => {
        for (const row of rows) statement.bind(row).stepReset();
      });
      statement.finalize();
    },
    select: (sql) => db.exec({ sql, rowMode: 'object', returnValue: 'resultRows' }),
  };
}
