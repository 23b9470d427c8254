import { describe, expect, test } from 'vitest';
import { checkCoreModule, type DeclaredModule } from '../../src/core/check-module.ts';
import { readModule } from '../../src/core/read-module.ts';
import { appendCustomSection } from '../../src/core/sections.ts';
import { unreadableModule } from '../../src/diagnostics/core.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { assembleWat } from './assemble-wat.ts';

const at = (start: number) => ({ start, end: start + 1 });
const signature = (params: string, results: string) => ({
  params: params.split(' ').filter(Boolean),
  results: results.split(' ').filter(Boolean),
});

const nothing: DeclaredModule = {
  path: 'out/x.wasm',
  span: at(0),
  functions: [],
  imports: [],
  memories: [],
  passed: [],
  tables: [],
  globals: [],
  wide: new Set(),
  made: undefined,
  links: [],
};

const library = `(module
  (memory (export "memory") 1)
  (table (export "table") 1 funcref)
  (func (export "isFizz") (param i32) (result i32) (i32.const 0))
  (func (export "isBuzz") (param i32) (result i32) (i32.const 0))
  (func (export "two") (result i32 f64) (i32.const 0) (f64.const 0))
  (func (export "simd") (param v128))
  (func (export "run")))`;

function check(wat: string | Uint8Array, declared: Partial<DeclaredModule>) {
  const actual = readModule(typeof wat === 'string' ? assembleWat(wat) : wat);
  if (actual.kind === 'problem') throw new Error(actual.message);
  const sink = new DiagnosticSink();
  checkCoreModule({ ...nothing, ...declared }, actual, sink);
  return sink.all.map(({ code, severity, message, hint, span, notes }) => ({
    text: `${code} ${severity} ${message}`,
    hint,
    start: span?.start,
    notes: notes?.map((note) => note.message),
  }));
}

describe('exports', () => {
  test('what is right is not mentioned', () => {
    const found = check(library, {
      functions: [
        { field: 'isFizz', signature: signature('i32', 'i32'), span: at(1) },
        { field: 'two', signature: signature('', 'i32 f64'), span: at(2) },
      ],
      memories: [{ field: 'memory', span: at(3) }],
    });
    expect(found).toEqual([]);
  });

  test('a missing function, with the nearest name or all there are', () => {
    const functions = ['isFiz', 'nothingLikeIt'].map((field, index) => ({
      field,
      signature: signature('i32', 'i32'),
      span: at(index + 1),
    }));
    expect(check(library, { functions })).toMatchObject([
      { text: "ITL4003 error 'out/x.wasm' exports no function 'isFiz'", hint: "did you mean 'isFizz'?", start: 1 },
      { hint: "it has 'isFizz', 'isBuzz', 'two', 'simd' and 'run'", start: 2 },
    ]);
    expect(check('(module)', { functions })[1]?.hint).toBe('it exports no function at all');
  });

  test('a long list of exports is cut', () => {
    const many = Array.from({ length: 40 }, (_, index) => `(func (export "function${index}"))`).join('');
    const functions = [{ field: 'x', signature: signature('', ''), span: at(1) }];
    expect(check(`(module ${many})`, { functions })[0]?.hint).toMatch(
      /^it has 'function0', .*, 'function11' and 28 more$/,
    );
  });

  test('another signature, both in ITL', () => {
    const functions = [
      { field: 'isFizz', signature: signature('i32 i32', ''), span: at(1) },
      { field: 'simd', signature: signature('i64', ''), span: at(2) },
    ];
    expect(check(library, { functions })).toMatchObject([
      {
        text: "ITL4005 error 'isFizz' is declared (param i32 i32) (result)",
        hint: "'out/x.wasm' has it as (param i32) (result i32)",
        start: 1,
      },
      { hint: "'out/x.wasm' has it as (param v128) (result)", start: 2 },
    ]);
  });

  test('another kind of export', () => {
    const found = check(library, {
      functions: [{ field: 'memory', signature: signature('', ''), span: at(1) }],
      memories: [{ field: 'table', span: at(2) }],
    });
    expect(found.map(({ text }) => text)).toEqual([
      "ITL4004 error the export 'memory' of 'out/x.wasm' is a memory, not a function",
      "ITL4004 error the export 'table' of 'out/x.wasm' is a table, not a memory",
    ]);
  });

  test('memories that are not there, each once', () => {
    const found = check(library, {
      memories: [
        { field: 'Memory', span: at(1) },
        { field: 'Memory', span: at(2) },
      ],
    });
    expect(found).toMatchObject([
      { text: "ITL4006 error 'out/x.wasm' exports no memory 'Memory'", hint: "did you mean 'memory'?", start: 1 },
    ]);
  });

  test('a memory with 64-bit addresses', () => {
    const found = check('(module (memory (export "memory") i64 1))', { memories: [{ field: 'memory', span: at(1) }] });
    expect(found).toMatchObject([{ text: "ITL4008 error the memory 'memory' of 'out/x.wasm' has 64-bit addresses" }]);
  });
});

