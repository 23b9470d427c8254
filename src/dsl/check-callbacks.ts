/** Where callbacks stand: as parameters of functions that C++ defines, and nowhere else. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { misplacedCallback, reservedDslName, secondRetained } from '../diagnostics/dsl.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { Span } from '../source/source-map.ts';
import type { DslCallback, DslFunction, DslModule, DslNamedType, DslType } from './model.ts';
import { namesIn } from './names-in.ts';
import { relaysOf } from './relays.ts';
import { TypeTable } from './type-table.ts';

export function checkCallbacks(module: DslModule, errors: ErrorList): void {
  const names = new Set(module.types.flatMap((type) => (type.kind === 'callback' ? [type.name] : [])));
  const context: Context = { names, errors };
  for (const func of module.imports.flatMap((each) => each.functions)) {
    for (const { type, span } of func.params) refuse(type, 'a parameter of an import', span, context);
    refuse(func.result, 'a result', func.span, context);
  }
  for (const func of module.exports) checkDefined(func, true, context);
  for (const type of module.types) checkType(type, context);
}

/**
 * Names that C++ has for the relays of callbacks.
 * @param module - without errors
 */
export function relayClashes(module: DslModule): readonly Diagnostic[] {
  const relays = relaysOf(module, new TypeTable(module));
  const imported = module.imports.flatMap(({ functions }) => functions);
  return [...module.types, ...imported, ...module.exports].flatMap(({ name, span }) => {
    const [callback] = relays.get(name) ?? [];
    return callback
      ? [reservedDslName(name, `C++ calls '${callback.name}' through a function of that name`, span)]
      : [];
  });
}

interface Context {
  /** Of callbacks. */
  readonly names: ReadonlySet<string>;
  readonly errors: ErrorList;
}

/** @param isReleasable - whether JavaScript may get an object to release a retained callback with */
function checkDefined(func: DslFunction, isReleasable: boolean, context: Context): void {
  for (const { type, span } of func.params) {
    if (type.kind !== 'named') refuse(type, 'a part of another type', span, context);
  }
  refuse(func.result, 'a result', func.span, context);
  const [first, second] = func.params.filter(({ type }) => type.kind === 'named' && type.retained);
  if (isReleasable && func.result === undefined && first && second) {
    context.errors.add(secondRetained(func.name, second.span, first.span));
  }
}

function checkType(type: DslNamedType, context: Context): void {
  switch (type.kind) {
    case 'struct':
      for (const field of type.fields) refuse(field.type, 'a field', field.span, context);
      return;
    case 'variant':
      for (const each of type.cases) refuse(each.type, 'a part of a variant', each.span, context);
      return;
    case 'class':
      for (const property of type.properties) refuse(property.type, 'a property', property.span, context);
      for (const func of [...type.methods, ...type.statics]) checkDefined(func, true, context);
      for (const func of type.constructors) checkDefined(func, false, context);
      return;
    case 'callback':
      return checkCallback(type, context);
    // Its members are imports.
    case 'imported':
    case 'enum':
    case 'flags':
      return;
  }
}

function checkCallback({ params, result, span }: DslCallback, context: Context): void {
  for (const param of params) refuse(param.type, 'a parameter of a callback', param.span, context);
  refuse(result, 'a result', span, context);
}

function refuse(type: DslType | undefined, where: string, span: Span, { names, errors }: Context): void {
  const found = namesIn(type).find((name) => names.has(name));
  if (found !== undefined) errors.add(misplacedCallback(found, where, span));
}
