/** Core modules that carry the worlds of several libraries. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { carriedWorld } from '../../src/component/carried-world.ts';
import { appendCustomSection } from '../../src/core/sections.ts';
import { linesOf } from '../harness/world-text.ts';

const bare = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const shop = new Uint8Array(readFileSync(new URL('../../fixtures/worlds/shop/world.wasm', import.meta.url)));

const CENTS = [5, ...new TextEncoder().encode('cents')];
const [U32, S32] = [0x79, 0x7a];

/** The world with another type of `cents`: the field of `item`, or the parameter of `pay`. */
function withSignedCents(which: 'first' | 'last'): Uint8Array {
  const places = [...shop.keys()].filter((at) => [...CENTS, U32].every((byte, index) => shop[at + index] === byte));
  expect(places).toHaveLength(2);
  return shop.with((places.at(which === 'first' ? 0 : -1) ?? 0) + CENTS.length, S32);
}

const carrying = (...worlds: readonly Uint8Array[]): Uint8Array =>
  worlds.reduce((bytes, world, index) => appendCustomSection(bytes, `component-type:${index}`, world), bare);

function merged(...worlds: readonly Uint8Array[]) {
  const world = carriedWorld(carrying(...worlds), 'case.wasm');
  if (!world) return expect.fail('it carries a world');
  if (!('type' in world)) return world.map(({ code, message }) => `${code}: ${message}`);
  return [...linesOf('imports', world.type.imports), ...linesOf('exports', world.type.exports)];
}

test('the same world twice is the world', () => {
  expect(merged(shop, shop)).toEqual(merged(shop));
});

test.each([
  ['first', 'local:shop/prices@0.3.1#item'],
  ['last', 'local:shop/till@0.3.1#pay'],
] as const)('the %s type that differs is named', (which, name) => {
  expect(merged(shop, withSignedCents(which))).toEqual([`ITL6266: sections of 'case.wasm' disagree about '${name}'`]);
});
