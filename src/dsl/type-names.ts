/** The types that the language has itself. */
import type { DslScalar, DslType, ListSpelling } from './model.ts';

/** Scalars, and what each is in C++. */
export const cppScalars: Readonly<Record<DslScalar, string>> = {
  u1: 'bool',
  bool: 'bool',
  s8: 'int8_t',
  u8: 'uint8_t',
  s16: 'int16_t',
  u16: 'uint16_t',
  s32: 'int',
  u32: 'uint32_t',
  s64: 'int64_t',
  u64: 'uint64_t',
  f32: 'float',
  f64: 'double',
};

const scalarNames = Object.keys(cppScalars) as readonly DslScalar[];

/** Whether it is a number, of which JavaScript has typed arrays. */
export const isNumeric = (type: DslType): boolean =>
  type.kind === 'scalar' && type.name !== 'bool' && type.name !== 'u1';

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

type Make = Constructor['make'];

/** @param arity - the least and the most arguments */
const generic = (
  bracket: '(' | '<',
  usage: string,
  [least, most]: readonly [number, number],
  make: Make,
): Constructor => ({ bracket, usage, least, most, takesNothing: false, make });

const unary = (bracket: '(' | '<', usage: string, make: (type: DslType) => DslType): Constructor =>
  generic(bracket, usage, [1, 1], ([type]) => type && make(type));

const list = (bracket: '(' | '<', usage: string, spelling: ListSpelling): Constructor =>
  unary(bracket, usage, (element) => ({ kind: 'list', spelling, element }));

const present = (args: Parameters<Make>[0]): readonly DslType[] => args.flatMap((type) => type ?? []);

const tuple: Make = (args) => ({ kind: 'tuple', items: present(args) });

const map = (cpp: 'std::map' | 'std::unordered_map'): readonly [string, Constructor] => [
  cpp,
  generic('<', `${cpp}<K, V>`, [2, 2], ([key, value]) => key && value && { kind: 'map', cpp, key, value }),
];

const set = (cpp: 'std::set' | 'std::unordered_set'): readonly [string, Constructor] => [
  cpp,
  unary('<', `${cpp}<T>`, (item) => ({ kind: 'set', cpp, item })),
];

export const typeConstructors: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ['array', list('(', 'array(T)', 'span')],
  ['view', list('(', 'view(T)', 'view')],
  ['std::vector', list('<', 'std::vector<T>', 'vector')],
  ['std::span', list('<', 'std::span<T>', 'std-span')],
  ['it::span', list('<', 'it::span<T>', 'it-span')],
  [
    'std::array',
    {
      ...generic(
        '<',
        'std::array<T, N>, N a number from 1',
        [2, 2],
        ([element], length) => element && { kind: 'fixed', element, length },
      ),
      lengthAt: 1,
    },
  ],
  map('std::map'),
  map('std::unordered_map'),
  set('std::set'),
  set('std::unordered_set'),
  ['std::tuple', generic('<', 'std::tuple<T, U, …>', [1, Number.POSITIVE_INFINITY], tuple)],
  [
    'std::pair',
    generic('<', 'std::pair<T, U>', [2, 2], (args) => ({ kind: 'tuple', items: present(args), isPair: true })),
  ],
  ['option', unary('(', 'option(T)', (value) => ({ kind: 'option', value }))],
  ['std::optional', unary('<', 'std::optional<T>', (value) => ({ kind: 'option', value }))],
  [
    'result',
    {
      ...generic('(', 'result(T, E), with _ for no value', [1, 2], ([ok, error]) => ({ kind: 'result', ok, error })),
      takesNothing: true,
    },
  ],
  ['tuple', generic('(', 'tuple(T, U, …)', [1, Number.POSITIVE_INFINITY], tuple)],
]);

export const builtInNames: readonly string[] = [...simpleTypes.keys(), ...typeConstructors.keys()];
