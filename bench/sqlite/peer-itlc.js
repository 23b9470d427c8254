/** SQLite in the DSL: cpp-examples/sqlite. */
import { load } from '../../cpp-examples/sqlite/sqlite.js';
import { statements, weigh } from './work.js';

export async function open() {
  const { Database } = await load();
  const db = new Database();
  db.function('weigh', weigh);
  db.exec(statements.create);
  return {
    options: db.pragma('compile_options').map((row) => row.compile_options),
    source: db.prepare('SELECT sqlite_source_id()').pluck().get(),
    exec: (sql) => db.exec(sql),
    insert(sql, rows) {
      const statement = db.prepare(sql);
      db.transaction(() => {
        for (const row of rows) statement.run(row);
      })();
    },
    select: (sql) => db.prepare(sql).all(),
  };
}
