import binaryen from 'binaryen';
import { describe, expect, test } from 'vitest';
import type { ModuleInterface } from '../../src/core/module-interface.ts';
import { readModule } from '../../src/core/read-module.ts';
import { appendCustomSection, customSections, withoutCustomSections } from '../../src/core/sections.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import fc from '../harness/fast-check.ts';
import { assembleWat } from './assemble-wat.ts';

const bytesOf = (...parts: (string | number | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));
const header = bytesOf('\0asm', [1, 0, 0, 0]);
const withSections = (...sections: number[][]): Uint8Array =>
  Uint8Array.from([...header, ...sections.flatMap(([id = 0, ...content]) => [id, content.length, ...content])]);

function read(bytes: Uint8Array): ModuleInterface {
  const result = readModule(bytes);
  if (result.kind === 'problem') throw new Error(`${result.message} at ${result.offset}`);
  return result;
}

const everything = `(module $every
  (import "env" "f" (func $f (param $ptr i32) (param $len i32) (result i64 f32)))
  (import "env" "m" (memory 1 2))
  (import "env" "t" (table 1 funcref))
  (import "env" "g" (global $g (mut f64)))
  (import "env" "e" (tag $e (param i32)))
  (func $own (export "own") (param externref v128) (param $third f64) (result funcref) (local i32) (ref.null func))
  (func $initialise)
  (table $t2 (export "t2") 3 9 externref)
  (tag $e2 (export "e2") (param i64 f32))
  (global $c (export "c") i32 (i32.const -7))
  (global $v (export "v") v128 (v128.const i64x2 1 2))
  (global (export "r") funcref (ref.func $own))
  (global (export "d") f64 (f64.const 1))
  (export "f" (func $f))
  (export "memory" (memory 0))
  (export "" (global $g))
  (export "naïve 🎉" (tag $e))
  (start $initialise)
  (elem declare func $own)
  (data (i32.const 0) "hello"))`;

