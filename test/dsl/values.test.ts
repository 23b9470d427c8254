/** Values of arbitrary types of the DSL through C++ and back, compared on both sides. Clang costs seconds, so many at once. */

import { expect, test } from 'vitest';
import { ItlResultError } from '../../runtime/it_loader.ts';
import fc from '../harness/fast-check.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { scaled } from '../property/runs.ts';
import { buildDsl } from './build-dsl.ts';
import { comparison, copyOf, cppParam, cppType, expression } from './cpp-text.ts';
import {
  arbitraryShape,
  arbitraryValue,
  definitionsOf,
  definitionText,
  dslText,
  normal,
  partsOf,
  type Shape,
} from './declared-type.ts';

interface Sample {
  readonly shape: Shape;
  readonly values: readonly unknown[];
}

const arbitrarySamples: fc.Arbitrary<readonly Sample[]> = fc
  .array(arbitraryShape, { minLength: 8, maxLength: 12 })
  .chain((shapes) =>
    fc.tuple(
      ...shapes.map((shape) =>
        fc.record({
          shape: fc.constant(shape),
          values: fc.array(arbitraryValue(shape), { minLength: 4, maxLength: 4 }),
        }),
      ),
    ),
  );

const isOwned = (shape: Shape): boolean => shape.kind === 'string' && shape.spelling === 'own string';

/** `any` has no values in C++. */
const hasLiterals = (shape: Shape): boolean => partsOf(shape).every(({ kind }) => kind !== 'any');

function cppSource(samples: readonly Sample[]): string {
  const named = new Map(samples.flatMap(({ shape }) => [...definitionsOf(shape)]));
  const lines = (each: (shape: Shape, index: number) => readonly string[]) =>
    samples.flatMap(({ shape }, index) => each(shape, index));
  return [
    '#include <string.h>',
    '#include <stdlib.h>',
    '#include <string>',
    '#include <vector>',
    '#include <optional>',
    '#include <variant>',
    '/**IT_START**/',
    ...[...named.values()].map(definitionText),
    'type Everything = struct { a: std::string; b: std::vector<s32>; c: option(s32); d: result(s32, s32); e: tuple(s32); };',
    'type Anything = variant { a; b: any; };',
    'import "js" {',
    ...lines((shape, index) => [`  func js${index}(v: ${dslText(shape)}) -> ${dslText(resultShape(shape))};`]),
    '}',
    'export {',
    ...lines((shape, index) => {
      const [param, result] = [dslText(shape), dslText(resultShape(shape))];
      const checks = [
        `  func check${index}(v: ${param}, n: u32) -> bool;`,
        `  func make${index}(n: u32) -> ${result};`,
      ];
      return [
        `  func echo${index}(v: ${param}) -> ${result};`,
        `  func pass${index}(v: ${param}) -> ${result};`,
        ...(hasLiterals(shape) ? checks : []),
      ];
    }),
    '  func blocks() -> s32;',
    '}',
    '/**IT_END**/',
    comparison([...named.values()]),
    counting,
    ...samples.flatMap(functionsOf),
  ].join('\n');
}

/** A view cannot be given back. */
const resultShape = (shape: Shape): Shape =>
  shape.kind === 'string' && shape.spelling === 'std::string_view' ? { ...shape, spelling: 'std::string' } : shape;

function functionsOf({ shape, values }: Sample, index: number): readonly string[] {
  const [param, type] = [cppParam(shape), cppType(shape)];
  const literal = (value: unknown, at: number) => `case ${at}: return ${expression(shape, value)};`;
  const free = isOwned(shape) ? 'free(v); free(made);' : '';
  const compared = isOwned(shape) ? 'same(static_cast<const char*>(v), made)' : 'same(copy, made)';
  return [
    `${type} echo${index}(${param} v) { return ${copyOf(shape, 'v')}; }`,
    `${type} pass${index}(${param} v) { return js${index}(v); }`,
    ...(hasLiterals(shape)
      ? [
          `${type} make${index}(uint32_t n) { switch (n) { ${values.map(literal).join(' ')} } abort(); }`,
          `bool check${index}(${param} v, uint32_t n) { ${type} made = make${index}(n); ${isOwned(shape) ? '' : `${type} copy = ${copyOf(shape, 'v')}; `}bool equal = ${compared}; ${free} return equal; }`,
        ]
      : []),
  ];
}

