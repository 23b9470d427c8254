/** The types that the language has itself. */
import type { DslScalar, DslType } from './model.ts';

export const scalarNames: readonly DslScalar[] = [
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

/** Numbers that C++ has another type for, of which 32-bit WebAssembly knows the size. */
const otherScalars = (): readonly [string, DslType][] =>
  (
    [
      ['char', 's8'],
      ['long', 's32'],
      ['size_t', 'u32'],
      ['std::size_t', 'u32'],
      ['ptrdiff_t', 's32'],
      ['intptr_t', 's32'],
      ['uintptr_t', 'u32'],
    ] as const
  ).map(([cpp, name]) => [cpp, { kind: 'scalar', name, cpp }]);

const times = (): readonly [string, DslType][] => [
  ...['nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'minutes', 'hours'].map((unit): [string, DslType] => [
    `std::chrono::${unit}`,
    { kind: 'time', cpp: `std::chrono::${unit}`, isDate: false },
  ]),
  [
    'std::chrono::system_clock::time_point',
    { kind: 'time', cpp: 'std::chrono::system_clock::time_point', isDate: true },
  ],
];

export const simpleTypes: ReadonlyMap<string, DslType> = new Map<string, DslType>([
  ...scalarNames.map((name): [string, DslType] => [name, { kind: 'scalar', name }]),
  ['string', { kind: 'c-string', owned: false }],
  ['std::string', { kind: 'std-string', view: false }],
  ['std::string_view', { kind: 'std-string', view: true }],
  ['buffer', { kind: 'list', spelling: 'span', element: { kind: 'scalar', name: 'u8' } }],
  ['any', { kind: 'any' }],
  ['bytes', { kind: 'list', spelling: 'string', element: { kind: 'scalar', name: 'u8' } }],
  ['std::filesystem::path', { kind: 'std-string', view: false, cpp: 'std::filesystem::path' }],
  ...(['std::u16string', 'std::u32string', 'std::wstring'] as const).map((cpp): [string, DslType] => [
    cpp,
    { kind: 'wide-string', cpp },
  ]),
  ...otherScalars(),
  ...times(),
]);

export interface Constructor {
  readonly bracket: '(' | '<';
  readonly least: number;
  readonly most: number;
  readonly usage: string;
  /** Undefined arguments are `_`. `length`: the number, where there is to be one. */
  readonly make: (args: readonly (DslType | undefined)[], length: number) => DslType | undefined;
  /** Which argument is a number. */
  readonly lengthAt?: number;
  /** Whether `_` may stand in place of an argument. */
  readonly takesNothing: boolean;
}

type Make = (type: DslType) => DslType;

const unary = (bracket: '(' | '<', usage: string, make: Make): Constructor => ({
  bracket,
  least: 1,
  most: 1,
  usage,
  takesNothing: false,
  make: ([type]) => type && make(type),
});

export const typeConstructors: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ['array', unary('(', 'array(T)', (element) => ({ kind: 'list', spelling: 'span', element }))],
  ['view', unary('(', 'view(T)', (element) => ({ kind: 'list', spelling: 'view', element }))],
  ['std::vector', unary('<', 'std::vector<T>', (element) => ({ kind: 'list', spelling: 'vector', element }))],
  ['std::span', unary('<', 'std::span<T>', (element) => ({ kind: 'list', spelling: 'std-span', element }))],
  ['it::span', unary('<', 'it::span<T>', (element) => ({ kind: 'list', spelling: 'it-span', element }))],
  [
    'std::array',
    {
      bracket: '<',
      least: 2,
      most: 2,
      usage: 'std::array<T, N>, N a number from 1',
      takesNothing: false,
      lengthAt: 1,
      make: ([element], length) => element && { kind: 'fixed', element, length },
    },
  ],
  ...mapsAndSets(),
  ['option', unary('(', 'option(T)', (value) => ({ kind: 'option', value }))],
  ['std::optional', unary('<', 'std::optional<T>', (value) => ({ kind: 'option', value }))],
  [
    'result',
    {
      bracket: '(',
      least: 1,
      most: 2,
      usage: 'result(T, E), with _ for no value',
      takesNothing: true,
      make: ([ok, error]) => ({ kind: 'result', ok, error }),
    },
  ],
  [
    'tuple',
    {
      bracket: '(',
      least: 1,
      most: Number.POSITIVE_INFINITY,
      usage: 'tuple(T, U, …)',
      takesNothing: false,
      make: (args) => ({ kind: 'tuple', items: args.flatMap((type) => type ?? []) }),
    },
  ],
]);

function mapsAndSets(): readonly [string, Constructor][] {
  const common = { bracket: '<', takesNothing: false } as const;
  const maps = (['std::map', 'std::unordered_map'] as const).map((cpp): [string, Constructor] => [
    cpp,
    {
      ...common,
      least: 2,
      most: 2,
      usage: `${cpp}<K, V>`,
      make: ([key, value]) => key && value && { kind: 'map', cpp, key, value },
    },
  ]);
  const sets = (['std::set', 'std::unordered_set'] as const).map((cpp): [string, Constructor] => [
    cpp,
    unary('<', `${cpp}<T>`, (item) => ({ kind: 'set', cpp, item })),
  ]);
  const tuple: Constructor = {
    ...common,
    least: 1,
    most: Number.POSITIVE_INFINITY,
    usage: 'std::tuple<T, U, …>',
    make: (args) => ({ kind: 'tuple', items: args.flatMap((type) => type ?? []) }),
  };
  const pair: Constructor = {
    ...common,
    least: 2,
    most: 2,
    usage: 'std::pair<T, U>',
    make: (args) => ({ kind: 'tuple', items: args.flatMap((type) => type ?? []), isPair: true }),
  };
  return [...maps, ...sets, ['std::tuple', tuple], ['std::pair', pair]];
}

export const builtInNames: readonly string[] = [...simpleTypes.keys(), ...typeConstructors.keys()];
