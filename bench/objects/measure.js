/** Nanoseconds for what objects of C++ are used for. */
import { least } from '../least.js';

const TURNS = 20_000;
const CALLS = 1000;

export function measureObjects({ counter, share, total }) {
  const one = counter();
  if (one.next() !== 2 || total(3) !== 6) throw new Error('wrong result');
  return {
    'a method': least(() => one.next(), TURNS),
    'an instance, made and disposed of': least(() => counter().dispose(), TURNS),
    'a shared object, taken and disposed of': least(() => share().dispose(), TURNS),
    'a virtual call into JavaScript': least(() => total(CALLS), TURNS) / CALLS,
  };
}
