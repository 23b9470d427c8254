/** What stack traces say of functions must not begin with what a linker has called the module. */
import { expect, test } from 'vitest';
import { moduleNameIn, withoutModuleName } from '../../src/core/module-name.ts';
import { appendCustomSection, readSections } from '../../src/core/sections.ts';
import { assembleWat } from './assemble-wat.ts';

const wat = (name: string): string => `(module ${name} (func $boom (export "boom") (param $x i32) unreachable))`;
const named = assembleWat(wat('$linked'));

function traceOf(binary: Uint8Array): string {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(binary)));
  try {
    (exports.boom as () => void)();
  } catch (error) {
    return String((error as Error).stack);
  }
  return '';
}

test('the module has no name any more, its functions and locals still do', () => {
  expect(traceOf(named)).toContain('linked.boom');
  const nameless = withoutModuleName(named);
  expect(traceOf(nameless)).toMatch(/at boom \(wasm/);
  const section = readSections(nameless).find(({ name }) => name === 'name');
  expect(section && moduleNameIn(section.content)).toEqual([]);
  expect(new TextDecoder().decode(nameless)).toContain('\u0001x');
});

test('one that has none stays as it is', () => {
  const nameless = assembleWat(wat(''));
  expect(withoutModuleName(nameless)).toBe(nameless);
  const stripped = assembleWat(wat(''), false);
  expect(withoutModuleName(stripped)).toBe(stripped);
});

test('a name section that is cut off stays as it is', () => {
  const stripped = assembleWat(wat(''), false);
  const broken = appendCustomSection(stripped, 'name', Uint8Array.of(0, 99, 1));
  expect(withoutModuleName(broken)).toBe(broken);
});
