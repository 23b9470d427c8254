/** What JavaScript can write in several ways comes out as the type has it: no zero of an integer has a sign, an f32 is rounded. */
import { expect, test } from 'vitest';
import { componentOf, targets } from '../harness/targets.ts';

const third = 1 / 3;

const source = `
(types (record Point (x s32) (y f32)) (variant Shape (side s32) none))
(import "host" (func next "next" (result s32)) (func part "part" (result f32)))
(export
  (func _ "number" (param $n s32) (result s32) (local $n))
  (func _ "float" (param $n f32) (result f32) (local $n))
  (func _ "same" (param $p Point) (result Point) (local $p))
  (func _ "x" (param $p Point) (result s32) (read-field Point x (local $p)))
  (func _ "y" (param $p Point) (result f32) (read-field Point y (local $p)))
  (func _ "option" (param $n (option s32)) (result (option s32)) (local $n))
  (func _ "pair" (param $p (tuple s32 f32)) (result (tuple s32 f32)) (local $p))
  (func _ "shape" (param $s Shape) (result Shape) (local $s))
  (func _ "side" (param $s Shape) (result s32) (match (local $s) (case side $n (local $n)) (case none 0)))
  (func _ "next" (result s32) (call next))
  (func _ "part" (result f32) (call part))
  (func _ "sum" (param $n s32) (result (tuple s32 f32)) (make-tuple (+ (local $n) (call next)) (call part)))
  (func _ "call" (param $f (func (result s32))) (result s32) (call-func (local $f))))`;

test.each(targets)('numbers come out as their types have them, %s', async (target) => {
  const instantiate = await componentOf({ target }, source);
  const all = await instantiate({ host: { next: () => -0, part: () => third } });
  const rounded = Math.fround(third);
  expect([all.number(-0), all.x({ x: -0, y: 1 }), all.option(-0), all.next(), all.call(() => -0)]).toEqual([
    0, 0, 0, 0, 0,
  ]);
  expect([all.float(third), all.y({ x: 1, y: third }), all.part()]).toEqual([rounded, rounded, rounded]);
  expect(all.same({ x: -0, y: third })).toEqual({ x: 0, y: third });
  expect(all.pair([-0, third])).toEqual([0, third]);
  expect([all.shape({ tag: 'side', val: -0 }), all.side({ tag: 'side', val: -0 })]).toEqual([
    { tag: 'side', val: 0 },
    0,
  ]);
  expect(all.sum(-0)).toEqual([0, rounded]);
});
