/** Types of the C++ DSL with values of them: as the block writes them, as C++ does, and the values in both languages. */
import fc from '../harness/fast-check.ts';

export type Shape =
  | { readonly kind: 'scalar'; readonly name: keyof typeof scalars }
  | { readonly kind: 'string'; readonly spelling: 'string' | 'own string' | 'std::string' | 'std::string_view' }
  | { readonly kind: 'list'; readonly spelling: 'array' | 'std::vector'; readonly element: Shape }
  | { readonly kind: 'option'; readonly value: Shape }
  | { readonly kind: 'result'; readonly ok: Shape | undefined; readonly error: Shape | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] }
  | { readonly kind: 'any' }
  | { readonly kind: 'enum'; readonly name: string; readonly cases: readonly string[] }
  | { readonly kind: 'flags'; readonly name: string; readonly cases: readonly string[] }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly Shape[] }
  | { readonly kind: 'variant'; readonly name: string; readonly cases: readonly (Shape | undefined)[] };

const integer = (cpp: string, bits: number, signed: boolean) => ({ cpp, bits, signed });

export const scalars = {
  u1: { cpp: 'bool' },
  bool: { cpp: 'bool' },
  s8: integer('int8_t', 8, true),
  u8: integer('uint8_t', 8, false),
  s16: integer('int16_t', 16, true),
  u16: integer('uint16_t', 16, false),
  s32: integer('int', 32, true),
  u32: integer('uint32_t', 32, false),
  s64: integer('int64_t', 64, true),
  u64: integer('uint64_t', 64, false),
  f32: { cpp: 'float' },
  f64: { cpp: 'double' },
} as const;

/** Cases and fields are named by their position. */
export const memberName = (index: number): string => `m${index}`;

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => memberName(index));

const scalar: fc.Arbitrary<Shape> = fc
  .constantFrom(...(Object.keys(scalars) as (keyof typeof scalars)[]))
  .map((name) => ({ kind: 'scalar', name }));

const text = (...spellings: Extract<Shape, { kind: 'string' }>['spelling'][]): fc.Arbitrary<Shape> =>
  fc.constantFrom(...spellings).map((spelling) => ({ kind: 'string', spelling }));

let declared = 0;
const freshName = (kind: string): string => `${kind}${++declared}`;

const inner: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape }>((tie) => {
  const shape = tie('shape');
  const leaf = fc.oneof(
    { weight: 3, arbitrary: scalar },
    { weight: 3, arbitrary: text('string', 'std::string') },
    fc.constant<Shape>({ kind: 'any' }),
    fc
      .integer({ min: 1, max: 5 })
      .map((count): Shape => ({ kind: 'enum', name: freshName('Enum'), cases: names(count) })),
    fc
      .integer({ min: 1, max: 32 })
      .map((count): Shape => ({ kind: 'flags', name: freshName('Flags'), cases: names(count) })),
  );
  const list = fc
    .tuple(fc.constantFrom('array' as const, 'std::vector' as const), shape)
    .map(([spelling, element]): Shape => ({ kind: 'list', spelling, element }));
  // What holds nothing and what holds `undefined` would be the same for `any`.
  const option = shape.filter(({ kind }) => kind !== 'any').map((value): Shape => ({ kind: 'option', value }));
  const maybe = fc.option(shape, { nil: undefined });
  const result = fc.tuple(maybe, maybe).map(([ok, error]): Shape => ({ kind: 'result', ok, error }));
  const several = fc.array(shape, { minLength: 1, maxLength: 4 });
  const tuple = several.map((items): Shape => ({ kind: 'tuple', items }));
  const struct = several.map((fields): Shape => ({ kind: 'struct', name: freshName('Struct'), fields }));
  const variant = fc
    .array(maybe, { minLength: 1, maxLength: 4 })
    .map((cases): Shape => ({ kind: 'variant', name: freshName('Variant'), cases }));
  return {
    shape: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      leaf,
      list,
      option,
      result,
      tuple,
      struct,
      variant,
    ),
  };
}).shape;

/** Of parameters and results. */
export const arbitraryShape: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 8, arbitrary: inner },
  { weight: 1, arbitrary: text('own string', 'std::string_view') },
);

/** Definitions that a type needs, each once. */
export function definitionsOf(shape: Shape): ReadonlyMap<string, Shape> {
  const found = new Map<string, Shape>();
  for (const part of partsOf(shape)) if ('name' in part && part.kind !== 'scalar') found.set(part.name, part);
  return found;
}

/** The shape and all in it, the innermost first. */
export function partsOf(shape: Shape): readonly Shape[] {
  return [...childrenOf(shape).flatMap((part) => (part ? partsOf(part) : [])), shape];
}

