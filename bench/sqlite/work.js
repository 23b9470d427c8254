/** What both peers do: the same statements on the same data. */

export const COUNT = 100_000;

/** Texts of several lengths, not only ASCII; numbers with and without fraction, and nulls. */
export const rows = Array.from({ length: COUNT }, (_, index) => [
  index + 1,
  `${index % 7 === 0 ? 'Zoë' : 'name'} ${'x'.repeat(index % 20)} ${index}`,
  index % 10 === 0 ? null : (index * 37) % 1000 === 0 ? index : index / 8,
]);

/** Called per row. */
export const weigh = (score, name) => (score ?? 1) * 2 + name.length;

export const statements = {
  create: 'CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, score REAL)',
  clear: 'DELETE FROM item',
  insert: 'INSERT INTO item VALUES (?, ?, ?)',
  insertWeighed: 'INSERT INTO item VALUES (?1, ?2, weigh(?3, ?2))',
  select: 'SELECT id, name, score FROM item',
  selectWeighed: 'SELECT id, name, weigh(score, name) AS weight FROM item',
  sqlAlone:
    'SELECT count(*) AS count, sum(length(a.name) * b.id) AS sum FROM item a JOIN item b ON b.id = a.id % 1000 + 1',
  sumWeighed: 'SELECT sum(weigh(score, name)) AS weight FROM item',
};

/** By name: what is timed, and the table that it finds. The results of the selects are compared. */
export const workloads = {
  'insert 100,000 rows': { run: (peer) => peer.insert(statements.insert, rows) },
  'insert 100,000 rows, function called per row': { run: (peer) => peer.insert(statements.insertWeighed, rows) },
  'select 100,000 rows as objects': { isFilled: true, run: (peer) => peer.select(statements.select) },
  'select 100,000 rows as objects, function called per row': {
    isFilled: true,
    run: (peer) => peer.select(statements.selectWeighed),
  },
  // Nothing crosses: what is left is how SQLite was compiled.
  'a join of 100,000 rows, no JavaScript': { isFilled: true, run: (peer) => peer.select(statements.sqlAlone) },
  'select one sum, function called per row': { isFilled: true, run: (peer) => peer.select(statements.sumWeighed) },
};
