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

export const simpleTypes: ReadonlyMap<string, DslType> = new Map<string, DslType>([
  ...scalarNames.map((name): [string, DslType] => [name, { kind: 'scalar', name }]),
  ['string', { kind: 'c-string', owned: false }],
  ['std::string', { kind: 'std-string', view: false }],
  ['std::string_view', { kind: 'std-string', view: true }],
  ['buffer', { kind: 'list', spelling: 'span', element: { kind: 'scalar', name: 'u8' } }],
  ['any', { kind: 'any' }],
]);

export interface Constructor {
  readonly bracket: '(' | '<';
  readonly least: number;
  readonly most: number;
  readonly usage: string;
  /** Undefined arguments are `_`. */
  readonly make: (args: readonly (DslType | undefined)[]) => DslType | undefined;
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

export const builtInNames: readonly string[] = [...simpleTypes.keys(), ...typeConstructors.keys()];
