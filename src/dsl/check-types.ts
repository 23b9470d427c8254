/** What a type or a signature may hold, and how much of it. */

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { emptyType, storedObjects, tooManyMembers, tooManyParameters } from '../diagnostics/dsl.ts';
import { givenInside } from '../diagnostics/dsl-types.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import { innerTypes } from './inner-types.ts';
import type { DslCallback, DslFunction, DslModule, DslNamedType, DslType } from './model.ts';
import { TypeTable } from './type-table.ts';

/** Flags are the bits of 32, a variant's tag is a byte, and engines take no more parameters. */
const limits = { flags: 32, variant: 256, struct: 1000, enum: 10_000, function: 1000 } as const;

const phrases = { flags: 'a type of flags', variant: 'a variant', struct: 'a struct', enum: 'an enum' } as const;

export function checkTypes(module: DslModule, errors: ErrorList): void {
  checkGiven(module, errors);
  for (const type of module.types) checkSize(type, errors);
  for (const each of functionsOf(module)) {
    if (each.params.length > limits.function)
      errors.add(tooManyParameters(each.name, each.params.length, limits.function, each.span));
  }
}

/** Objects that JavaScript gives away: one by one, as parameters of what C++ defines. */
function checkGiven({ types, exports }: DslModule, errors: ErrorList): void {
  for (const { params } of [...exports, ...membersOf(types)]) {
    for (const { type, span } of params) {
      const given = type.kind === 'named' ? undefined : ownedIn(type);
      if (given !== undefined) errors.add(givenInside(given, span));
    }
  }
}

/** The class of an object in it that changes hands. A function is handed its arguments one by one. */
function ownedIn(type: DslType): string | undefined {
  if (type.kind === 'named') return type.ownership === 'own' ? type.name : undefined;
  if (type.kind === 'function') return undefined;
  return innerTypes(type)
    .map(ownedIn)
    .find((name) => name !== undefined);
}

function checkSize(type: DslNamedType, errors: ErrorList): void {
  if (type.kind === 'class' || type.kind === 'imported' || type.kind === 'callback') return;
  const { kind, name, span } = type;
  const [count, member] = type.kind === 'struct' ? [type.fields.length, 'field'] : [type.cases.length, 'case'];
  if (count === 0) errors.add(emptyType(phrases[kind], name, member, span));
  if (count > limits[kind]) errors.add(tooManyMembers(phrases[kind], name, count, limits[kind], span));
}

/**
 * Properties through which JavaScript's objects would get into structures of C++'s. An object by itself is copied.
 *
 * @param module - without errors
 */
export function storedObjectsIn(module: DslModule): readonly Diagnostic[] {
  const types = new TypeTable(module);
  return module.types.flatMap((owner) =>
    owner.kind !== 'class'
      ? []
      : owner.properties
          .filter(
            ({ type, readonly: isReadonly }) =>
              !isReadonly &&
              !types.isObject(type) &&
              types.partsOf(type).some((part) => types.isObject(part) && !types.isShared(part)),
          )
          .map(({ name, span }) => storedObjects(name, owner.name, span)),
  );
}

/** All of the module, callbacks and members of classes among them. */
function functionsOf({ types, imports, exports }: DslModule): readonly (DslFunction | DslCallback)[] {
  const callbacks = types.filter((type) => type.kind === 'callback');
  return [...callbacks, ...membersOf(types), ...imports.flatMap((each) => each.functions), ...exports];
}

const membersOf = (types: readonly DslNamedType[]): readonly DslFunction[] =>
  types.flatMap((type) => (type.kind === 'class' ? [...type.constructors, ...type.methods, ...type.statics] : []));