/** Blocks of malloc's that are not freed. */
const counting = `
static int live = 0;
extern "C" {
void* __real_malloc(size_t size);
void* __real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void* memory);
void* __wrap_malloc(size_t size) { ++live; return __real_malloc(size); }
void* __wrap_aligned_alloc(size_t alignment, size_t size) { ++live; return __real_aligned_alloc(alignment, size); }
void __wrap_free(void* memory) { if (memory) --live; __real_free(memory); }
}
int blocks() { return live; }
`;

const flags = ['-O0', '-Wl,--wrap=malloc', '-Wl,--wrap=aligned_alloc', '-Wl,--wrap=free', '-Wno-missing-braces'];

/** A result that is an error comes as an exception. */
function settled(shape: Shape, call: () => unknown): unknown {
  if (shape.kind !== 'result') return normal(call());
  try {
    const val = call();
    return normal(shape.ok ? { tag: 'ok', val } : { tag: 'ok' });
  } catch (error) {
    if (!(error instanceof ItlResultError)) throw error;
    return normal(shape.error ? { tag: 'err', val: error.payload } : { tag: 'err' });
  }
}

/** What the imported function does: gives back what it got, as an outcome where that is a result. */
function giveBack(shape: Shape, value: unknown): unknown {
  if (shape.kind !== 'result') return value;
  const { tag, val } = value as { tag: string; val?: unknown };
  if (tag === 'err') throw new ItlResultError(val);
  return val;
}

function checkSample({ shape, values }: Sample, index: number, exports: AnyExports): void {
  for (const [at, value] of values.entries()) {
    const text = `${dslText(shape)} #${at}`;
    expect(
      settled(shape, () => exports[`echo${index}`](value)),
      `echo ${text}`,
    ).toStrictEqual(normal(value));
    expect(
      settled(shape, () => exports[`pass${index}`](value)),
      `pass ${text}`,
    ).toStrictEqual(normal(value));
    if (!hasLiterals(shape)) continue;
    expect(
      exports[`check${index}`](value, at),
      `check ${text}: ${JSON.stringify(normal(value), (_, item) => (typeof item === 'bigint' ? `${item}n` : item))}`,
    ).toBe(true);
    expect(
      settled(shape, () => exports[`make${index}`](at)),
      `make ${text}`,
    ).toStrictEqual(normal(value));
  }
}

/** Whether calls leave as many blocks as there were, whose count is exact. */
function churn(samples: readonly Sample[], exports: AnyExports): void {
  const rounds = 20;
  const round = () => {
    for (const [index, { shape, values }] of samples.entries()) {
      for (const value of values) {
        settled(shape, () => exports[`echo${index}`](value));
        settled(shape, () => exports[`pass${index}`](value));
      }
    }
  };
  round();
  const before = exports.blocks();
  for (let count = 0; count < rounds; count++) round();
  expect(exports.blocks()).toBe(before);
}

test('values of arbitrary types are the same in C++ and JavaScript, and nothing stays', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySamples, async (samples) => {
      const { start } = await buildDsl(cppSource(samples), flags);
      const js = Object.fromEntries(
        samples.map(({ shape }, index) => [`js${index}`, (value: unknown) => giveBack(shape, value)]),
      );
      const exports = await start({ js });
      for (const [index, sample] of samples.entries()) checkSample(sample, index, exports);
      churn(samples, exports);
    }),
    { numRuns: scaled(1), endOnFailure: true },
  );
});