function childrenOf(shape: Shape): readonly (Shape | undefined)[] {
  switch (shape.kind) {
    case 'list':
      return [shape.element];
    case 'option':
      return [shape.value];
    case 'result':
      return [shape.ok, shape.error];
    case 'tuple':
      return shape.items;
    case 'struct':
      return shape.fields;
    case 'variant':
      return shape.cases;
    default:
      return [];
  }
}

export function dslText(shape: Shape): string {
  switch (shape.kind) {
    case 'scalar':
    case 'enum':
    case 'flags':
    case 'struct':
    case 'variant':
      return shape.name;
    case 'string':
      return shape.spelling;
    case 'list':
      return shape.spelling === 'array' ? `array(${dslText(shape.element)})` : `std::vector<${dslText(shape.element)}>`;
    case 'option':
      return `option(${dslText(shape.value)})`;
    case 'result':
      return `result(${[shape.ok, shape.error].map((side) => (side ? dslText(side) : '_')).join(', ')})`;
    case 'tuple':
      return `tuple(${shape.items.map(dslText).join(', ')})`;
    case 'any':
      return 'any';
  }
}

export function definitionText(shape: Shape): string {
  switch (shape.kind) {
    case 'enum':
    case 'flags':
      return `type ${shape.name} = ${shape.kind} { ${shape.cases.join(', ')} };`;
    case 'struct':
      return `type ${shape.name} = struct { ${shape.fields.map((field, index) => `${memberName(index)}: ${dslText(field)};`).join(' ')} };`;
    case 'variant': {
      const cases = shape.cases.map((item, index) => `${memberName(index)}${item ? `: ${dslText(item)}` : ''};`);
      return `type ${shape.name} = variant { ${cases.join(' ')} };`;
    }
    default:
      throw new Error(`a ${shape.kind} has no definition`);
  }
}

const dictionary = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(entries);

/** As JavaScript hands it in; what comes out is equal once typed arrays are arrays. */
export function arbitraryValue(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'scalar':
      return scalarValue(shape.name);
    case 'string': {
      const all = fc.string({ unit: 'grapheme', maxLength: 12, size: 'max' });
      // A NUL ends a string of C's.
      return /^std/.test(shape.spelling) ? all : all.map((value) => value.replaceAll('\0', ''));
    }
    case 'list':
      return listValue(shape.element);
    case 'option':
      return optionValue(shape.value);
    case 'result': {
      const sides = [caseValue('ok', shape.ok), caseValue('err', shape.error)];
      return fc.oneof(...sides);
    }
    case 'tuple':
      return fc.tuple(...shape.items.map(arbitraryValue));
    case 'any':
      return fc.oneof(
        fc.double(),
        fc.string(),
        fc.bigInt(),
        fc.constantFrom(null, undefined, true),
        fc.object({ maxDepth: 1 }),
      );
    case 'enum':
      return fc.constantFrom(...shape.cases);
    case 'flags':
      return fc.record(dictionary(shape.cases.map((name) => [name, fc.boolean()])));
    case 'struct':
      return fc.record(dictionary(shape.fields.map((field, index) => [memberName(index), arbitraryValue(field)])));
    case 'variant':
      return fc.oneof(...shape.cases.map((item, index) => caseValue(memberName(index), item)));
  }
}

const caseValue = (tag: string, shape: Shape | undefined): fc.Arbitrary<unknown> =>
  shape ? fc.record({ tag: fc.constant(tag), val: arbitraryValue(shape) }) : fc.constant({ tag });

function optionValue(value: Shape): fc.Arbitrary<unknown> {
  if (value.kind !== 'option') return fc.option(arbitraryValue(value), { nil: undefined });
  return fc.oneof(fc.constant({ tag: 'none' }), caseValue('some', value));
}

function listValue(element: Shape): fc.Arbitrary<unknown> {
  const items = fc.array(arbitraryValue(element), { maxLength: 5, size: 'max' });
  const isBuffer = element.kind === 'scalar' && element.name === 'u8';
  return isBuffer ? items.map((list) => Uint8Array.from(list as number[])) : items;
}

function scalarValue(name: keyof typeof scalars): fc.Arbitrary<unknown> {
  const row = scalars[name];
  if (name === 'u1') return fc.constantFrom(0, 1);
  if (name === 'bool') return fc.boolean();
  if (!('bits' in row)) return name === 'f32' ? fc.float() : fc.double();
  const [min, max] = row.signed
    ? [-(2n ** BigInt(row.bits - 1)), 2n ** BigInt(row.bits - 1) - 1n]
    : [0n, 2n ** BigInt(row.bits) - 1n];
  const values = fc.oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max));
  return row.bits === 64 ? values : values.map(Number);
}

/** Typed arrays as arrays. */
export function normal(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>);
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  return dictionary(Object.entries(value).map(([key, item]) => [key, normal(item)]));
}
