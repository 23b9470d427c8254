/** The WebAssembly module with which generated JavaScript has the engine compare the types of a core module's functions. */
import { functionType, leb, name, type PointerSignature, section } from './pointer-module.ts';

/** Imports a function of each of the signatures, as "" "0", "" "1" and so on. */
export function signatureModule(signatures: readonly PointerSignature[]): Uint8Array {
  const keys = signatures.map(({ params, results }) => `${params}:${results}`);
  const types = [...new Set(keys)];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      types.map((key) => {
        const [params = '', results = ''] = key.split(':');
        return functionType(params, results);
      }),
    ),
    ...section(
      2,
      keys.map((key, index) => [...name(''), ...name(`${index}`), 0, ...leb(types.indexOf(key))]),
    ),
  ]);
}
