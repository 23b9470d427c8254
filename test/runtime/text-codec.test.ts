/** UTF-8 in memories, each way there is of doing it here, against TextEncoder and TextDecoder. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error plain JavaScript
import { textHelperFile } from '../../runtime/build-text-helper.js';
import { createPlainText } from '../../runtime/values/plain-text.ts';
import {
  createReader,
  createTextCodec,
  createTextReader,
  createTextWriter,
  createWriter,
  type Limits,
  type TextCodec,
} from '../../runtime/values/text-codec.ts';
import {
  longestHelped,
  openReadHelper,
  openTextHelper,
  openWriteHelper,
  type TextHelper,
} from '../../runtime/values/text-helper.ts';
import { readText, root } from '../harness/folders.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const at = 11;

const unshared = new WebAssembly.Memory({ initial: 8, maximum: 16 });
const shared = new WebAssembly.Memory({ initial: 8, maximum: 16, shared: true });
const hasHelper = openTextHelper(unshared) !== undefined;

interface Case {
  readonly name: string;
  readonly memory: WebAssembly.Memory;
  readonly codec: TextCodec;
  /** Bytes and code units. */
  readonly longest: number;
}

/** A helper that is there, but never asked. */
const unused = { size: () => 0, write: () => {}, read: () => '' };
const never = { write: -1, read: -1 };

function codecWith(helper: TextHelper | undefined, isNode: boolean, limits: Limits): TextCodec {
  const host = isNode ? (Buffer as never) : undefined;
  return { ...createWriter(helper, host, limits), ...createReader(helper, host, limits) };
}

function casesOf(kind: string, memory: WebAssembly.Memory): readonly Case[] {
  const all = 100_000;
  const native = createPlainText();
  const helper = openTextHelper(memory);
  const limits = { write: longestHelped, read: longestHelped };
  const cases: Case[] = [
    { name: `TextEncoder, ${kind}`, memory, codec: native, longest: all },
    { name: `Buffer, ${kind}`, memory, codec: codecWith(unused, true, never), longest: all },
    { name: `Buffer and TextEncoder, ${kind}`, memory, codec: codecWith(undefined, true, never), longest: all },
    { name: `the host's fastest, ${kind}`, memory, codec: createTextCodec(memory), longest: all },
    { name: `what only writes, ${kind}`, memory, codec: { ...native, ...createTextWriter(memory) }, longest: all },
    { name: `what only reads, ${kind}`, memory, codec: { ...native, ...createTextReader(memory) }, longest: all },
  ];
  if (helper === undefined) return cases;
  return [...cases, { name: `helper, ${kind}`, memory, codec: codecWith(helper, false, limits), longest: all }];
}

const cases = [...casesOf('a memory', unshared), ...casesOf('shared memory', shared)];

/** Ill-formed sequences need one byte of each kind that the Encoding Standard tells apart. */
const kinds = [
  0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
  0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
];

const viewOf = (memory: WebAssembly.Memory): Uint8Array => new Uint8Array(memory.buffer);

/** What is wrong with how a string is written, or ''. */
function wrongWrite({ memory, codec }: Case, string: string): string {
  const view = viewOf(memory);
  const expected = encoder.encode(string);
  view.fill(1, 0, at + expected.length + 9);
  // Written without and with having been measured.
  const first = codec.write(view, string, at);
  view.fill(1, 0, at + expected.length + 9);
  const size = codec.size(string);
  const second = codec.write(view, string, at);
  if (first !== size || second !== size || size !== expected.length)
    return `${JSON.stringify(string)} has ${first}, ${size}, ${second} bytes`;
  const written = view.slice(0, at + size + 9);
  const isRight = written.every((byte, index) => byte === (expected[index - at] ?? 1));
  return isRight ? '' : `${JSON.stringify(string)} is written as ${written}`;
}

/** What is wrong with the string of some bytes, or ''. */
function wrongRead({ memory, codec }: Case, bytes: Uint8Array): string {
  const view = viewOf(memory);
  view.set(bytes, at);
  // What lies behind may not count.
  view[at + bytes.length] = 0x80;
  const string = codec.read(view, at, bytes.length);
  return string === decoder.decode(bytes) ? '' : `${bytes} is read as ${JSON.stringify(string)}`;
}

function* sequences(length: number): Generator<number[]> {
  if (length === 0) return yield [];
  for (const start of sequences(length - 1)) for (const last of kinds) yield [...start, last];
}

/** What a check says of the first item that it finds wrong, or ''. */
function firstWrong<T>(items: Iterable<T>, check: (item: T) => string): string {
  for (const item of items) {
    const wrong = check(item);
    if (wrong !== '') return wrong;
  }
  return '';
}

function* codePoints(): Generator<string> {
  for (let code = 0; code < 0x110000; code += 97) {
    yield String.fromCodePoint(...Array.from({ length: 97 }, (_, index) => Math.min(code + index, 0x10ffff)));
  }
}

const { encodeInto } = TextEncoder.prototype;
const { decode } = TextDecoder.prototype;

function refuseShared({ buffer }: ArrayBufferView): void {
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('it must not be shared');
}

