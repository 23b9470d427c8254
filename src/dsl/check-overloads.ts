/** Functions of one name: the arguments of JavaScript have to tell them apart. */
import { ambiguousDslOverloads } from '../diagnostics/dsl-members.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import { type ArgumentKinds, compareOverloads } from '../ir/argument-kinds.ts';
import { lineOf } from './lineage.ts';
import type { DslFunction, DslModule, DslNamedType, DslParam, DslType } from './model.ts';
import { isBuffer } from './type-table.ts';

export function checkOverloads(module: DslModule, errors: ErrorList): void {
  const types = new Map(module.types.map((type) => [type.name, type]));
  for (const functions of listsOf(module)) {
    const overloaded = functions.filter(({ overload }) => overload !== undefined);
    for (const [index, func] of overloaded.entries()) {
      const first = overloaded.slice(0, index).find((other) => isAmbiguous(other, func, types));
      if (first) errors.add(ambiguousDslOverloads(func.name, func.span, first.span));
    }
  }
}

function listsOf({ exports, types }: DslModule): readonly (readonly DslFunction[])[] {
  const classes = types.filter((type) => type.kind === 'class');
  return [exports, ...classes.flatMap(({ constructors, methods, statics }) => [constructors, methods, statics])];
}

type Types = ReadonlyMap<string, DslNamedType>;

const isAmbiguous = (left: DslFunction, right: DslFunction, types: Types): boolean =>
  left.name === right.name &&
  compareOverloads(kindsIn(left.params, types), kindsIn(right.params, types), (name) =>
    lineOf(name, types).slice(1),
  ) === 'ambiguous';

const kindsIn = (params: readonly DslParam[], types: Types): readonly ArgumentKinds[] =>
  params.map(({ type, value }) => {
    const kinds = kindsOf(type, types);
    return value && kinds ? [...kinds, 'undefined', 'null'] : kinds;
  });

function kindsOf(type: DslType, types: Types): ArgumentKinds {
  switch (type.kind) {
    case 'scalar':
      if (type.name === 'bool') return ['boolean'];
      if (type.name === 'u1') return ['number', 'boolean'];
      return [type.name === 's64' || type.name === 'u64' ? 'bigint' : 'number'];
    case 'c-string':
    case 'std-string':
    case 'wide-string':
      return ['string'];
    case 'time':
      return [type.isDate ? 'object' : 'number'];
    case 'list':
      return isBuffer(type) ? ['bytes'] : ['iterable', 'bytes'];
    case 'fixed':
      return ['iterable', 'bytes'];
    case 'map':
    case 'set':
    case 'tuple':
      return ['iterable'];
    case 'option': {
      const inner = kindsOf(type.value, types);
      return type.value.kind === 'option' ? ['object'] : inner && [...inner, 'undefined', 'null'];
    }
    case 'function':
      return ['function', 'undefined', 'null'];
    case 'result':
      return ['object'];
    case 'any':
      return undefined;
    case 'named':
      return kindsOfNamed(types.get(type.name));
  }
}

function kindsOfNamed(type: DslNamedType | undefined): ArgumentKinds {
  switch (type?.kind) {
    case 'enum':
      return ['string'];
    case 'class':
      return [`#${type.name}`];
    case 'callback':
      return ['function', 'undefined', 'null'];
    case 'struct':
    case 'flags':
    case 'variant':
      return ['object'];
    case undefined:
      return undefined;
  }
}
