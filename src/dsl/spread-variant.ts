/**
 * Exports that the core module has once for each case of a variant: what the case holds comes as arguments, so that nothing has to
 * be written to memory to say which case it is, and only what needs memory takes some.
 */
import { type CoreExport, coreName } from './core-names.ts';
import type { DslFunction, DslParam, DslType } from './model.ts';
import type { TypeTable } from './type-table.ts';

export interface SpreadCase {
  readonly name: string;
  /** Which of the variant's it is. */
  readonly index: number;
  /** What it holds. */
  readonly type: DslType | undefined;
  /** The name of the core module's export for it. */
  readonly coreName: string;
}

export interface Spread {
  /** The parameter; all others are handed over as ever. */
  readonly param: DslParam;
  readonly cases: readonly SpreadCase[];
}

/** What is lowered for a call: for a spread variant what its cases hold. */
export const loweredTypes = ({ params }: DslFunction, spread: Spread | undefined): readonly DslType[] =>
  params.flatMap((param) =>
    param === spread?.param ? spread.cases.flatMap(({ type }) => (type ? [type] : [])) : [param.type],
  );

/** The function of one case. */
export const withPayload = (func: DslFunction, { param }: Spread, { type }: SpreadCase): DslFunction => ({
  ...func,
  params: func.params.flatMap((each) => (each === param ? (type ? [{ ...each, type }] : []) : [each])),
});

/** Of more there would be too many functions. */
const mostCases = 8;

/** The first variant among the parameters of a function that is known to leave it as it is. */
export function spreadOf(item: CoreExport, types: TypeTable): Spread | undefined {
  if (item.kind !== 'function' || item.func.isAsync || !isDeclaredByBlock(item.func, types)) return undefined;
  if (item.func.params.some(({ type }) => type.kind === 'named' && type.ownership === 'own')) return undefined;
  for (const param of item.func.params) {
    const cases = param.value ? undefined : casesOf(param.type, types);
    if (!cases?.every(({ type }) => type === undefined || isSpreadable(type, types))) continue;
    const named = cases.map(({ name, type }, index) => ({ name, type, index, coreName: `${coreName(item)}:${name}` }));
    return { param, cases: named };
  }
  return undefined;
}

/** Whether the block declares the user's function, and so how it takes its parameters: see `declareExport`. */
export const isDeclaredByBlock = ({ cpp, result }: DslFunction, types: TypeTable): boolean =>
  cpp === undefined && !(result && types.isObject(result.kind === 'option' ? result.value : result));

function casesOf(
  type: DslType,
  types: TypeTable,
): readonly { readonly name: string; readonly type?: DslType | undefined }[] | undefined {
  const named = type.kind === 'named' ? types.named(type.name) : undefined;
  return named?.kind === 'variant' && named.cases.length <= mostCases ? named.cases : undefined;
}

/** Whether a payload is the same as an argument and inside of a variant. */
const isSpreadable = (type: DslType, types: TypeTable): boolean =>
  !(type.kind === 'c-string' && type.owned) &&
  !types.isMapped(type) &&
  types
    .partsOf(type)
    .every((part) => part.kind !== 'function' && !types.isObject(part) && types.callbackOf(part) === undefined);
