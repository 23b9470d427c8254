/** Arbitrary right modules: as the model has them, and as texts that mean them. */

import type {
  DslCase,
  DslFunction,
  DslNamedType,
  DslParam,
  DslProperty,
  DslScalar,
  DslType,
} from '../../src/dsl/model.ts';
import fc from '../harness/fast-check.ts';

/** What a module declares, without places. */
export interface Declared {
  readonly types: readonly Plain<DslNamedType>[];
  readonly imports: readonly { readonly module: string; readonly functions: readonly Plain<DslFunction>[] }[];
  readonly exports: readonly Plain<DslFunction>[];
}

/** The same data without their spans. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends 'span' ? never : Key]: Plain<T[Key]> }
    : T;

const scalars: readonly DslScalar[] = [
  'u1',
  'bool',
  's8',
  'u8',
  's16',
  'u16',
  's32',
  'u32',
  's64',
  'u64',
  'f32',
  'f64',
];

const leaf: fc.Arbitrary<DslType> = fc.oneof(
  fc.constantFrom(...scalars).map((name): DslType => ({ kind: 'scalar', name })),
  fc.boolean().map((owned): DslType => ({ kind: 'c-string', owned })),
  fc.constant<DslType>({ kind: 'std-string', view: false }),
  fc.constant<DslType>({ kind: 'any' }),
);

/** @param held names of types that may be held by value; `all` those that a list may hold. */
function arbitraryType(held: readonly string[], all: readonly string[]): fc.Arbitrary<DslType> {
  const named = (names: readonly string[]): fc.Arbitrary<DslType> =>
    names.length === 0 ? leaf : fc.constantFrom(...names).map((name): DslType => ({ kind: 'named', name }));
  const types = (names: readonly string[]) =>
    fc.letrec<{ type: DslType }>((tie) => ({
      type: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 4, arbitrary: leaf },
        { weight: 2, arbitrary: named(names) },
        { weight: 1, arbitrary: tie('type').map((value): DslType => ({ kind: 'option', value })) },
        {
          weight: 1,
          arbitrary: fc
            .array(tie('type'), { minLength: 1, maxLength: 3 })
            .map((items): DslType => ({ kind: 'tuple', items })),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.option(tie('type'), { nil: undefined }), fc.option(tie('type'), { nil: undefined }))
            .map(([ok, error]): DslType => ({ kind: 'result', ok, error })),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.constantFrom('span', 'vector'), tie('type'))
            .map(([spelling, element]): DslType => ({ kind: 'list', spelling, element })),
        },
      ),
    })).type;
  const list = fc
    .tuple(fc.constantFrom('span', 'vector'), types(all))
    .map(([spelling, element]): DslType => ({ kind: 'list', spelling, element }));
  return fc.oneof({ weight: 4, arbitrary: types(held) }, { weight: 1, arbitrary: list });
}

const view: DslType = { kind: 'std-string', view: true };

/** Of C++'s memory: for what is imported. */
const memoryView = fc
  .constantFrom('u8', 's16', 'u32', 's64', 'f32', 'f64')
  .map((name): DslType => ({ kind: 'list', spelling: 'view', element: { kind: 'scalar', name } }));

/** Words of the language that C++ leaves free, among ordinary names. */
const memberName = fc.oneof(
  fc.constantFrom(
    'type',
    'func',
    'callback',
    'flags',
    'variant',
    'own',
    'prop',
    'readonly',
    'include',
    'result',
    'any',
  ),
  fc.constantFrom('option', 'string', 'buffer', 'import', 'x', 'y', 'value', '_a', 'X9', 'a_b', 'constructor_'),
);

const doc = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom('One line.', 'Two\nlines.', '  indented', 'func f();', 'a\n\nb', '"quoted" /* x'),
);

const members = <T>(make: (name: string) => fc.Arbitrary<T>, maxLength = 4): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(memberName, { minLength: 1, maxLength }).chain((names) => fc.tuple(...names.map(make)));

type PlainParam = Plain<DslParam>;

/** @param special - a type that only parameters can have */
function arbitraryParams(
  types: readonly string[],
  special: fc.Arbitrary<DslType>,
): fc.Arbitrary<readonly PlainParam[]> {
  const type = fc.oneof({ weight: 9, arbitrary: arbitraryType(types, types) }, special);
  const named = members((name): fc.Arbitrary<PlainParam> => fc.record({ name: fc.constant(name), type }), 3);
  const unnamed = fc.array(fc.record<PlainParam>({ name: fc.constant(undefined), type }), { maxLength: 2 });
  return fc.tuple(unnamed, named, fc.boolean()).map(([some, others, both]) => (both ? [...some, ...others] : some));
}

