/** Each code that a message can have is explained, and none that no message has. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explain, explanations } from '../../src/diagnostics/explain.ts';
import { readText, root } from '../harness/folders.ts';

const folder = join(root, 'src/diagnostics');

/** Of the functions that make diagnostics; and the one that stands for what clang says. */
const codesInUse = new Set([
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readText(folder, name).match(/(?<=')ITL\d{4}(?=')/g) ?? []),
  'ITL6070',
]);

test('every code is explained, in order', () => {
  expect(Object.keys(explanations)).toEqual([...codesInUse].sort());
});

test.each(Object.entries(explanations))('%s', (_, { title, meaning, cure }) => {
  expect(title).not.toMatch(/\.$/);
  expect(meaning).toMatch(/\.$/);
  expect(cure).toMatch(/\.$/);
});

test('codes are found however they are written', () => {
  expect(['ITL2004', 'itl2004', '2004'].map((code) => explain(code)?.code)).toEqual(Array(3).fill('ITL2004'));
  expect(['ITL9999', 'constructor', ''].map(explain)).toEqual([undefined, undefined, undefined]);
});
