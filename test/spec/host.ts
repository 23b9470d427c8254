/** What scripts expect of their host: a few functions, a core module, two resources. */
import type { Entity, FunctionType, ModuleType, ResourceType, ValueType } from '../../src/component/entities.ts';

const u32: ValueType = { kind: 'primitive', name: 'u32' };
const resource = (): ResourceType => ({ kind: 'resource', owner: undefined, destructor: undefined });
const [resource1, resource2] = [resource(), resource()];
const own: ValueType = { kind: 'own', resource: resource1 };
const borrow: ValueType = { kind: 'borrow', resource: resource1 };

function func(params: FunctionType['params'], result?: ValueType): Entity {
  return { kind: 'func', type: { kind: 'func', isAsync: false, params, result }, source: { kind: 'abstract' } };
}

const type = (of: ResourceType): Entity => ({ kind: 'type', type: of });

/** `(module (global (export "g") i32 i32.const 100) (func (export "f") (result i32) i32.const 101))` */
const simpleModule = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  127,
  3,
  2,
  1,
  0,
  6,
  7,
  1,
  127,
  0,
  65,
  228,
  0,
  11,
  7,
  9,
  2,
  1,
  103,
  3,
  0,
  1,
  102,
  0,
  0,
  10,
  7,
  1,
  5,
  0,
  65,
  229,
  0,
  11,
);

const simpleType: ModuleType = {
  kind: 'module',
  imports: [],
  exports: new Map([
    ['g', { kind: 'global', index: 0, type: 'i32', mutable: false, initial: undefined }],
    ['f', { kind: 'func', index: 0, name: undefined, signature: { params: [], results: ['i32'] }, parameterNames: [] }],
  ]),
};

const rep = { label: 'rep', type: u32 };

export const hostEntities: ReadonlyMap<string, Entity> = new Map<string, Entity>([
  ['host-return-two', func([], u32)],
  ['host-echo-u32', func([{ label: 'v', type: u32 }], u32)],
  [
    'host',
    {
      kind: 'instance',
      exports: new Map<string, Entity>([
        ['return-three', func([], u32)],
        ['return-hi', func([], { kind: 'primitive', name: 'string' })],
        ['nested', { kind: 'instance', exports: new Map([['return-four', func([], u32)]]) }],
        ['simple-module', { kind: 'module', type: simpleType, source: { kind: 'binary', bytes: simpleModule } }],
        ['resource1', type(resource1)],
        ['resource2', type(resource2)],
        ['resource1-again', type(resource1)],
        ['[constructor]resource1', func([{ label: 'r', type: u32 }], own)],
        ['[static]resource1.assert', func([{ label: 'r', type: own }, rep])],
        ['[static]resource1.last-drop', func([], u32)],
        ['[static]resource1.drops', func([], u32)],
        ['[method]resource1.simple', func([{ label: 'self', type: borrow }, rep])],
        [
          '[method]resource1.take-borrow',
          func([
            { label: 'self', type: borrow },
            { label: 'b', type: borrow },
          ]),
        ],
        [
          '[method]resource1.take-own',
          func([
            { label: 'self', type: borrow },
            { label: 'b', type: own },
          ]),
        ],
      ]),
    },
  ],
]);

/** As JavaScript gives it: a class for a resource. */
export function hostImports(): Readonly<Record<string, object>> {
  let drops = 0;
  let lastDrop = 0;
  class Resource1 {
    readonly rep: number;
    constructor(given: number) {
      this.rep = given;
    }
    static assert(of: Resource1, expected: number): void {
      if (of.rep !== expected) throw new Error(`rep ${of.rep}, not ${expected}`);
    }
    static lastDrop = (): number => lastDrop;
    static drops = (): number => drops;
    simple(expected: number): void {
      Resource1.assert(this, expected);
    }
    takeBorrow(_other: Resource1): void {}
    takeOwn(_other: Resource1): void {}
    [Symbol.dispose](): void {
      drops++;
      lastDrop = this.rep;
    }
  }
  return {
    'host-return-two': { default: () => 2 },
    'host-echo-u32': { default: (value: number) => value },
    host: {
      returnThree: () => 3,
      returnHi: () => 'hi',
      'nested.returnFour': () => 4,
      nested: { returnFour: () => 4 },
      Resource1,
      Resource2: class {},
      '[constructor]Resource1': (of: number) => new Resource1(of),
      '[static]Resource1.assert': Resource1.assert,
      '[static]Resource1.lastDrop': Resource1.lastDrop,
      '[static]Resource1.drops': Resource1.drops,
      '[method]Resource1.simple': (self: Resource1, of: number) => self.simple(of),
      '[method]Resource1.takeBorrow': (self: Resource1, other: Resource1) => self.takeBorrow(other),
      '[method]Resource1.takeOwn': (self: Resource1, other: Resource1) => self.takeOwn(other),
    },
  };
}
