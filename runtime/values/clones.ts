/** `clone()`: an instance that several hold, each of whom disposes of it. */
import { disposeSymbol } from './dispose-symbol.ts';

type Method = (this: object) => unknown;

/**
 * The instance stays one; its `dispose()` has an effect when everybody who has cloned it has called it too.
 *
 * @param prototype - its `clone` gives the instance itself where that is of use
 */
export function addClone(prototype: object): void {
  const { clone: check, dispose: end } = prototype as Readonly<Record<'clone' | 'dispose', Method>>;
  const clones = new WeakMap<object, number>();
  const countOf = (instance: object): number => clones.get(instance) ?? 0;
  function clone(this: object): unknown {
    const instance = check.call(this);
    clones.set(this, countOf(this) + 1);
    return instance;
  }
  function dispose(this: object): void {
    const count = countOf(this);
    if (count) clones.set(this, count - 1);
    else end.call(this);
  }
  for (const [key, value] of [
    ['clone', clone],
    ['dispose', dispose],
    [disposeSymbol, dispose],
  ] as const)
    Object.defineProperty(prototype, key, { configurable: true, writable: true, value });
}
