// Uses libcsv through what wrap.sh has built: `node demo.js FOLDER`.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = pathToFileURL(`${resolve(process.argv[2] ?? 'out/built')}/`);
const { instantiate, ItlResultError } = await import(new URL('csv.js', folder));
const { version, parse, parseEach, quote, format, Parser } = await instantiate();

const strict = { mode: { strict: true, strictFinish: true } };

// Text to rows.
assert.equal(version(), '3.0.3');
assert.deepEqual(parse('name,city\r\n"Lovelace, Ada",London\nΓ,"a ""b"" c"', {}), [
  ['name', 'city'],
  ['Lovelace, Ada', 'London'],
  ['Γ', 'a "b" c'],
]);
assert.deepEqual(parse('', {}), []);
assert.deepEqual(parse("a;'b;c'", { delimiter: ';', quote: "'" }), [['a', 'b;c']]);

// Options.
const some = { keepEmptyRows: true, emptyIsUndefined: true };
assert.deepEqual(parse('a,,""\n\nb', { mode: some }), [['a', undefined, ''], [], ['b']]);
assert.throws(() => parse('a', { delimiter: '→' }), { message: 'delimiter must be one character of ASCII' });
assert.throws(() => parse('a', { delimiter: 3 }), { code: 'ITL_TYPE' });
assert.throws(() => parse('a', { mode: { strikt: true } }), { message: /has no flag 'strikt'/ });

// Errors of libcsv's.
assert.throws(
  () => parse('a,b\nc,d"e\n', strict),
  (error) => {
    assert(error instanceof ItlResultError);
    assert.equal(error.message, 'error parsing data while strict checking enabled');
    assert.deepEqual(error.payload, {
      reason: 'parse',
      message: 'error parsing data while strict checking enabled',
      offset: 7,
      row: 1,
    });
    return true;
  },
);

// A function for each row.
const seen = [];
assert.equal(
  parseEach('1,2\n3,4', {}, (row) => seen.push(row)),
  2,
);
assert.deepEqual(seen, [
  ['1', '2'],
  ['3', '4'],
]);
const stop = new Error('enough');
assert.throws(
  () =>
    parseEach('1\n2', {}, () => {
      throw stop;
    }),
  stop,
);

// The writer, there and back.
assert.equal(quote('say "hi"'), '"say ""hi"""');
const rows = [
  ['plain', 'with, comma', 'with "quotes"', ''],
  ['two\nlines', '  spaces ', '🙂', '\0'],
];
assert.equal(format([['a', undefined, 'b c']], {}), 'a,,"b c"\n');
assert.deepEqual(parse(format(rows, {}), strict), rows);
assert.deepEqual(parse(format(rows, { delimiter: '\t', quote: '|' }), { delimiter: '\t', quote: '|' }), rows);

// Piece by piece.
const parser = new Parser({});
assert.deepEqual(parser.feed('a,"b'), []);
assert.deepEqual(parser.feed('\nc"\nd,'), [['a', 'b\nc']]);
assert.equal(parser.rows, 1);
assert.deepEqual(parser.finish(), [['d', '']]);
const bytes = new TextEncoder().encode('é,ü\n');
assert.deepEqual(
  [...bytes].flatMap((byte) => parser.feedBytes(Uint8Array.of(byte))),
  [['é', 'ü']],
);
parser[Symbol.dispose]();
assert.throws(() => parser.feed('x'), { message: /disposed/ });

// Independent of each other, and of strict errors in one.
const left = new Parser(strict);
const right = new Parser({});
assert.throws(() => left.feed('a"'), { code: 'ITL_RESULT' });
const open = new Parser(strict);
open.feed('"never closed');
assert.throws(() => open.finish(), { code: 'ITL_RESULT' });
assert.deepEqual([...right.feed('a"\n'), ...right.finish()], [['a"']]);

console.log(`libcsv ${version()}: all as it should be`);
