/** Functions that only hand their parameters on, and what they lead to. */
import { expect, test } from 'vitest';
import { forwardingTargets } from '../../src/ir/forwarding.ts';
import { componentOf } from './checked.ts';

const declared = `(import "host" (func log "log" (param s32)))
  (module core "core.wasm"
    (func number "number" (param i32) (result i32))
    (func both "both" (param i32 i32) (result i32))
    (func nothing "nothing"))`;

/** `name → target` of each. */
function targetsIn(source: string, more: (name: string) => boolean = () => false): readonly string[] {
  const targets = forwardingTargets(componentOf(`${declared} ${source}`), ({ name }) => more(name));
  return [...targets].map(([{ name }, target]) => `${name} → ${target.name}`);
}

test.each<[what: string, source: string, expected: readonly string[]]>([
  ['a call with its own parameters', '(func f (param i32) (result i32) (call number (local 0)))', ['f → number']],
  [
    'conversions that keep the bits',
    '(func f (param $n u32) (result s32) (as s32 (call number (as i32 (local $n)))))',
    ['f → number'],
  ],
  ['one behind the other', '(func f (call g)) (func g (call nothing))', ['f → nothing', 'g → nothing']],
  ["JavaScript's own function", '(func f (param s32) (call log (local 0)))', ['f → log']],
])('%s: found', (_, source, expected) => {
  expect(targetsIn(source)).toEqual(expected);
});

test.each<[what: string, source: string]>([
  ['other arguments', '(func f (param i32 i32) (result i32) (call both (local 1) (local 0)))'],
  ['fewer arguments', '(func f (param i32) (call nothing))'],
  ['the same argument twice', '(func f (param i32) (result i32) (call both (local 0) (local 0)))'],
  ['more code', '(func f (call nothing) (call nothing))'],
  ['a result that is dropped', '(func f (param i32) (call number (local 0)))'],
  ['a constant', '(func f (param i32) (result i32) (call number 0))'],
  ['a conversion that changes bits', '(func f (param u8) (result u8) (as u8 (call number (as i32 (local 0)))))'],
  ['a number that becomes a truth', '(func f (param i32) (result bool) (as bool (call number (local 0))))'],
  ['a circle', '(func f (call g)) (func g (call f))'],
])('%s: not one', (_, source) => {
  expect(targetsIn(source)).toEqual([]);
});

test('a function that does more than its body leads nowhere, nor through it', () => {
  expect(targetsIn('(func f (call g)) (func g (call nothing))', (name) => name === 'g')).toEqual(['f → g']);
});
