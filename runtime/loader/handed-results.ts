/** JavaScript that makes a record or variant of the parts that an export's double has left in the adapter's memory. */
import type { TypeDefinitionJson, TypeJson } from '../abi.ts';
import { integerRange } from '../values/primitives.ts';
import { type TypedArrayConstructor, viewClass } from '../values/typed-arrays.ts';
import { keyOf, quoted } from './generate.ts';

type Types = ReadonlyMap<string, TypeDefinitionJson>;
type Members = readonly (readonly [name: string, type: TypeJson])[];

/** The function `make` of what the double has returned, and the views of memory that it reads. */
export interface HandedResult {
  readonly code: string;
  readonly views: readonly TypedArrayConstructor[];
}

export const viewName = (View: TypedArrayConstructor): string => `r${View.name}`;

/** Records of more come whole. */
const mostFields = 8;

/** @param results - the address of the parts */
export function takeResult(type: TypeJson, results: number, types: Types): HandedResult {
  const views = new Set<TypedArrayConstructor>();

  /** The part at a place: 0 is the case's number. */
  function part(type: TypeJson, place: number): string {
    const View = viewOf(type);
    views.add(View);
    const item = `${viewName(View)}[${(results + 8 * place) / View.BYTES_PER_ELEMENT}]`;
    return type === 'bool' ? `${item} !== 0` : item;
  }

  const fieldsOf = (type: TypeJson | null): Members | undefined => {
    const [kind, ...fields] = (typeof type === 'string' && types.get(type.slice(1))) || [];
    const members = fields as unknown as Members;
    const isPlain = members.length > 0 && members.length <= mostFields && members.every(([, field]) => isScalar(field));
    return kind === 'record' && isPlain ? members : undefined;
  };

  const record = (fields: Members): string =>
    `{ ${fields.map(([name, field], index) => `${keyOf(name)}: ${part(field, 1 + index)}`).join(', ')} }`;

  function payload(type: TypeJson): string {
    const fields = fieldsOf(type);
    if (fields) return record(fields);
    return isScalar(type) ? part(type, 1) : 'payload';
  }

  function choice(cases: readonly (readonly [name: string, type: TypeJson | null])[]): string {
    const arms = cases.map(([name, type], index) => {
      const made = `{ tag: ${quoted(name)}${type === null ? '' : `, val: ${payload(type)}`} }`;
      return `${index === cases.length - 1 ? 'default' : `case ${index}`}: return ${made};`;
    });
    return `switch (${part('s32', 0)}) { ${arms.join(' ')} }`;
  }

  const fields = fieldsOf(type);
  const [, ...cases] = types.get(String(type).slice(1)) ?? [];
  const returned = fields ? `return ${record(fields)};` : choice(cases as never);
  const renewed = [...views].map((View) => {
    const name = viewName(View);
    return `if (${name}.length === 0) ${name} = area.view(${View.name});`;
  });
  return { code: `const make = (payload) => { ${renewed.join(' ')} ${returned} };`, views: [...views] };
}

const isScalar = (type: TypeJson): boolean =>
  type === 'bool' || integerRange(type) !== undefined || viewClass(type) !== undefined;

/** Integers of less than 32 bits come as 32. */
function viewOf(type: TypeJson): TypedArrayConstructor {
  if (type === 'u32') return Uint32Array;
  return type === 'bool' || integerRange(type) ? Int32Array : (viewClass(type) as TypedArrayConstructor);
}