describe('readModule', () => {
  const module = read(assembleWat(everything));
  const exported = (field: string) => module.exports.find((entry) => entry.field === field)?.entity;

  test('imports of every kind, with names from the name section', () => {
    const limits = { shared: false, is64: false };
    expect(module.imports).toEqual([
      {
        module: 'env',
        field: 'f',
        entity: {
          kind: 'func',
          index: 0,
          name: 'f',
          signature: { params: ['i32', 'i32'], results: ['i64', 'f32'] },
          parameterNames: ['ptr', 'len'],
        },
      },
      { module: 'env', field: 'm', entity: { kind: 'memory', index: 0, min: 1, max: 2, ...limits } },
      {
        module: 'env',
        field: 't',
        entity: { kind: 'table', index: 0, element: 'funcref', min: 1, max: undefined, ...limits },
      },
      { module: 'env', field: 'g', entity: { kind: 'global', index: 0, type: 'f64', mutable: true } },
      { module: 'env', field: 'e', entity: { kind: 'tag', index: 0, signature: { params: ['i32'], results: [] } } },
    ]);
  });

  test('exports of every kind, imported ones too', () => {
    expect(module.exports.map((entry) => `${entry.entity.kind} ${entry.field}`)).toEqual([
      'func own',
      'table t2',
      'tag e2',
      'global c',
      'global v',
      'global r',
      'global d',
      'func f',
      'memory memory',
      'global ',
      'tag naïve 🎉',
    ]);
    expect(exported('own')).toEqual({
      kind: 'func',
      index: 1,
      name: 'own',
      signature: { params: ['externref', 'v128', 'f64'], results: ['funcref'] },
      parameterNames: [undefined, undefined, 'third'],
    });
    expect(exported('t2')).toMatchObject({ element: 'externref', min: 3, max: 9 });
    expect(exported('e2')).toMatchObject({ signature: { params: ['i64', 'f32'], results: [] } });
    expect(['c', 'v', 'r', 'd'].map(exported)).toMatchObject([
      { type: 'i32', mutable: false },
      { type: 'v128' },
      { type: 'funcref' },
      { type: 'f64' },
    ]);
  });

  test('start function, number of functions, sections with sizes that add up', () => {
    expect(module.start).toMatchObject({ name: 'initialise', index: 2 });
    expect(module.definedFunctions).toBe(2);
    expect(module.sections.map((section) => section.kind)).toEqual([
      'type',
      'import',
      'function',
      'table',
      'tag',
      'global',
      'export',
      'start',
      'element',
      'code',
      'data',
      'custom',
    ]);
    expect(module.sections.at(-1)?.name).toBe('name');
    expect(module.sections.reduce((sum, section) => sum + section.size, header.length)).toBe(module.size);
  });

  test('memories: shared, and indexed by i64', () => {
    expect(read(assembleWat('(module (memory 1 4 shared))')).memories).toMatchObject([
      { min: 1, max: 4, shared: true },
    ]);
    expect(read(assembleWat('(module (memory i64 70000))')).memories).toMatchObject([{ min: 70000, is64: true }]);
  });

  test('the empty module', () => {
    expect(read(header)).toMatchObject({ imports: [], exports: [], sections: [], start: undefined });
  });

  test('garbage-collected types are passed over, and references keep their types', () => {
    const module = binaryen.parseText(`(module
      (rec (type $list (sub (struct (field (mut (ref null $list))) (field i8)))) (type $bytes (array (mut i16))))
      (type $sub (sub final $list (struct (field (mut (ref null $list))) (field i8) (field externref))))
      (global $g (ref $bytes) (array.new_fixed $bytes 2 (i32.const 1) (i32.add (i32.const 1) (i32.const 1))))
      (global $h (export "h") (mut anyref) (ref.null none))
      (func (export "f") (param (ref $list) i31ref) (result (ref null $bytes) eqref) (unreachable))
      (func (export "g") (param i32)))`);
    module.setFeatures(
      binaryen.Features.GC |
        binaryen.Features.ReferenceTypes |
        binaryen.Features.Multivalue |
        binaryen.Features.ExtendedConst,
    );
    const result = read(module.emitBinary());
    module.dispose();
    const signatures = result.exports.map(({ entity }) => (entity.kind === 'func' ? entity.signature : entity));
    expect(signatures).toMatchObject([
      { kind: 'global', type: 'anyref', mutable: true },
      {
        params: [expect.stringMatching(/^\(ref \d\)$/), 'i31ref'],
        results: [expect.stringMatching(/^\(ref null \d\)$/), 'eqref'],
      },
      { params: ['i32'], results: [] },
    ]);
  });

  test('types of a future proposal hide only what depends on them', () => {
    const types = [1, 3, 0x60, 1, 0x7f, 0, 0x60, 1, 0x42, 0, 0x60, 0, 0];
    const functions = [3, 2, 0, 2];
    const exports = [7, 2, 1, 97, 0, 0, 1, 98, 0, 1];
    const result = read(withSections(types, functions, exports, [10, 2, 2, 0, 11, 2, 0, 11]));
    expect(result.exports).toMatchObject([
      { field: 'a', entity: { signature: { params: ['i32'] } } },
      { field: 'b', entity: { signature: undefined } },
    ]);
  });

  test('a constant expression of a future proposal hides only the globals after it', () => {
    const globals = [6, 2, 0x7f, 0, 0xf0, 0x7e, 1, 0x41, 0, 11];
    const exports = [7, 2, 1, 97, 3, 0, 1, 98, 3, 1];
    expect(read(withSections(globals, exports)).exports).toMatchObject([
      { entity: { type: 'i32' } },
      { entity: { kind: 'global', index: 1, type: undefined } },
    ]);
    expect(readModule(withSections(globals, [7, 1, 1, 97, 3, 2]))).toMatchObject({ message: 'there is no global 2' });
  });

  test('an unknown section is kept, a broken name section is not trusted', () => {
    const result = read(withSections([99, 1, 2, 3], [0, 4, 110, 97, 109, 101, 1, 50, 1]));
    expect(result.sections).toEqual([
      { kind: 'unknown', name: undefined, size: 5 },
      { kind: 'custom', name: 'name', size: 10 },
    ]);
  });

  test('what clang makes', async () => {
    const source = '__attribute__((export_name("isFizz"))) bool isFizz(int n) { return n % 3 == 0; }';
    const compiled = await compileCpp({ sources: { 'fizz.cpp': source } });
    if (compiled.kind === 'failed') throw new Error(compiled.errors);
    const result = read(compiled.wasm);
    expect(result.exports.map((entry) => entry.field)).toEqual(['memory', '_initialize', 'isFizz']);
    expect(result.exports[2]?.entity).toMatchObject({
      name: 'isFizz(int)',
      signature: { params: ['i32'], results: ['i32'] },
    });
    expect(result.memories).toMatchObject([{ max: undefined }]);
    expect(result.sections.map((section) => section.name)).toEqual(
      expect.arrayContaining(['name', 'producers', 'target_features']),
    );
  });
});

