/** Signatures of functions: which types may stand where. */
import type { FunctionNode, Param } from '../ast/nodes.ts';
import { duplicateName } from '../diagnostics/names.ts';
import { coreTypeAtBoundary, interfaceTypeInCore, tooManyValues } from '../diagnostics/types.ts';
import type { Local } from '../ir/ir.ts';
import { partsOf } from '../ir/type-parts.ts';
import { type SimpleName, shownType, type Type } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { Environment } from './environment.ts';
import { resolveType } from './resolve-type.ts';

/**
 * `boundary`: a function of the component's own outside, interface types only. `core`: a core module's, core types only.
 * `inside`: a helper, both.
 */
export type Side = 'boundary' | 'core' | 'inside';

export interface ResolvedSignature {
  readonly params: readonly Local[];
  readonly results: readonly Type[];
}

/** Undefined after a reported error: the function is then not declared, its callers are not blamed. */
export function resolveSignature(
  node: FunctionNode,
  side: Side,
  environment: Environment,
): ResolvedSignature | undefined {
  const { signature } = node;
  reportRepeatedNames(signature.params, environment);
  reportTooMany(node, environment);
  const params = signature.params.map(({ name, type }) => {
    const resolved = resolveOn(side, type, environment);
    return resolved && { name: name?.text, type: resolved };
  });
  const results = signature.results.map((node) => resolveOn(side, node, environment));
  if (!params.every((local) => local !== undefined)) return undefined;
  return results.every((type) => type !== undefined) ? { params, results } : undefined;
}

/** The JavaScript API's limit for a function's parameters, and for its results. */
const MAX_VALUES = 1000;

function reportTooMany({ name, field, span, signature }: FunctionNode, { sink }: Environment): void {
  const shown = name?.text ?? field?.value ?? '_';
  for (const [what, { length }] of [
    ['parameters', signature.params],
    ['results', signature.results],
  ] as const) {
    if (length > MAX_VALUES) sink.add(tooManyValues(shown, what, length, (name ?? field)?.span ?? span));
  }
}

function resolveOn(side: Side, node: Param['type'], environment: Environment): Type | undefined {
  const type = resolveType(node, environment);
  return type && allowedOn(side, type, node.span, environment) ? type : undefined;
}

function reportRepeatedNames(params: readonly Param[], environment: Environment): void {
  const seen = new Map<string, Span>();
  for (const { name } of params) {
    if (!name) continue;
    const first = seen.get(name.text);
    if (first) environment.sink.add(duplicateName('parameter', name.text, name.span, first));
    else seen.set(name.text, name.span);
  }
}

export function allowedOn(side: Side, type: Type, span: Span, environment: Environment): boolean {
  const core = coreNameIn(type);
  if (side === 'boundary' && core) {
    environment.sink.add(coreTypeAtBoundary({ kind: 'simple', name: core }, span, `use ${interfaceTypeFor[core]}`));
    return false;
  }
  if (side === 'core' && !isCoreType(type)) {
    environment.sink.add(interfaceTypeInCore(shownType(type), span));
    return false;
  }
  return true;
}

const interfaceTypeFor = { i32: 's32 or u32', i64: 's64 or u64', externref: 'any' } as const;

type CoreOnlyName = keyof typeof interfaceTypeFor;

const isCoreOnly = (name: SimpleName): name is CoreOnlyName => Object.hasOwn(interfaceTypeFor, name);

export const isCoreType = (type: Type): boolean =>
  type.kind === 'simple' && (isCoreOnly(type.name) || type.name === 'f32' || type.name === 'f64');

/** The first core-only type inside a type, at any depth. */
export function coreNameIn(type: Type): CoreOnlyName | undefined {
  if (type.kind === 'simple') return isCoreOnly(type.name) ? type.name : undefined;
  return partsOf(type)
    .map(coreNameIn)
    .find((name) => name !== undefined);
}
