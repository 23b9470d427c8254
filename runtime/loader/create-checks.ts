/** From types to their checks. */
import type { TypeDefinitionJson, TypeJson } from '../abi.ts';
import { expectedWords } from '../type-rules.ts';
import { mapOf, setOf } from '../values/collections.ts';
import { ItlLinkError } from '../values/errors.ts';
import { isObject } from '../values/items.ts';
import { lowerOf } from './carriers.ts';
import {
  arrayCheck,
  checkFunction,
  collectionCheck,
  enumCheck,
  flagsCheck,
  optionCheck,
  recordCheck,
  targetCheck,
  tupleCheck,
  variantCheck,
} from './checks.ts';
import { mustBe } from './mismatch.ts';
import { type Check, primitiveCheck } from './primitives.ts';

type Types = ReadonlyMap<string, TypeDefinitionJson>;
type Resources = ReadonlyMap<string, { readonly check: Check }>;

/** @throws ItlLinkError for what is no type. */
export type CheckOf = (type: TypeJson) => Check;

/** A check that also lowers what stands alone, not inside an object. */
export function lowering(type: TypeJson, checkOf: CheckOf): Check {
  const check = checkOf(type);
  const lower = lowerOf(type);
  return lower === undefined ? check : (value) => lower(check(value));
}

/** Makes checks; a named type's is made once, and may contain itself. */
export function createChecks(types: Types, resources: Resources): CheckOf {
  const named = new Map<string, Check>();

  function namedCheck(name: string): Check | undefined {
    if (!named.has(name)) {
      named.set(name, (value) => named.get(name)?.(value));
      const definition = types.get(name);
      const check = (definition && structureCheck(definition, checkOf, name)) ?? resources.get(name)?.check;
      if (check === undefined) return undefined;
      named.set(name, check);
    }
    return named.get(name);
  }

  function checkOf(type: TypeJson): Check {
    if (typeof type !== 'string') return structureCheck(type, checkOf) ?? unknownType(type);
    return (type[0] === '#' ? namedCheck(type.slice(1)) : primitiveCheck(type)) ?? unknownType(type);
  }

  return checkOf;
}

type Structure = Exclude<TypeJson, string> | TypeDefinitionJson;

/** `undefined` for a resource, whose instances know themselves, and for what is no type. */
function structureCheck(type: Structure, checkOf: CheckOf, name = ''): Check | undefined {
  switch (type[0]) {
    case 'array':
      return arrayCheck(type[1], checkOf(type[1]));
    case 'map':
      return collectionCheck(tupleCheck([checkOf(type[1]), checkOf(type[2])]), mapOf);
    case 'set':
      return collectionCheck(checkOf(type[1]), setOf);
    case 'option':
      return type[1][0] === 'option'
        ? casesCheck(
            [
              ['none', null],
              ['some', type[1]],
            ],
            checkOf,
          )
        : optionCheck(checkOf(type[1]));
    case 'result':
      return casesCheck(
        [
          ['ok', type[1]],
          ['err', type[2]],
        ],
        checkOf,
      );
    case 'tuple':
      return tupleCheck((type.slice(1) as TypeJson[]).map(checkOf));
    case 'func':
      return checkFunction;
    case 'target':
      return targetCheck(type[1]) ?? checkOf(type[1]);
    case 'record': {
      const fields = type.slice(1) as [string, TypeJson][];
      const names = fields.map(([field]) => field);
      return recordCheck(
        expectedWords.record(name),
        names,
        fields.map(([, of]) => checkOf(of)),
      );
    }
    case 'class':
      return (value) => (isObject(value) ? value : mustBe(expectedWords.record(name), value));
    case 'enum':
      return enumCheck(type.slice(1) as string[]);
    case 'flags':
      return flagsCheck(name, type.slice(1) as string[]);
    case 'variant':
      return casesCheck(type.slice(1) as Case[], checkOf);
  }
}

type Case = readonly [tag: string, payload: TypeJson | null];

const casesCheck = (cases: readonly Case[], checkOf: CheckOf): Check =>
  variantCheck(
    cases.map(([tag]) => tag),
    cases.map(([, payload]) => (payload === null ? null : checkOf(payload))),
  );

function unknownType(type: unknown): never {
  throw new ItlLinkError(`unknown type ${JSON.stringify(type)}`);
}