const arbitraryFunction = (
  name: string,
  types: readonly string[],
  special: fc.Arbitrary<DslType> = fc.constant(view),
): fc.Arbitrary<Plain<DslFunction>> =>
  fc.record({
    name: fc.constant(name),
    params: arbitraryParams(types, special),
    result: fc.option(arbitraryType(types, types), { nil: undefined }),
    isAsync: fc.boolean(),
    doc,
  });

const namedCase = (name: string): fc.Arbitrary<Plain<DslCase>> => fc.record({ name: fc.constant(name), doc });

function arbitraryNamed(
  name: string,
  held: readonly string[],
  all: readonly string[],
): fc.Arbitrary<Plain<DslNamedType>> {
  const own = { name: fc.constant(name), doc };
  const type = arbitraryType(held, all);
  const kind = <T extends string>(text: T) => fc.constant<T>(text);
  return fc.oneof<fc.Arbitrary<Plain<DslNamedType>>[]>(
    fc.record({
      kind: kind('struct'),
      ...own,
      fields: members((field) => fc.record({ name: fc.constant(field), type, doc })),
    }),
    fc.record({ kind: kind('enum'), ...own, cases: members(namedCase) }),
    fc.record({ kind: kind('flags'), ...own, cases: members(namedCase) }),
    fc.record({
      kind: kind('variant'),
      ...own,
      cases: members((each) => fc.record({ name: fc.constant(each), doc, type: fc.option(type, { nil: undefined }) })),
    }),
    arbitraryClass(name, all),
  );
}

/** A property that is written cannot hold objects. */
const readonlyWithObjects = <P extends Plain<DslProperty>>(property: P): P =>
  JSON.stringify(property.type).includes('"named"') ? { ...property, readonly: true } : property;

function arbitraryClass(name: string, types: readonly string[]): fc.Arbitrary<Plain<DslNamedType>> {
  const construct = arbitraryFunction(name, types).map((each) => ({ ...each, result: undefined, isAsync: false }));
  const member = (text: string) =>
    fc.record({
      role: fc.constantFrom('method', 'static', 'property'),
      function: arbitraryFunction(text, types),
      property: fc.record({ name: fc.constant(text), type: arbitraryType(types, types), readonly: fc.boolean(), doc }),
    });
  return fc
    .record({ doc, constructors: fc.array(construct, { maxLength: 1 }), all: members(member) })
    .map(({ doc: text, constructors, all }) => ({
      kind: 'class',
      name,
      doc: text,
      constructors,
      methods: all.filter((each) => each.role === 'method').map((each) => each.function),
      statics: all.filter((each) => each.role === 'static').map((each) => each.function),
      properties: all.filter((each) => each.role === 'property').map((each) => readonlyWithObjects(each.property)),
    }));
}

export const arbitraryModule: fc.Arbitrary<Declared> = fc
  .record({ types: fc.nat({ max: 5 }), imports: fc.nat({ max: 3 }), exports: fc.nat({ max: 4 }) })
  .chain((counts) => {
    const names = Array.from({ length: counts.types }, (_, index) => `T${index}`);
    const types = names.map((name, index) => arbitraryNamed(name, names.slice(0, index), names));
    const functionsOf = (prefix: string, count: number, special?: fc.Arbitrary<DslType>) =>
      fc.tuple(...Array.from({ length: count }, (_, index) => arbitraryFunction(`${prefix}${index}`, names, special)));
    const one = (module: string, prefix: string, count: number) =>
      functionsOf(prefix, count, fc.oneof(fc.constant(view), memoryView)).map((functions) => ({ module, functions }));
    return fc.record({
      types: fc.tuple(...types),
      imports: fc
        .tuple(one('console', 'log', counts.imports), one('./a b.js', 'f', 1))
        .map((all) => all.filter((each) => each.functions.length > 0)),
      // One of them can wait for the imports that are async.
      exports: functionsOf('run', counts.exports + 1).map(([first, ...others]) => [
        { ...(first as Plain<DslFunction>), isAsync: true },
        ...others,
      ]),
    });
  });
