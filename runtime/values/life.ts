/** Whether an instance can be called: not once it was disposed of, nor once a trap has left it in the middle of something. */
import { ItlTypeError } from './errors.ts';

export interface Life {
  isLive: boolean;
  /** Once it has trapped: what calls then end with. */
  trapped?: (who: string) => Error;
  /** What its user wants, once that is known. */
  options?: LifeOptions;
}

export interface LifeOptions {
  /**
   * What becomes of calls once the instance has trapped in the middle of something: `'refuse'`, the default, or `'continue'` with
   * whatever the trap has left.
   */
  readonly afterTrap?: 'refuse' | 'continue';
  /** Called when the component finds that a memory of a core module has grown: views of its old buffer are empty now. */
  // A method: who takes a WebAssembly.Memory will do, and those without the library of the DOM have no name for it.
  onMemoryGrowth?(memory: { readonly buffer: ArrayBuffer | SharedArrayBuffer }, path: string): void;
}

/** An export was called after the instance's end. */
export function refuseCall({ trapped }: Life, who: string): never {
  throw trapped?.(who) ?? new ItlTypeError(`${who}: the instance was disposed of`);
}
