/** A method of a class of JavaScript's that the component calls before there is an instance. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const itl = `
(types (resource Shape (drop forget)) (func Name (result string)))
(import "host" (func log "log" (param string)))
(func forget (param i32))
(export
  (func _ "[extend:name]Shape" (param $name Name) (param $n s32) (result Shape)
    (if (== (local $n) 0) (call log (call-func (local $name))))
    (lift-resource Shape (as i32 (local $n)))))`;

describe.each(targets)('target %s', (target) => {
  test('is refused', async () => {
    const lib = await start(target, itl, { imports: { host: { log: () => {} } } });
    const { Shape } = lib as unknown as { readonly Shape: new (n: number) => object };
    class Circle extends Shape {
      name(): string {
        return 'circle';
      }
    }
    expect(new Circle(1)).toBeInstanceOf(Circle);
    const { name, message } = thrownBy(() => new Circle(0));
    expect(`${name}: ${message}`).toBe('ItlTypeError: name: the instance that has this method is not made yet');
  });
});
