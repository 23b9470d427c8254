import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PublishedCase } from '../published-case.ts';

const fill = (rows: number, text: string): string => `
  create table t (id integer primary key, x real, name text, data blob, nil);
  with recursive n (i) as (select 1 union all select i + 1 from n where i < ${rows})
  insert into t select i, i * 0.5, '${text}' || i, cast('b' || i as blob), null from n;`;

const sql: PublishedCase = {
  packages: { 'sql.js': '1.17.0' },
  cores: (folder) => ({ 'sql-wasm.wasm': readFileSync(join(folder, 'sql.js/dist/sql-wasm.wasm')) }),
  imports: { clock: { now: () => Date.now() } },
  async workloads(ours, folder) {
    const initSqlJs = createRequire(import.meta.url)(join(folder, 'sql.js'));
    const { Database } = await initSqlJs({ useOldExtensionFunctions: false });
    const make = (rows: number, text: string) => {
      const [our, their] = [new ours.Database(), new Database()];
      for (const database of [our, their]) database.exec(fill(rows, text));
      const both = (name: string, query: string, values?: readonly unknown[]) => ({
        name: `${name}, ${rows} rows`,
        ours: () => our.exec(query, values),
        theirs: () => their.exec(query, values),
      });
      return both;
    };
    const [few, many, wide] = [make(10, 'häuser '), make(60_000, 'name '), make(60_000, 'x'.repeat(600))];
    const statements = (
      Database: new () => { exec(text: string): unknown; close?(): void; dispose?(): void },
    ): unknown => {
      const database = new Database();
      const result = database.exec(`${fill(100, 'a')} select count(*), sum(x) from t; select 1 as one, 'zwei' as two`);
      database.close?.();
      database.dispose?.();
      return result;
    };
    return [
      few('select', 'select * from t'),
      few('select with parameters', 'select id, name from t where id = ? or name = ?', [3, 'häuser 4']),
      many('select *', 'select * from t'),
      many('sum', 'select sum(x), max(name) from t'),
      wide('select texts of 600', 'select name from t'),
      {
        name: 'a database of 100 rows, made and closed',
        ours: () => statements(ours.Database),
        theirs: () => statements(Database),
      },
    ];
  },
};

export default sql;
