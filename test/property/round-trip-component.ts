/** A component that takes values of given types apart into a core module's memory and puts them together again. */
import { definitionText, everyType, type InterfaceType, isNamed, isRecursive, typeText } from './interface-type.ts';
import { layoutOf } from './layout.ts';
import { lift } from './lift.ts';
import { allocate, lower } from './lower.ts';
import { type Style, Writer } from './writer.ts';

export interface RoundTripComponent {
  readonly itl: string;
  /** Of module `host`, besides the `giveN`: each gives back its argument. */
  readonly identities: readonly string[];
}

/**
 * For the type at index N: `roundN` takes and gives a value, `importN` gives what `host.giveN` gives, `callbackN` gives
 * what its first argument, a function, makes of the second; each by way of memory. `live` counts allocations. `keep` makes a
 * callback, which `fire` calls through the core module.
 */
export function roundTripComponent(types: readonly InterfaceType[], style: Style): RoundTripComponent {
  const writer = new Writer(types.some(isRecursive) ? 'functions' : style);
  const definitions = types.flatMap(everyType).filter(isNamed).map(definitionText);
  const exports = [...types.flatMap((type, index) => exportsFor(type, index, writer)), ...ownExports];
  const imports = types.map((type, index) => `(func give${index} "give${index}" (result ${typeText(type)}))`);
  const itl = [
    ...(definitions.length > 0 ? [`(types\n  ${definitions.join('\n  ')})`] : []),
    `(import "host"\n  ${imports.join('\n  ')})`,
    coreModule,
    ...writer.functions,
    `(export\n  ${exports.join('\n  ')})`,
  ].join('\n');
  return { itl, identities: [...itl.matchAll(/"(as-function-[^"]+)"/g)].map(([, name = '']) => name) };
}

const coreModule = `(module core "core.wasm"
  (import "libadapters" (relay ip))
  (func fire "fire" (param i32) (result i32))
  (func malloc "malloc" (param i32) (result i32))
  (func free "free" (param i32))
  (func mark "mark" (result i32))
  (func release "release" (param i32))
  (func same "same" (param i32) (result i32))
  (func live "live" (result i32))
  (func reset "reset"))
(func _answer (param (func (result s32))) (result i32) (as i32 (call-func (local 0))))`;

const ownExports = [
  '(func _ "keep" (param $answer (func (result s32))) (result u32) (as u32 (lower-func ip _answer (local $answer))))',
  '(func _ "fire" (param $id u32) (result s32) (as s32 (call fire (as i32 (local $id)))))',
  '(func _ "live" (result u32) (as u32 (call live)))',
  '(func _ "reset" (call reset))',
];

function exportsFor(type: InterfaceType, index: number, writer: Writer): readonly string[] {
  const text = typeText(type);
  const taken = '(local $value)';
  const called = '(call-func (local $callback) (local $value))';
  return [
    `(func _ "round${index}" (param $value ${text}) (result ${text})\n    ${throughMemory(type, taken, writer)})`,
    `(func _ "import${index}" (result ${text})\n    ${throughMemory(type, `(call give${index})`, writer)})`,
    `(func _ "callback${index}" (param $callback (func (param ${text}) (result ${text}))) (param $value ${text}) (result ${text})\n    ${throughMemory(type, called, writer)})`,
  ];
}

function throughMemory(type: InterfaceType, value: string, writer: Writer): string {
  const [given, slot, back] = [writer.fresh('_given'), writer.fresh('slot'), writer.fresh('_back')];
  const mark = writer.fresh('mark');
  const marked = [`(let ${mark} (call mark))`, `(defer (call release (local ${mark})))`];
  // A parameter that is taken apart where it stands may come in parts.
  const isLocal = value.startsWith('(local ');
  const lines = [
    ...(writer.style === 'functions' ? marked : []),
    ...allocate(slot, String(layoutOf(type).size), writer),
    ...(isLocal ? [] : [`(let ${given} ${value})`]),
    ...lower(type, isLocal ? value : `(local ${given})`, { local: slot, offset: 0 }, writer),
    `(let ${back} (call same (local ${slot})))`,
    lift(type, { local: back, offset: 0 }, writer),
  ];
  return lines.join('\n    ');
}

/**
 * The core module. Allocations never move and never come back, so that nothing hides a use after `free`, which fills
 * what it frees; `live` counts them. `reset` begins anew.
 */
export const coreWat = `(module
  (import "libadapters" "ip" (func $ip (param i32) (result i32)))
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 1024))
  (global $live (mut i32) (i32.const 0))
  (func (export "fire") (param i32) (result i32) (call $ip (local.get 0)))
  (func (export "live") (result i32) (global.get $live))
  (func (export "reset") (global.set $top (i32.const 1024)) (global.set $live (i32.const 0)))
  ;; Eight bytes before each allocation: its size, and 1 while it is live.
  (func (export "malloc") (param $size i32) (result i32)
    (local $at i32)
    (local.set $at (i32.add (global.get $top) (i32.const 8)))
    (global.set $top (i32.and (i32.add (i32.add (local.get $at) (local.get $size)) (i32.const 7)) (i32.const -8)))
    (block $enough
      (loop $grow
        (br_if $enough (i32.le_u (global.get $top) (i32.mul (memory.size) (i32.const 65536))))
        (br_if $grow (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
      (unreachable))
    (i32.store (i32.sub (local.get $at) (i32.const 8)) (local.get $size))
    (i32.store (i32.sub (local.get $at) (i32.const 4)) (i32.const 1))
    (memory.fill (local.get $at) (i32.const 0xcd) (local.get $size))
    (global.set $live (i32.add (global.get $live) (i32.const 1)))
    (local.get $at))
  (func $free (export "free") (param $at i32)
    (if (i32.ne (i32.load (i32.sub (local.get $at) (i32.const 4))) (i32.const 1)) (then (unreachable)))
    (i32.store (i32.sub (local.get $at) (i32.const 4)) (i32.const 0))
    (memory.fill (local.get $at) (i32.const 0xdd) (i32.load (i32.sub (local.get $at) (i32.const 8))))
    (global.set $live (i32.sub (global.get $live) (i32.const 1))))
  (func (export "mark") (result i32) (global.get $top))
  ;; Frees what was allocated since.
  (func (export "release") (param $mark i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $mark) (global.get $top)))
        (call $free (i32.add (local.get $mark) (i32.const 8)))
        (local.set $mark
          (i32.and
            (i32.add (i32.add (local.get $mark) (i32.const 15)) (i32.load (local.get $mark)))
            (i32.const -8)))
        (br $next))))
  (func (export "same") (param $at i32) (result i32) (local.get $at)))`;
