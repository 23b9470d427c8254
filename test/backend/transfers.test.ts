/** From memory to memory: which code is given a copy in place of a value. */
import { expect, test } from 'vitest';
import { compileText } from '../harness/compile-fixture.ts';

const modules = `(module a "a.wasm" (func get "get" (result i32)) (func change "change"))
(module b "b.wasm" (func malloc "malloc" (param i32) (result i32)))
(import "host" (func log "log" (param string)) (func stop "stop"))`;

/** Copies between the memories of two modules. */
async function copiesIn(source: string): Promise<number> {
  const { directWat } = await compileText(`${modules}\n${source}`, 'case.itl', { target: 'direct' });
  return [...directWat.matchAll(/\(memory\.copy \$_it_memory_\d \$_it_memory_\d/g)].length;
}

const text = '(let $text (mem-to-string a "memory" (call get) 5))';
const copy = '(string-to-mem b "memory" (local $text) (call malloc (string-len (local $text))))';
const exported = (...code: readonly string[]): string =>
  `(export (func _ "change" (call change) (call stop)) (func _ "log" (param $t string) (call log (local $t)))
    (func _ "f" ${code.join(' ')}))`;

test.each([
  ['a value that is lowered', 1, [text, copy]],
  ['a value that is lowered twice', 2, [text, copy, copy]],
  [
    'one that nothing is done with but to ask for its length',
    0,
    [text, '(if (call malloc (string-len (local $text))) (call stop))'],
  ],
  [
    'one that is asked how much room is enough',
    1,
    [text, '(string-to-mem b "memory" (local $text) (call malloc (string-room (local $text))))'],
  ],
  ['one that JavaScript gets too', 0, [text, copy, '(call log (local $text))']],
  ['one whose memory its module may change', 0, [text, '(call change)', copy]],
  ['one whose memory JavaScript may change', 0, [text, '(call stop)', copy]],
  ['one whose memory is changed later', 1, [text, copy, '(call change)', '(call stop)']],
  ['one that is lowered in another form', 0, [text, '(utf16-to-mem b "memory" (local $text) 0)']],
  ['one that goes through a binding more', 0, [text, '(let $other (local $text))', copy.replaceAll('$text', '$other')]],
  ['one for what is deferred', 0, [text, copy, '(defer (call log (local $text)))']],
  ['one that is lowered in one branch', 1, [text, `(if (call malloc 1) ${copy})`]],
  ['one whose memory is changed in the other branch', 1, [text, `(if (call malloc 1) ${copy} (call change))`]],
])('%s: %i', async (_, count, code) => {
  expect(await copiesIn(exported(...code))).toBe(count);
});

/** Each hands its text on to the next; the last one lowers it. */
const chain = (length: number): string =>
  Array.from({ length }, (_, index) => {
    const code = index === length - 1 ? copy : `(call f${index + 1} (local $text))`;
    return `(func f${index} (param $text string) ${code})`;
  }).join('\n');

const called = exported('(call f0 (mem-to-string a "memory" (call get) 5))');

test('functions that hand a value on, a few of them', async () => {
  expect(await copiesIn(chain(10) + called)).toBe(1);
});

test('functions that hand a value on, more than can be looked into', async () => {
  expect(await copiesIn(chain(3000) + called)).toBe(0);
});

test('functions that call each other in circles', async () => {
  const circle = `(func f0 (param $text string) ${copy} (if (call malloc 1) (call f0 (local $text))))`;
  expect(await copiesIn(circle + called)).toBe(0);
});
