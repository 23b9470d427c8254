/** C signatures in letters, as Emscripten writes them: the result's first, `v` for none. */
import { type CoreName, simple, type Type } from './types.ts';

/** What a relay's name says of it: `ipii` is `(param i32 i32 i32) (result i32)`, the callback's id first. */
export interface RelaySignature {
  readonly text: string;
  /** Behind the id. */
  readonly params: readonly Type[];
  readonly results: readonly Type[];
}

/** Pointers are i32: core modules are wasm32. */
const letters: Readonly<Record<string, CoreName>> = { i: 'i32', p: 'i32', j: 'i64', f: 'f32', d: 'f64' };

/** The letters of the result, of the id (`p` or `i`) and of the arguments; undefined for anything else. */
export function relaySignature(text: string): RelaySignature | undefined {
  if (!/^[vipjfd][ip][ipjfd]*$/.test(text)) return undefined;
  const [result = '', , ...params] = text;
  return { text, params: params.map(typeOf), results: result === 'v' ? [] : [typeOf(result)] };
}

/** The letters of the result and of the parameters; undefined for anything else. */
export function functionSignatureOf(text: string): Extract<Type, { kind: 'func' }> | undefined {
  if (!/^[vipjfd][ipjfd]*$/.test(text)) return undefined;
  const [result = '', ...params] = text;
  return { kind: 'func', params: params.map(typeOf), results: result === 'v' ? [] : [typeOf(result)] };
}

const typeOf = (letter: string): Type => simple(letters[letter] ?? 'i32');
