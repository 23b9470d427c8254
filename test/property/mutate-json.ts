/** The JSON of an `itl` section with something changed. */
import fc from '../harness/fast-check.ts';

type Path = readonly (string | number)[];

/** The place of everything inside a value, itself included. */
function pathsIn(json: unknown, path: Path = []): readonly Path[] {
  if (typeof json !== 'object' || json === null) return [path];
  const entries = Array.isArray(json) ? json.map((item, index) => [index, item] as const) : Object.entries(json);
  return [path, ...entries.flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

const at = (json: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, key) => (inside as Record<string | number, unknown>)[key], json);

function put(json: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(json);
  const copy = (Array.isArray(json) ? [...json] : { ...(json as object) }) as Record<string | number, unknown>;
  const changed = put(copy[key], rest, change);
  if (changed === REMOVED) delete copy[key];
  else copy[key] = changed;
  return copy;
}

const REMOVED = Symbol('removed');

const typeWords = ['u1', 's32', 'u32', 's64', 'f32', 'bool', 'char', 'string', 'any', '#variant-0', '#', '#none'];
const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e99,
    '',
    'x',
    '_it_init',
    '_it_prepare',
    'memory',
    [],
    {},
    [[]],
    ['array', 'u8'],
    ['option', ['option', 'u8']],
  ],
  ...[['func', ['s32'], ['s32']], ['result', null, null], ['tuple'], ['record', ['a', 'u8']], ['enum', 'a'], ['flags']],
  ...[['variant'], ['resource', 'live'], '__proto__', 'constructor', '\ud800', '/etc/passwd', 'http://localhost/x'],
];

type Mutation = readonly [kind: 'put' | 'remove' | 'copy' | 'rename', where: number, from: number, value: unknown];

const mutation: fc.Arbitrary<Mutation> = fc.tuple(
  fc.constantFrom('put', 'put', 'remove', 'copy', 'rename'),
  fc.nat(100_000),
  fc.nat(100_000),
  fc.oneof(fc.constantFrom(...typeWords), fc.constantFrom(...oddValues), fc.jsonValue()),
);

function mutate(json: unknown, [kind, where, from, value]: Mutation): unknown {
  const paths = pathsIn(json);
  const target = paths[where % paths.length] ?? [];
  const source = at(json, paths[from % paths.length] ?? []);
  switch (kind) {
    case 'put':
      return put(json, target, () => value);
    case 'remove':
      return target.length === 0 ? json : put(json, target, () => REMOVED);
    case 'copy':
      return put(json, target, () => source);
    case 'rename':
      return put(json, target, (old) => renamed(old, typeof value === 'string' ? value : JSON.stringify(value)));
  }
}

/** An object with its first key called otherwise. */
function renamed(old: unknown, name: string): unknown {
  if (typeof old !== 'object' || old === null || Array.isArray(old)) return old;
  const [first, ...rest] = Object.entries(old);
  return first ? Object.fromEntries([[name, first[1]], ...rest]) : old;
}

/** Gives the JSON with a few changes. */
export const jsonMutator: fc.Arbitrary<(json: unknown) => unknown> = fc
  .array(mutation, { minLength: 1, maxLength: 4 })
  .map((mutations) => (json) => mutations.reduce(mutate, json));
