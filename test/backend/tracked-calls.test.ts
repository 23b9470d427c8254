/** Of which calls it is known what instances they have, in a component that gives some away: the others cost nothing. */
import { expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileToJs, compileWithCores } from '../harness/compile-fixture.ts';

const core = `(module
  (import "env" "ask" (func $ask (result i32)))
  (func (export "free") (param i32))
  (func (export "consume") (param i32))
  (func (export "look") (param i32) (result i32) (i32.const 1))
  (func (export "ask") (result i32) (call $ask)))`;

const source = `(types
  (resource Node (drop free))
  (func Tick)
  (func Ask (result Node)))
(module core "core.wasm"
  (import "env" (func _ "ask" (result i32) (lower-resource Node (call answer))))
  (func free "free" (param i32))
  (func consume "consume" (param i32))
  (func look "look" (param i32) (result i32))
  (func ask "ask" (result i32)))
(import "host" (func answer "answer" (result Node)) (func beep "beep"))
(var $kept any (null))
(export
  (func _ "plain" (param $n s32) (result s32) (local $n))
  (func _ "calls" (param $tick Tick) (call-func (local $tick)))
  (func _ "beeps" (call beep))
  (func _ "make" (result Node) (lift-resource Node 1))
  (func _ "look" (param $node Node) (result s32) (as s32 (call look (lower-resource Node (local $node)))))
  (func _ "lookAtBoth" (param $node Node) (param $other Node) (result s32)
    (as s32 (+ (call look (lower-resource Node (local $node))) (call look (lower-resource Node (local $other))))))
  (func _ "lookTwice" (param $node Node) (result s32)
    (as s32 (+ (call look (lower-resource Node (local $node))) (call look (lower-resource Node (local $node))))))
  (func _ "lookAndBeep" (param $node Node) (result s32)
    (let $seen (call look (lower-resource Node (local $node))))
    (call beep)
    (as s32 (local $seen)))
  (func _ "keep" (param $node Node) (set $kept (local $node)))
  (func _ "lookAtKept" (result s32) (as s32 (call look (lower-resource Node (unbox Node (get $kept))))))
  (func _ "asks" (param $ask Ask) (result Node) (call-func (local $ask)))
  (func _ "asksInside" (result s32) (as s32 (call ask)))
  (func _ "take" (param $node Node) (call consume (take-resource Node (local $node))))
  (func _ "takeFresh" (call consume (take-resource Node (lift-resource Node 1)))))`;

const cores = async () => ({ 'core.wasm': await assembleWat('core.wat', core) });

const plain = ['plain', 'calls', 'beeps', 'make'];

/** What JavaScript looks up once, and nothing runs behind that could give it away. */
const quick = ['look', 'lookAtBoth'];

test('generated JavaScript', async () => {
  const code = await compileToJs(source, 'case.itl', await cores());
  const [, exports = ''] = code.split('const exports = {');
  const parts = exports.split('if (!state.isLive) tooLate(').slice(1);
  const untracked = parts.filter((part) => !part.includes('beginUse')).map((part) => /'(\w+)'/.exec(part)?.[1]);
  expect(parts.length).toBe(14);
  expect(untracked).toEqual([...plain, ...quick]);
});

test('adapters', async () => {
  const { wasm } = await compileWithCores(source, 'case.itl', await cores());
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(wasm as BufferSource), 'itl');
  const { exports } = JSON.parse(new TextDecoder().decode(section)) as {
    exports: Record<string, { readonly plain?: true }>;
  };
  const untracked = Object.entries(exports).flatMap(([name, json]) => (json.plain ? [name] : []));
  expect(untracked).toEqual(plain);
});

test('where nothing is given away, no call is', async () => {
  const without = source.replace(/\(call consume [^\n]*/g, '(call beep))').concat(')');
  expect(without).not.toContain('take-resource');
  const code = await compileToJs(without, 'case.itl', await cores());
  expect(code).not.toContain('beginUse');
});
