/** `clone()`: an instance that several hold, each of whom disposes of it. */
import { disposeSymbol } from './dispose-symbol.ts';

type Method = (this: object) => unknown;

interface Cloneable {
  /** Gives the instance itself where it is of use. */
  clone: Method;
  dispose: Method;
}

/** The instance stays one; its `dispose()` has an effect when everybody who has cloned it has called it too. */
export function addClone(prototype: object): void {
  const { clone, dispose } = prototype as Cloneable;
  const held = new WeakMap<object, number>();
  const define = (key: string | symbol, value: Method): void => {
    Object.defineProperty(value, 'name', { value: typeof key === 'string' ? key : 'dispose' });
    Object.defineProperty(prototype, key, { configurable: true, writable: true, value });
  };
  define('clone', function () {
    clone.call(this);
    held.set(this, (held.get(this) ?? 0) + 1);
    return this;
  });
  for (const key of ['dispose', disposeSymbol])
    define(key, function () {
      const more = held.get(this) ?? 0;
      if (more === 0) dispose.call(this);
      else held.set(this, more - 1);
    });
}