test('a file that is no module at all: why, and where it breaks', () => {
  const truncated = readModule(assembleWat(library).subarray(0, 20));
  const text = readModule(new TextEncoder().encode('<html>'));
  if (truncated.kind !== 'problem' || text.kind !== 'problem') throw new Error('they are no modules');
  expect(unreadableModule('x.wasm', truncated, at(1)).message).toBe(
    "cannot use 'x.wasm' as a core module: it ends too early (at byte 20)",
  );
  expect(unreadableModule('x.wasm', text, at(1)).message).toBe(
    "cannot use 'x.wasm' as a core module: it is not WebAssembly: it is HTML or XML",
  );
});

describe('imports', () => {
  const importing = `(module
    (import "fizz" "isFizz" (func (param i32) (result i32)))
    (import "fizz" "isFizz" (func (param i32) (result i32)))
    (import "env" "abort" (func))
    (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32))))`;
  const withoutWasi = importing.replace(/\(import "wasi.*(?=\)$)/, '');
  const isFizz = { module: 'fizz', field: 'isFizz', signature: signature('i32', 'i32'), span: at(1) };
  const abort = { module: 'env', field: 'abort', signature: signature('', ''), span: at(2) };

  test('all adapted but WASI, which the loader has unless it is adapted too', () => {
    const fd = { module: 'wasi_snapshot_preview1', field: 'fd_write', signature: signature('i32 i32 i32 i32', 'i32') };
    expect(check(importing, { imports: [isFizz, abort] })).toEqual([]);
    expect(check(importing, { imports: [isFizz, abort, { ...fd, span: at(3) }] })).toEqual([]);
  });

  test('not adapted: one message that lists them', () => {
    expect(check(withoutWasi, {})).toMatchObject([
      {
        text: "ITL4010 error 'out/x.wasm' imports 2 functions that nothing here provides",
        hint: 'give (module …) an (import "fizz" …) for them, or (import "fizz" *) for whoever instantiates it',
        notes: ['"fizz" "isFizz" (param i32) (result i32)', '"env" "abort" (param) (result)'],
        start: 0,
      },
    ]);
    expect(check(withoutWasi, { imports: [isFizz] })[0]?.text).toContain('imports a function that');
  });

  test('adapted with another signature', () => {
    const imports = [isFizz, { ...abort, signature: signature('i32', '') }];
    expect(check(withoutWasi, { imports })).toMatchObject([
      { text: "ITL4012 error the import 'abort' is declared (param i32) (result)", start: 2 },
    ]);
  });

  test('adapted without need: a warning', () => {
    const imports = [isFizz, abort, { ...abort, field: 'abor', span: at(3) }, { ...abort, module: 'x', span: at(4) }];
    expect(check(withoutWasi, { imports })).toMatchObject([
      { text: "ITL4013 warning 'out/x.wasm' does not import 'abor' of 'env'", hint: "did you mean 'abort'?", start: 3 },
      { text: "ITL4013 warning 'out/x.wasm' does not import 'abort' of 'x'", hint: 'remove it', start: 4 },
    ]);
  });

  test('memories and globals cannot be given', () => {
    const wat = '(module (import "env" "memory" (memory 1)) (import "env" "g" (global i32)))';
    expect(
      check(wat, { imports: [{ ...abort, field: 'g', span: at(7) }] }).map(({ text, start }) => [text, start]),
    ).toEqual([
      ["ITL4011 error 'out/x.wasm' imports the memory 'memory' of 'env'", 0],
      ["ITL4011 error 'out/x.wasm' imports the global 'g' of 'env'", 7],
    ]);
  });

  test('an object file gets one message', () => {
    const object = appendCustomSection(
      assembleWat('(module (import "env" "__linear_memory" (memory 1)))'),
      'linking',
      new Uint8Array([2]),
    );
    expect(check(object, { memories: [{ field: 'memory', span: at(1) }] })).toMatchObject([
      { text: "ITL4002 error 'out/x.wasm' is an object file, not a linked module" },
    ]);
  });
});