describe('what is not a core module is a problem', () => {
  test.each([
    ['nothing', bytesOf(), 'it is not WebAssembly: it is empty'],
    ['text', bytesOf('(module)'), 'it is not WebAssembly: it is text: assemble it first'],
    ['a web page', bytesOf('<!doctype html>'), 'it is not WebAssembly: it is HTML or XML'],
    ['bitcode', bytesOf('BC', [0xc0, 0xde]), /LLVM bitcode/],
    ['something else', bytesOf('hello'), 'it is not WebAssembly'],
    ['a component', bytesOf('\0asm', [0x0d, 0, 1, 0]), 'it is a component, and a core module is wanted'],
    ['another version', bytesOf('\0asm', [2, 0, 0, 0]), 'its version of the binary format is not 1'],
    ['half a header', bytesOf('\0asm', [1]), 'it ends too early'],
    ['a section cut off', Uint8Array.from([...header, 1, 20, 1]), 'it ends too early'],
    ['a section too long', withSections([1, 0, 0]), 'the type section is longer than its content'],
    ['a section twice', withSections([1, 0], [1, 0]), 'the type section is not in its place'],
    ['sections out of order', withSections([3, 0], [1, 0]), 'the type section is not in its place'],
    ['more elements than bytes', withSections([1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x60]), 'it ends too early'],
    ['an integer too long', withSections([1, 0x80, 0x80, 0x80, 0x80, 0x80, 0]), 'an integer does not fit 32 bits'],
    ['an integer too large', withSections([1, 0xff, 0xff, 0xff, 0xff, 0x1f]), 'an integer does not fit 32 bits'],
    ['a name that is not UTF-8', withSections([7, 1, 1, 0xff, 0, 0]), 'a name is not UTF-8'],
    ['an export of nothing', withSections([7, 1, 1, 97, 0, 0]), 'there is no function 0'],
    ['an export twice', withSections([5, 1, 0, 1], [7, 2, 1, 97, 2, 0, 1, 97, 2, 0]), "'a' is exported twice"],
    ['a function without a type', withSections([3, 1, 0]), 'there is no type 0'],
    ['a function with a struct for its type', withSections([1, 1, 0x5f, 0], [3, 1, 0]), "type 0 is not a function's"],
    [
      'functions without code',
      withSections([1, 1, 0x60, 0, 0], [3, 1, 0]),
      'it declares 1 functions and has code for 0',
    ],
    ['an unknown kind of import', withSections([2, 1, 0, 0, 9]), '0x9 is no kind of import known here'],
    ['an unknown kind of export', withSections([7, 1, 0, 9, 0]), '0x9 is no kind of export known here'],
    ['unknown limits', withSections([5, 1, 0x77, 0]), 'the limits of a memory or table are of an unknown kind'],
    ['a start that is not there', withSections([8, 3]), 'there is no function 3'],
  ])('%s', (_, bytes, message) => {
    expect(readModule(bytes)).toMatchObject({
      kind: 'problem',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  test('the offset points at the place', () => {
    expect(readModule(withSections([7, 1, 1, 97, 0, 5]))).toEqual({
      kind: 'problem',
      message: 'there is no function 5',
      offset: 14,
    });
  });
});

describe('no bytes make it throw', () => {
  const seeds = [
    assembleWat(everything),
    assembleWat('(module (memory (export "memory") 1) (func (export "f") (param $p i32)))'),
  ];

  test('random bytes, bare and as sections', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readModule(bytes)));
    const section = fc.tuple(fc.integer({ min: 0, max: 14 }), fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(section, { maxLength: 6 }), (sections) => {
        expect(['module', 'problem']).toContain(
          readModule(withSections(...sections.map(([id, content]) => [id, ...content]))).kind,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('mutated modules; and what the engine takes is read', () => {
    const mutation = fc.record({
      at: fc.nat(),
      byte: fc.nat(255),
      how: fc.constantFrom('replace', 'insert', 'remove', 'cut'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 4 }), (seed, mutations) => {
        const bytes = mutations.reduce(mutate, seed);
        const result = readModule(bytes);
        if (WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>)) expect(result.kind).toBe('module');
      }),
      { numRuns: 5000 },
    );
  });

  function mutate(bytes: Uint8Array, { at, byte, how }: { at: number; byte: number; how: string }): Uint8Array {
    const place = at % (bytes.length + 1);
    const insertion = how === 'replace' || how === 'insert' ? [byte] : [];
    const rest = how === 'cut' ? [] : bytes.subarray(how === 'insert' ? place : place + 1);
    return Uint8Array.from([...bytes.subarray(0, place), ...insertion, ...rest]);
  }
});

describe('custom sections', () => {
  test('what is appended is found again, and the module stays valid', () => {
    const bytes = assembleWat('(module (func (export "f")))');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 300 }), (name, payload) => {
        const extended = appendCustomSection(bytes, name, payload);
        const sections = customSections(extended);
        expect(sections).toMatchObject([{ name: 'name' }, { name, payload }]);
        expect(
          WebAssembly.Module.customSections(new WebAssembly.Module(extended as Uint8Array<ArrayBuffer>), name).length,
        ).toBeGreaterThan(0);
      }),
    );
  });

  test('those that are not wanted go, and nothing else', () => {
    const bytes = assembleWat('(module (func (export "f") (result i32) i32.const 7))');
    const more = appendCustomSection(appendCustomSection(bytes, 'a', bytesOf('1')), 'b', bytesOf('2'));
    const less = withoutCustomSections(more, (name) => name === 'name' || name === 'a');
    expect(customSections(less)).toMatchObject([{ name: 'b', payload: bytesOf('2') }]);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(less as Uint8Array<ArrayBuffer>));
    expect((exports.f as () => number)()).toBe(7);
    expect(withoutCustomSections(bytesOf('nonsense'), () => true)).toEqual(bytesOf('nonsense'));
  });

  test('garbage is a problem', () => {
    expect(customSections(bytesOf('nonsense'))).toMatchObject({ kind: 'problem' });
  });
});
