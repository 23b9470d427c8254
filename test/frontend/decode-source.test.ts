import { expect, test } from 'vitest';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { decodeSource } from '../../src/frontend/decode-source.ts';

function decoded(bytes: readonly number[]): { readonly text: string; readonly errors: readonly string[] } {
  const sink = new DiagnosticSink();
  const text = decodeSource('case.itl', Uint8Array.from(bytes), sink);
  return { text, errors: sink.all.map(({ code, message }) => `${code} ${message}`) };
}

const bytesOf = (text: string): readonly number[] => [...new TextEncoder().encode(text)];

test.each(['', '(func f)', 'größe 日本語 😀', 'a\r\nb\0', '\ufffd'])('%j is what it is', (text) => {
  expect(decoded(bytesOf(text))).toEqual({ text, errors: [] });
});

test('a byte-order mark goes, one only', () => {
  expect(decoded(bytesOf('\ufeff(func f)'))).toEqual({ text: '(func f)', errors: [] });
  expect(decoded(bytesOf('\ufeff\ufeff'))).toEqual({ text: '\ufeff', errors: [] });
});

test.each([
  ['a byte of another encoding', [...bytesOf('ab\ncd\n'), 0xe4, 0x29], 'byte 0xe4 at offset 6, in line 3'],
  ['a continuation alone', [0x80], 'byte 0x80 at offset 0, in line 1'],
  ['the first half of a character', [...bytesOf('a'), 0xc3], 'byte 0xc3 at offset 1, in line 1'],
  ['two thirds of a character', [...bytesOf('a'), 0xef, 0xbf, 0x29], 'byte 0xef at offset 1, in line 1'],
  ['two thirds of a character at the end', [0xef, 0xbf], 'byte 0xef at offset 0, in line 1'],
  ['half of a surrogate pair', [...bytesOf('\ufffd'), 0xed, 0xa0, 0x80], 'byte 0xed at offset 3, in line 1'],
  ['behind a byte-order mark', [...bytesOf('\ufeff\n'), 0xff], 'byte 0xff at offset 4, in line 2'],
])('%s is told of once', (_, bytes, place) => {
  const { text, errors } = decoded(bytes);
  expect(errors).toEqual([`ITL1001 case.itl is not UTF-8: ${place}`]);
  expect(text).toContain('\ufffd');
});

test('WebAssembly is called by its name', () => {
  for (const rest of [[1, 0, 0, 0], [1, 0, 0, 0, 0xff], []])
    expect(decoded([0, ...bytesOf('asm'), ...rest]).errors).toEqual([
      'ITL1001 case.itl is not UTF-8: it is a WebAssembly module',
    ]);
});
