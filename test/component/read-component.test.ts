import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readComponent } from '../../src/component/read-component.ts';
import { resolveComponent } from '../../src/component/resolve-component.ts';
import fc from '../harness/fast-check.ts';
import { component, definitions, externName, name, section } from './binary.ts';

/** What is wrong, or `sound`. */
function problemOf(bytes: Uint8Array): string {
  const read = readComponent(bytes);
  const found = read.kind === 'problem' ? read : resolveComponent(read);
  if (found.kind !== 'problem') return 'sound';
  return `${found.section || 'component'} at ${found.offset}: ${found.message}`;
}

const sample = (of: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/wasm-components/${of}/case.component.wasm`, import.meta.url));

const TYPE = 7;
const CANON = 8;
const IMPORT = 10;
const EXPORT = 11;
const STRING = 0x73;

describe('components of real guests', () => {
  test.each(['greet', 'shapes', 'host'])('%s resolves', (of) => {
    expect(problemOf(sample(of))).toBe('sound');
  });

  test('imports and exports keep their names and types', () => {
    const read = readComponent(sample('host'));
    if (read.kind === 'problem') throw new Error(read.message);
    const resolved = resolveComponent(read);
    if (resolved.kind === 'problem') throw new Error(resolved.message);
    expect([...resolved.imports.keys()]).toEqual(['local:host/env']);
    const env = resolved.imports.get('local:host/env');
    expect(env?.kind === 'instance' && [...env.exports.keys()]).toEqual(['level', 'log', 'get', 'fetch']);
    const run = resolved.exports.get('run');
    expect(run?.kind === 'func' && run.type.params.map(({ label }) => label)).toEqual(['key']);
    expect(resolved.instances.length).toBeGreaterThan(2);
  });
});

describe('what is wrong is said with its section and place', () => {
  const module = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 1, 0x01, 0),
    ...section(3, 1, 0),
    ...section(7, 1, ...name('f'), 0, 0),
    ...section(10, 1, 2, 0, 0x0b),
  ];
  const cases: readonly (readonly [what: string, bytes: Uint8Array, problem: string])[] = [
    ['no bytes', new Uint8Array(), 'component at 0: it ends too early'],
    ['text', new TextEncoder().encode('(component)'), 'component at 0: it is not WebAssembly'],
    [
      'a core module',
      Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
      'component at 6: it is a core module, and a component is wanted',
    ],
    ['an unknown section', component(section(0x20)), 'section 0x20 at 8: 0x20 is no section id'],
    [
      'a section of values',
      component(section(12)),
      'value at 8: the value section belongs to a future version of the format',
    ],
    ['a section that is cut off', component([TYPE, 5, 1]), 'type at 11: it ends too early'],
    [
      'a section that is too long',
      component(section(TYPE, 0, 0)),
      'type at 11: section size mismatch: the section is longer than its content',
    ],
    ['an unknown type', component(section(TYPE, 1, 0x30)), 'type at 11: invalid leading byte 0x30 for a type'],
    ['a record of nothing', component(section(TYPE, 1, 0x72, 0)), 'type at 12: a record must have at least one part'],
    [
      'a type that is not there',
      component(section(TYPE, 1, 0x70, 5)),
      'type at 11: unknown type 5: type index out of bounds',
    ],
    [
      'a label that is none',
      component(section(TYPE, 1, 0x6e, 1, ...name('A-b-'))),
      'type at 11: flag name `A-b-` is not in kebab case',
    ],
    [
      'an export of what is not there',
      component(definitions(EXPORT, [...externName('f'), 0x01, 3, 0])),
      'export at 11: unknown function 3: function index out of bounds',
    ],
    [
      'a name that is there twice',
      component(
        definitions(TYPE, [STRING]),
        definitions(IMPORT, [...externName('t'), 0x03, 0, 0], [...externName('T'), 0x03, 0, 0]),
      ),
      'import at 21: import name `T` conflicts with previous name `t`',
    ],
    [
      'an import of what only an export has named',
      component(
        definitions(TYPE, [0x3f, 0x7f, 0]),
        definitions(EXPORT, [...externName('r'), 0x03, 0, 0]),
        definitions(TYPE, [0x68, 1], [0x40, 1, ...name('x'), 2, 1, 0]),
        definitions(IMPORT, [...externName('f'), 0x01, 3]),
      ),
      "import at 38: import 'f' not valid to be used as import: a type in it has no name",
    ],
    [
      'an import of a resource that the component defines',
      component(definitions(TYPE, [0x3f, 0x7f, 0]), definitions(IMPORT, [...externName('r'), 0x03, 0, 0])),
      "import at 17: import 'r' not valid to be used as import: the component defines the resource itself",
    ],
    [
      'a lift of what is no core function',
      component(definitions(TYPE, [0x40, 0, 1, 0]), definitions(CANON, [0, 0, 7, 0, 0])),
      'canon at 18: unknown function 7: function index out of bounds',
    ],
    [
      'a lift of a core function of a type from the future',
      component(
        section(1, ...module),
        definitions(2, [0, 0, 0]),
        definitions(6, [0, 0, 1, 0, ...name('f')]),
        definitions(TYPE, [0x40, 0, 1, 0]),
        definitions(CANON, [0, 0, 0, 0, 0]),
      ),
      'canon at 67: lowered function type: the core function has an unexpected type: expected (param) (result), found one that is not known here',
    ],
    [
      'a third place of what a call keeps',
      component(definitions(CANON, [0x0a, 0x7f, 2])),
      'canon at 12: context has no place 2: immediate must be 0 or 1',
    ],
    [
      'a place of what a call keeps that holds a float',
      component(definitions(CANON, [0x0b, 0x7d, 0])),
      'canon at 12: context holds i32 or i64',
    ],
    [
      'the type of a core function without gc',
      component(
        definitions(TYPE, [0x40, 0, 1, 0]),
        definitions(IMPORT, [...externName('f'), 0x01, 0]),
        definitions(CANON, [0x01, 0, 0, 1, 8, 0]),
      ),
      'canon at 26: cannot specify `core-type` without `gc`',
    ],
    [
      'text as an object',
      component(
        definitions(TYPE, [0x40, 1, ...name('s'), STRING, 1, 0]),
        definitions(IMPORT, [...externName('f'), 0x01, 0]),
        definitions(CANON, [0x01, 0, 0, 1, 9]),
      ),
      'canon at 29: canonical option `gc` is supported for numbers only',
    ],
    [
      'a problem inside a component inside',
      component(section(4, ...component(section(TYPE, 1, 0x30)))),
      'component > type at 21: invalid leading byte 0x30 for a type',
    ],
  ];
  test.each(cases)('%s', (_what, bytes, problem) => {
    expect(problemOf(bytes)).toBe(problem);
  });
});

test('a component that multiplies its instances is refused', () => {
  // Each component instantiates the one before it eight times.
  let inner = component();
  for (let level = 0; level < 12; level++) {
    const instances = Array.from({ length: 8 }, () => [0x00, 0, 0]);
    const nested = [4, ...leb(inner.length), ...inner];
    inner = component(nested, definitions(5, ...instances));
  }
  expect(problemOf(inner)).toMatch(/the component makes too many instances$/);
});

test('a type that multiplies its parts is refused', () => {
  // Each is two lists of the one before it: 16 bytes in memory, and twice as many types inside.
  const levels = Array.from({ length: 22 }, (_, level) => {
    const before = 2 * level;
    return definitions(TYPE, [0x70, before], [0x6f, 2, before + 1, before + 1]);
  });
  const bytes = component(definitions(TYPE, [STRING]), ...levels);
  expect(problemOf(bytes)).toMatch(/: effective type size exceeds the limit of 1000000$/);
});

function leb(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

test('whatever becomes of its bytes, reading gives a component or a problem', () => {
  const samples = [sample('greet'), sample('host'), sample('shapes'), sample('tasks')];
  const change = fc.record({
    at: fc.nat(),
    byte: fc.nat(255),
    kind: fc.constantFrom('set', 'cut', 'insert', 'repeat'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 }), (bytes, changes) => {
      let mutated = bytes;
      for (const { at, byte, kind } of changes) mutated = changed(mutated, at % (mutated.length + 1), byte, kind);
      expect(problemOf(mutated)).toBeTypeOf('string');
    }),
  );
});

function changed(bytes: Uint8Array, at: number, byte: number, kind: string): Uint8Array {
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (kind) {
    case 'cut':
      return before;
    case 'insert':
      return Uint8Array.from([...before, byte, ...after]);
    case 'repeat':
      return Uint8Array.from([...before, ...after.subarray(0, byte), ...after]);
    default:
      return Uint8Array.from([...before, byte, ...after.subarray(1)]);
  }
}
