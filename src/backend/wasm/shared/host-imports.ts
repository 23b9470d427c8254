import {
  type Carrier,
  carrierOfScalar,
  carrierWasmType,
  type HostFamily,
  type HostFunctionName,
  type HostSignature,
  hostFunctions,
  RUNTIME_MODULE,
  type ScalarName,
  type WasmType,
} from '../../../../runtime/abi.ts';
import type { Names } from './names.ts';
import { Uses } from './uses.ts';
import { identifier, type Wat, watString } from './wat.ts';

interface HostImport {
  readonly id: string;
  readonly signature: HostSignature;
}

/** The functions that the adapter takes from the loader: those with a place of their own, then the others in order of first use. */
export class HostImports {
  readonly #imports = new Uses<HostImport>();
  readonly #names: Names;
  /** Identifiers by name, in the order in which these stand. Nothing else has one of them, also where they are not used. */
  readonly #first: ReadonlyMap<string, string>;

  constructor(names: Names, first: readonly HostFunctionName[]) {
    this.#names = names;
    this.#first = new Map(first.map((name) => [name, names.freeFunction(idFor(name))]));
  }

  /** The identifier of a host function, importing it at first use. */
  use(name: HostFunctionName): string {
    return this.#import(name, hostFunctions[name]);
  }

  /** A member of a family: `family:argument`. */
  useFamily(family: HostFamily, argument: string, signature: HostSignature): string {
    return this.#import(`${family}:${argument}`, signature);
  }

  #import(field: string, signature: HostSignature): string {
    const made = () => ({ id: this.#first.get(field) ?? this.#names.freeFunction(idFor(field)), signature });
    return this.#imports.get(field, made).id;
  }

  /** The imports. From then on there cannot be more. */
  seal(): readonly Wat[] {
    const used = new Map(this.#imports.seal());
    const first = [...this.#first.keys()].filter((field) => used.has(field));
    const all = new Map([...first.map((field) => [field, used.get(field) as HostImport] as const), ...used]);
    return [...all].map(([field, { id, signature }]) => {
      return ['import', watString(RUNTIME_MODULE), watString(field), ['func', id, ...signatureClauses(signature)]];
    });
  }
}

/** The original ABI's modules call the two reference functions by their bare names. */
const idFor = (field: string): string =>
  field === 'ref_to_i32' || field === 'i32_to_ref' ? identifier(field) : identifier(`_it_${field}`);

/** `(param …)` and `(result …)`, each only where there is one. */
export function signatureClauses({ params, results }: HostSignature): Wat[] {
  return [clause('param', params), clause('result', results)].filter((part) => part.length > 1);
}

const clause = (head: string, types: readonly WasmType[]): readonly string[] => [head, ...types];

/** Signatures of the families, as `runtime/abi.ts` describes them. */
export const familySignatures = {
  load: (scalar: ScalarName) => signature(['externref', 'i32', 'i32'], scalarWasm(scalar)),
  store: (scalar: ScalarName) => signature(['externref', 'i32', 'i32', scalarWasm(scalar)]),
  global_get: (type: WasmType) => signature(['externref', 'i32'], type),
  global_set: (type: WasmType) => signature(['externref', 'i32', type]),
  memoryToRef: signature(['externref', 'i32', 'i32', 'i32'], 'externref'),
  refToRef: signature(['externref'], 'externref'),
  refToMemory: signature(['externref', 'i32', 'externref', 'i32']),
  array_new: signature(['i32'], 'externref'),
  list_new: signature([], 'externref'),
  list_add: (carrier: Carrier) => signature(['externref', carrierWasmType[carrier]]),
  array_set: (carrier: Carrier) => signature(['externref', 'i32', carrierWasmType[carrier]]),
  array_get: (carrier: Carrier) => signature(['externref', 'i32'], carrierWasmType[carrier]),
  make: (carriers: readonly Carrier[]) => signature(wasmTypes(carriers), 'externref'),
  read: (carrier: Carrier) => signature(['externref'], carrierWasmType[carrier]),
  toNumber: signature(['externref'], 'i32'),
  fromNumber: signature(['i32'], 'externref'),
  lend: signature(['i32', 'externref'], 'externref'),
  call: (params: readonly Carrier[], result: Carrier | undefined) =>
    signature(['externref', ...wasmTypes(params)], result && carrierWasmType[result]),
} as const;

function signature(params: readonly WasmType[], result?: WasmType): HostSignature {
  return { params, results: result ? [result] : [] };
}

const wasmTypes = (carriers: readonly Carrier[]): WasmType[] => carriers.map((carrier) => carrierWasmType[carrier]);

const scalarWasm = (scalar: ScalarName): WasmType => carrierWasmType[carrierOfScalar[scalar]];
