/** JavaScript values for what an adapter's section says that a function takes; one in a dozen is of another type. */
import type { ItlSection, TypeDefinitionJson, TypeJson } from '../../runtime/abi.ts';
import type { Random } from './pseudo-random.ts';

type Types = ItlSection['types'];

/** Instances of resources that exports gave, by the resource's name. */
export type Instances = ReadonlyMap<string, unknown>;

interface Making {
  readonly types: Types;
  readonly instances: Instances;
  readonly random: Random;
  readonly depth: number;
}

const anything: readonly [unknown, ...unknown[]] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  2 ** 32,
  7n,
  '',
  'text',
  '\ud800',
  [],
  {},
  [1, 2],
  new Uint8Array(3),
  { tag: 'a', val: 1 },
];

const integers: readonly [number, ...number[]] = [0, 1, 2, 3, 7, 8, 64, 100, 127, 255];
const texts: readonly [string, ...string[]] = ['', 'a', 'text', 'ä', '€uro', '😀', '\ud800x', '\0', 'x'.repeat(300)];

const scalars: Readonly<Record<string, (random: Random) => unknown>> = {
  u1: ({ pick }) => pick([0, 1, true]),
  bool: ({ pick }) => pick([true, false]),
  s8: ({ pick }) => pick([0, 1, -1, 127, -128]),
  u8: ({ pick }) => pick(integers),
  s16: ({ pick }) => pick([0, 1, -1, 32767]),
  u16: ({ pick }) => pick([...integers, 65535]),
  s32: ({ pick }) => pick([...integers, -1, 2147483647, -2147483648]),
  u32: ({ pick }) => pick([...integers, 4294967295]),
  s64: ({ pick }) => pick([0n, 1n, -1n, 2n ** 63n - 1n]),
  u64: ({ pick }) => pick([0n, 1n, 64n, 2n ** 64n - 1n]),
  f32: ({ pick }) => pick([0, -0, 1.5, Number.POSITIVE_INFINITY, Number.NaN]),
  f64: ({ pick }) => pick([0, -0, 0.1, 1e300, Number.NaN]),
  char: ({ pick }) => pick(['a', '€', '😀']),
  string: ({ pick }) => pick(texts),
  buffer: ({ below }) => Uint8Array.from({ length: below(20) }, (_, index) => index * 7),
  any: ({ pick }) => pick(anything),
};

const DEEPEST = 4;

export const valueOfType = (type: TypeJson, types: Types, instances: Instances, random: Random): unknown =>
  make(type, { types, instances, random, depth: 0 });

function make(type: TypeJson, making: Making): unknown {
  const { random, types } = making;
  if (random.below(12) === 0) return random.pick(anything);
  if (typeof type === 'string') {
    if (!type.startsWith('#')) return scalars[type]?.(random);
    const definition = types[type.slice(1)];
    return definition && makeNamed(type.slice(1), definition, { ...making, depth: making.depth + 1 });
  }
  return makeCompound(type, { ...making, depth: making.depth + 1 });
}

function makeCompound(type: Exclude<TypeJson, string>, making: Making): unknown {
  const { random, depth } = making;
  switch (type[0]) {
    case 'array':
      return Array.from({ length: depth > DEEPEST ? 0 : random.below(4) }, () => make(type[1], making));
    case 'target':
      return new Uint8Array(random.below(9));
    case 'option':
      return depth > DEEPEST || random.below(2) === 0 ? undefined : make(type[1], making);
    case 'result':
      return random.below(2) === 0
        ? { tag: 'ok', val: type[1] && make(type[1], making) }
        : { tag: 'err', val: type[2] && make(type[2], making) };
    case 'tuple':
      return type.slice(1).map((item) => make(item as TypeJson, making));
    case 'func':
      return () => undefined;
    case 'async':
      return Promise.resolve();
  }
}

function makeNamed(name: string, definition: TypeDefinitionJson, making: Making): unknown {
  const { random, depth, instances } = making;
  switch (definition[0]) {
    case 'record':
      return Object.fromEntries(definition.slice(1).map(([field, type]) => [field, make(type as TypeJson, making)]));
    case 'enum':
      return definition[1 + random.below(definition.length - 1)];
    case 'flags':
      return Object.fromEntries(definition.slice(1).map((flag) => [flag, random.below(2) === 0]));
    case 'variant': {
      const cases = definition.slice(1) as readonly (readonly [string, TypeJson | null])[];
      const [tag, payload] = cases[depth > DEEPEST ? 0 : random.below(cases.length)] ?? ['', null];
      return payload === null ? { tag } : { tag, val: make(payload, making) };
    }
    case 'func':
      return () => undefined;
    case 'resource':
      return instances.get(name);
  }
}
