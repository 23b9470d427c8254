/** `npm run demo:sqlite`, or `node main.js`: builds SQLite and uses it. */
import { build } from './build.js';
import { load } from './sqlite.js';

await build();
const { Database, SqliteError, version } = await load();

const db = new Database();
console.log('SQLite', version);

// Statements with parameters, in a transaction.
db.exec('CREATE TABLE city (name TEXT UNIQUE, population INTEGER, flag BLOB)');
const insert = db.prepare('INSERT INTO city VALUES (@name, @population, @flag)');
const insertAll = db.transaction((cities) => {
  for (const city of cities) insert.run(city);
});
insertAll([
  { name: 'Reykjavík', population: 139_875, flag: null },
  { name: 'Tōkyō', population: 14_094_034, flag: Uint8Array.of(0xff, 0, 0) },
  { name: 'Trantor', population: 40_000_000_000n, flag: null },
]);
console.log(db.prepare('SELECT name, population FROM city WHERE population > ?').all(1_000_000));
console.log(db.prepare('SELECT flag FROM city WHERE name = ?').pluck().get('Tōkyō'));
console.log(
  db
    .prepare('SELECT max(rowid) * ? FROM city')
    .pluck()
    .get(2n ** 60n),
);

// exec, with a function for each row.
db.exec("SELECT name FROM city ORDER BY name; SELECT 1 + 1 AS sum; SELECT x'00ff' AS bytes", (row) => console.log(row));

// Functions for SQL.
db.function('shout', (text) => `${text.toUpperCase()}!`);
db.aggregate('longest', { start: '', step: (best, text) => (text.length > best.length ? text : best) });
console.log(db.prepare('SELECT shout(longest(name)) AS name FROM city').get());

// Hooks.
const updates = db.onUpdate((...what) => console.log('update:', ...what));
db.exec("UPDATE city SET population = population + 1 WHERE name = 'Trantor'");
updates.dispose();
const trace = db.onTrace((sql) => console.log('trace:', sql));
db.prepare('DELETE FROM city WHERE name = ?').run('Trantor');
trace.dispose();

// A progress handler that stops a query.
let calls = 0;
const progress = db.onProgress(10_000, () => ++calls === 3);
const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
report(() => db.prepare(endless).get());
progress.dispose();
console.log('asked', calls, 'times');

// Errors: SQLite's, and those of JavaScript's functions, which stay what they are.
report(() => db.prepare('INSERT INTO city (name) VALUES (?)').run('Tōkyō'));
const mine = new RangeError('mine');
db.function('fails', () => {
  throw mine;
});
report(() => db.exec('SELECT fails()'));
report(() =>
  insertAll([
    { name: 'Gotham', population: 1, flag: null },
    { name: 'Tōkyō', population: 1, flag: null },
  ]),
);
console.log(db.prepare('SELECT count(*) FROM city').pluck().get(), 'cities');

function report(action) {
  try {
    console.log(action());
  } catch (error) {
    console.log(error instanceof SqliteError ? `${error.code}: ${error.message}` : error === mine && 'the very error');
  }
}
db.close();
