/** What a type or a signature may hold, and how much of it. */
import { callbackNotYet, emptyType, tooManyMembers, tooManyParameters } from '../diagnostics/dsl.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { DslFunction, DslModule, DslNamedType, DslType } from './model.ts';

/** Flags are the bits of 32, a variant's tag is a byte, and engines take no more parameters. */
const limits = { flags: 32, variant: 256, struct: 1000, enum: 10_000, function: 1000 } as const;

const phrases = { flags: 'a type of flags', variant: 'a variant', struct: 'a struct', enum: 'an enum' } as const;

export function checkTypes(module: DslModule, errors: ErrorList): void {
  for (const type of module.types) checkSize(type, errors);
  for (const each of functionsOf(module)) {
    if (each.params.length > limits.function)
      errors.add(tooManyParameters(each.name, each.params.length, limits.function, each.span));
  }
  reportCallbacks(module, errors);
}

function checkSize(type: DslNamedType, errors: ErrorList): void {
  if (type.kind === 'class' || type.kind === 'callback') return;
  const { kind, name, span } = type;
  const [count, member] = type.kind === 'struct' ? [type.fields.length, 'field'] : [type.cases.length, 'case'];
  if (count === 0) errors.add(emptyType(phrases[kind], name, member, span));
  if (count > limits[kind]) errors.add(tooManyMembers(phrases[kind], name, count, limits[kind], span));
}

/** All of the module, members of classes among them. */
function functionsOf({ types, imports, exports }: DslModule): readonly DslFunction[] {
  const members = types.flatMap((type) =>
    type.kind === 'class' ? [...(type.constructor_ ? [type.constructor_] : []), ...type.methods, ...type.statics] : [],
  );
  return [...members, ...imports.flatMap((each) => each.functions), ...exports];
}

/** Each used callback is reported once, where it is declared. */
function reportCallbacks(module: DslModule, errors: ErrorList): void {
  const used = new Set(typesIn(module).flatMap(namesIn));
  for (const type of module.types) {
    if (type.kind === 'callback' && used.has(type.name)) errors.add(callbackNotYet(type.name, type.span));
  }
}

/** Every type that is written somewhere. */
function typesIn(module: DslModule): readonly DslType[] {
  const signatures = functionsOf(module).flatMap((each) => [...each.params.map((param) => param.type), each.result]);
  return [...signatures, ...module.types.flatMap(memberTypes)].flatMap((type) => type ?? []);
}

function memberTypes(type: DslNamedType): readonly (DslType | undefined)[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.map((field) => field.type);
    case 'variant':
      return type.cases.map((each) => each.type);
    case 'class':
      return type.properties.map((property) => property.type);
    case 'callback':
      return [...type.params.map((param) => param.type), type.result];
    case 'enum':
    case 'flags':
      return [];
  }
}

function namesIn(type: DslType): readonly string[] {
  switch (type.kind) {
    case 'named':
      return [type.name];
    case 'list':
      return namesIn(type.element);
    case 'option':
      return namesIn(type.value);
    case 'tuple':
      return type.items.flatMap(namesIn);
    case 'result':
      return [type.ok, type.error].flatMap((part) => (part ? namesIn(part) : []));
    case 'scalar':
    case 'c-string':
    case 'std-string':
    case 'any':
      return [];
  }
}
