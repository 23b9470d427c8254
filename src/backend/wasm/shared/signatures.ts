/** `(param …)` and `(result …)` of a component's functions. */
import type { AdapterFunction, Callee, ImportedFunction } from '../../../ir/ir.ts';
import { resultType } from '../../../ir/types.ts';
import { signatureClauses } from './host-imports.ts';
import { wasmTypeOf } from './wasm-types.ts';
import { identifier, type Wat, watString } from './wat.ts';

/** Several results of a core function are several values, of any other function one tuple. */
export function signatureOf({ kind, params, results }: Callee): readonly Wat[] {
  const given = kind === 'core' ? results : [resultType(results)].filter((type) => type.kind !== 'none');
  return signatureClauses({ params: params.map((local) => wasmTypeOf(local.type)), results: given.map(wasmTypeOf) });
}

/** As a core module has it that imports the function: several results are several values. */
export const servingSignature = ({ params, results }: AdapterFunction): readonly Wat[] =>
  signatureClauses({ params: params.map((local) => wasmTypeOf(local.type)), results: results.map(wasmTypeOf) });

export function emitImport(callee: ImportedFunction): Wat {
  const { name, module, field } = callee;
  return ['import', watString(module), watString(field), ['func', identifier(name), ...signatureOf(callee)]];
}