/** Browsers neither encode into shared memory nor decode it; Node does. */
beforeAll(() => {
  TextEncoder.prototype.encodeInto = function (string, target) {
    refuseShared(target);
    return encodeInto.call(this, string, target);
  };
  TextDecoder.prototype.decode = function (bytes, options) {
    refuseShared(bytes as Uint8Array);
    return decode.call(this, bytes, options);
  };
});
afterAll(() => {
  Object.assign(TextEncoder.prototype, { encodeInto });
  Object.assign(TextDecoder.prototype, { decode });
});

describe.each(cases)('by $name', (each) => {
  const write = (string: string): string => wrongWrite(each, string);
  const read = (bytes: Uint8Array): string => wrongRead(each, bytes);
  const roundTrip = (string: string): string => write(string) || read(encoder.encode(string));

  test('every code point, and every lone surrogate, is written and read', () => {
    expect(firstWrong(codePoints(), roundTrip)).toBe('');
  });

  test('every one and two code units are written', () => {
    const units = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff];
    const strings = units.flatMap((one) => units.map((two) => String.fromCharCode(one, two)));
    const all = [
      ...strings,
      ...strings.map((two) => `abcd${two}efgh`),
      ...strings.flatMap((one) => strings.map((two) => one + two)),
    ];
    expect(firstWrong(all, write)).toBe('');
  });

  test.each([1, 2, 3, 4])('ill-formed sequences of %i bytes are read', (length) => {
    expect(firstWrong(sequences(length), (bytes) => read(Uint8Array.from(bytes)))).toBe('');
  });

  test('every two bytes are read, alone and after ASCII', () => {
    const pairs = Array.from({ length: 65536 }, (_, pair) => [pair >> 8, pair & 255]);
    const after = pairs.map((pair) => [65, 66, 67, 68, 69, 70, 71, ...pair]);
    expect(firstWrong([...pairs, ...after], (bytes) => read(Uint8Array.from(bytes)))).toBe('');
  });

  test('whatever place the first character has that is not ASCII', () => {
    const characters = ['é', '€', '😀', '\ud800', '\udc00x'];
    const places = Array.from({ length: 800 }, (_, place) => [place % 40, Math.floor(place / 40)] as const);
    const strings = places.flatMap(([before, after]) =>
      characters.map((character) => 'a'.repeat(before) + character + 'z'.repeat(after)),
    );
    expect(firstWrong(strings, roundTrip)).toBe('');
  });

  test('any string, any bytes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (string) => write(string) === ''));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 900 }), (bytes) => read(bytes) === ''),
      { numRuns: 1000 },
    );
  });

  test('long ones: longer than the helper takes, than the scratch area', () => {
    const lengths = [99, 100, 101, 399, 400, 401, 1023, 1024, 1025, 5000, 65536, 65537, each.longest];
    const strings = lengths.flatMap((length) => ['a'.repeat(length), 'é'.repeat(length), 'ab😀'.repeat(length / 4)]);
    expect(firstWrong(strings, roundTrip)).toBe('');
  });

  test('a string that was measured before another one', () => {
    const [one, two] = ['Größe', 'größer'];
    each.codec.size(one);
    each.codec.size(two);
    const view = viewOf(each.memory);
    each.codec.write(view, one, 0);
    each.codec.write(view, two, 20);
    expect(each.codec.read(view, 0, 7)).toBe(one);
    expect(each.codec.read(view, 20, 8)).toBe(two);
  });

  test('a byte-order mark is data', () => {
    const string = '\ufeffa\ufeff';
    expect(wrongWrite(each, string)).toBe('');
    expect(each.codec.read(viewOf(each.memory), at, 7)).toBe(string);
  });

  test('a memory that has grown', () => {
    each.codec.read(viewOf(each.memory), 0, 50);
    const before = each.memory.buffer.byteLength;
    each.memory.grow(1);
    const grown = viewOf(each.memory);
    const string = 'a string of more than twenty-four characters, ä';
    const size = each.codec.size(string);
    each.codec.write(grown, string, before + 7);
    expect(each.codec.read(grown, before + 7, size)).toBe(string);
  });
});

const major = Number(process.versions.node.split('.')[0]);

test('Node has what the helper needs from 24 on', () => {
  if (major <= 20 || major >= 24) expect(hasHelper).toBe(major >= 24);
  expect(openTextHelper(shared) !== undefined).toBe(hasHelper);
  expect(openReadHelper(unshared) !== undefined).toBe(hasHelper);
  expect(openWriteHelper(unshared) !== undefined).toBe(hasHelper);
  expect(openWriteHelper(shared) !== undefined).toBe(hasHelper);
  expect(openReadHelper(shared) !== undefined).toBe(hasHelper);
});

test('the helper is what its text assembles to', () => {
  expect(readText(root, 'runtime/values/text-helper-bytes.ts')).toBe(textHelperFile());
});

test('a view that begins inside of a buffer, as windows of large memories do, and one that has moved', () => {
  const { buffer } = new Uint8Array(256);
  const reader = createReader(undefined, Buffer as never, { write: 0, read: 0 });
  for (const offset of [0, 64, 128]) {
    const view = new Uint8Array(buffer, offset, 64);
    view.set(new TextEncoder().encode(`grüße ${offset}`), 5);
    expect(reader.read(view, 5, 8 + String(offset).length)).toBe(`grüße ${offset}`);
  }
});
