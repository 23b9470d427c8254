import { describe, expect, test } from 'vitest';
import type { ItlSection } from '../../runtime/abi.ts';
import { inspectAdapter } from '../../src/core/inspect.ts';
import { parseItlSection } from '../../src/core/itl-section.ts';
import { renderInspection } from '../../src/core/render-inspection.ts';
import { appendCustomSection } from '../../src/core/sections.ts';
import fc from '../harness/fast-check.ts';
import { assembleWat } from './assemble-wat.ts';

const section: ItlSection = {
  abi: 1,
  name: 'geometry',
  types: {
    Point: ['record', ['x', 'f32'], ['tags', ['array', 'string']]],
    Color: ['enum', 'red', 'green'],
    Access: ['flags', 'read', 'write'],
    Shape: ['variant', ['circle', 'f32'], ['none', null]],
    Visit: ['func', ['#Point'], ['bool']],
    Canvas: ['resource', '_it_drop_Canvas'],
  },
  modules: [
    {
      path: 'out/geometry.wasm',
      file: '../core/geometry.wasm',
      start: 'setup',
      imports: { console: { log: '_it_f0', warn: '_it_f1' } },
    },
  ],
  imports: { console: { log: { params: [['', 'string']], results: [] }, warn: { params: [], results: ['#Color'] } } },
  exports: {
    isIn: {
      params: [
        ['p', '#Point'],
        ['n', 's32'],
      ],
      results: ['u1'],
    },
    'nearest point': {
      params: [
        ['', ['option', ['result', 's8', null]]],
        ['f', ['func', ['u8'], []]],
      ],
      results: [['tuple', '#Point', 'f64']],
    },
  },
};

const core = assembleWat(
  `(module (import "_it_runtime" "string_len" (func (param externref) (result i32)))
     (import "_it_runtime" "record_new:Point" (func (param f32 externref) (result externref)))
     (func (export "_it_init")))`,
  false,
);
/** Stands for 'DEEP': JSON.stringify itself could not write it. */
const deepType = `${'["array",'.repeat(20_000)}"s32"${']'.repeat(20_000)}`;
const withSection = (json: unknown): Uint8Array =>
  appendCustomSection(
    core,
    'itl',
    new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json).replace('"DEEP"', deepType)),
  );

function inspected(bytes: Uint8Array): string {
  const description = inspectAdapter(bytes, (content) => content.length);
  return description.kind === 'problem'
    ? `problem: ${description.message}`
    : renderInspection(description, 'out/x.wasm');
}

describe('an adapter', () => {
  test('its interface in ITL notation, aligned and in groups', () => {
    const text = inspected(withSection(section))
      .replace(/[\d,]+ bytes/g, 'N bytes')
      .replace(/, [\d,]+ with/, ', N bytes with');
    expect(
      text.slice(0, text.indexOf('\nsections')),
    ).toBe(`out/x.wasm: adapter of component geometry, ABI 1, N bytes, N bytes with gzip

exports
  isIn             (param $p Point $n s32) (result u1)
  "nearest point"  (param (option (result s8 _)) $f (func (param u8) (result))) (result (tuple Point f64))

imports
  console
    log   (param string) (result)
    warn  (param) (result Color)

types
  (record Point (x f32) (tags (array string)))
  (enum Color red green)
  (flags Access read write)
  (variant Shape (circle f32) (none))
  (func Visit (param Point) (result bool))
  (resource Canvas)

core modules
  out/geometry.wasm
    file     ../core/geometry.wasm
    start    setup
    imports  console: log warn

variant table needs of the loader
  string_len record_new:Point
`);
    expect(text).not.toContain('_it_init');
  });

  test('async functions as ITL writes them, and nothing reserved', () => {
    const exports = {
      wait: { params: [['', 's32']], results: [['async', null]], unwinds: true },
      text: { params: [], results: [['async', ['result', 'string', null]]], unwinds: true },
      '_it_func:1:add': { params: [['b', 's32']], results: ['s32'] },
    };
    const types = { ...section.types, _it_Held1: ['resource', '_it_drop:_it_Held1'] };
    const text = inspected(withSection({ ...section, types, exports }));
    expect(text).not.toContain('_it_Held1');
    expect(text).toContain('\n  wait  async (param s32) (result)\n');
    expect(text).toContain('\n  text  async (param) (result (result string _))\n');
    expect(text).not.toContain('_it_func');
  });

  test('sections with their sizes, right-aligned', () => {
    const lines = inspected(withSection(section)).split('\nsections\n')[1] ?? '';
    expect(lines).toMatch(/^ {2}type {7}\d+ bytes$/m);
    expect(lines).toMatch(/^ {2}itl {7}\d+ bytes$/m);
    expect(
      new Set(
        lines
          .trimEnd()
          .split('\n')
          .map((line) => line.length),
      ).size,
    ).toBe(1);
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['an empty object', {}],
    ['a type of an unknown form', { ...section, types: { X: ['matrix', 's32'] } }],
    ['a parameter without a name', { ...section, exports: { f: { params: ['s32'], results: [] } } }],
    ['a module without a path', { ...section, modules: [{ file: 'x', imports: {} }] }],
    ['a type of endless depth', { ...section, exports: { f: { params: [], results: ['DEEP'] } } }],
  ])('a section that is %s is a problem', (_, json) => {
    expect(inspected(withSection(json))).toBe(
      "problem: its 'itl' section is broken, or of a version that is not ABI 1",
    );
  });

  test('no JSON makes it throw', () => {
    const mutated = fc.tuple(fc.constantFrom(...Object.keys(section)), fc.jsonValue());
    fc.assert(
      fc.property(mutated, ([key, value]) => {
        inspected(withSection({ ...section, [key]: value }));
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseItlSection(bytes)));
  });
});

describe('a core module', () => {
  test('raw imports and exports, for whoever writes the ITL', () => {
    const text = inspected(
      assembleWat(`(module
        (import "env" "log" (func (param i32 i32)))
        (import "env" "base" (global i32))
        (memory (export "memory") 1 1)
        (table (export "table") 1 funcref)
        (global (export "count") (mut i64) (i64.const 0))
        (tag (export "error") (param i32))
        (func $setup)
        (func (export "line\\0aend") (param f64) (result f64 i32) (f64.const 0) (i32.const 0))
        (start $setup))`),
    );
    expect(text.split('\n').slice(1).join('\n').split('\nsections')[0]).toBe(`
exports
  memory          memory of 1 page
  table           table of funcref
  count           mutable global i64 = 0
  error           tag (param i32) (result)
  "line\\u{a}end"  (param f64) (result f64 i32)

imports
  env
    log   (param i32 i32) (result)
    base  global i32

runs when it is instantiated
  setup
`);
    expect(text).toContain("core module, no adapter (it has no 'itl' section)");
  });
});

test('garbage is a problem', () => {
  expect(inspected(new TextEncoder().encode('(module)'))).toBe(
    'problem: it is not WebAssembly: it is text: assemble it first',
  );
});
