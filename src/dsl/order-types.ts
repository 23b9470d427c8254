/** The order in which C++ can take types: each behind those that it holds by value. */
import { endlessStruct } from '../diagnostics/dsl.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { DslNamedType, DslType } from './model.ts';

/** Types that hold themselves by value are reported, a circle once. */
export function orderTypes(types: readonly DslNamedType[], errors: ErrorList): readonly DslNamedType[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const ordered = new Set<DslNamedType>();
  const reported = new Set<DslNamedType>();
  for (const type of types) visit(type, { byName, ordered, reported, errors });
  return [...ordered];
}

interface Order {
  readonly byName: ReadonlyMap<string, DslNamedType>;
  readonly ordered: Set<DslNamedType>;
  readonly reported: Set<DslNamedType>;
  readonly errors: ErrorList;
}

interface Step {
  readonly type: DslNamedType;
  readonly held: Iterator<string>;
}

/** Depth first, with a stack of its own: a chain of types may be long. */
function visit(root: DslNamedType, order: Order): void {
  if (order.ordered.has(root)) return;
  const path: Step[] = [stepOf(root)];
  const onPath = new Set([root]);
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const next = step.held.next();
    if (next.done) {
      order.ordered.add(step.type);
      onPath.delete(step.type);
      path.pop();
      continue;
    }
    const type = order.byName.get(next.value);
    if (type === undefined || order.ordered.has(type)) continue;
    if (onPath.has(type)) reportCircle(type, path, order);
    else {
      path.push(stepOf(type));
      onPath.add(type);
    }
  }
}

const stepOf = (type: DslNamedType): Step => ({ type, held: heldByValue(type)[Symbol.iterator]() });

function reportCircle(type: DslNamedType, path: readonly Step[], { reported, errors }: Order): void {
  const types = path.map((step) => step.type);
  const circle = types.slice(types.indexOf(type));
  // Classes that extend themselves are told of where their bases are checked.
  if (type.kind === 'class' || type.kind === 'imported' || circle.some((each) => reported.has(each))) return;
  for (const each of circle) reported.add(each);
  const names = [...circle, type].map((each) => each.name);
  const shown = names.length > 8 ? [...names.slice(0, 4), '…', ...names.slice(-3)] : names;
  errors.add(endlessStruct(type.name, shown.join(' → '), type.span));
}

/** Names of the types that are a part of it in memory. Lists, classes and callbacks are held by pointer or handle. */
function heldByValue(type: DslNamedType): readonly string[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.flatMap((field) => partsOf(field.type));
    case 'variant':
      return type.cases.flatMap((each) => (each.type ? partsOf(each.type) : []));
    // What it extends has its handles.
    case 'class':
    case 'imported':
      return type.base === undefined ? [] : [type.base];
    case 'enum':
    case 'flags':
    case 'callback':
      return [];
  }
}

function partsOf(type: DslType): readonly string[] {
  switch (type.kind) {
    case 'named':
      return [type.name];
    case 'fixed':
      return partsOf(type.element);
    case 'option':
      return partsOf(type.value);
    case 'tuple':
      return type.items.flatMap(partsOf);
    case 'result':
      return [type.ok, type.error].flatMap((part) => (part ? partsOf(part) : []));
    case 'scalar':
    case 'c-string':
    case 'std-string':
    case 'wide-string':
    case 'time':
    case 'list':
    case 'map':
    case 'set':
    case 'any':
    case 'function':
      return [];
  }
}
