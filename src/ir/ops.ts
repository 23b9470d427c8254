/**
 * THE table of operations. A row says what an instruction takes, what it gives and, in a line, what it is for; parser,
 * checker, suggestions and the reference in grammar/itl.md come from it, and each back-end is a total map over it.
 * Control and binding (`local let call if block switch match defer as …`) are not here: they are a small closed set.
 */
import type { Effect } from './effects.ts';
import {
  argumentsOf,
  body,
  caseOf,
  fieldOf,
  fieldsOf,
  integer,
  memory,
  module,
  type OperandByKind,
  operand,
  payloadOf,
  positionIn,
  type Slot,
  same,
  signature,
  type TypeRule,
  table,
  type,
  value,
  values,
  variable,
} from './slots.ts';

export interface Row {
  readonly slots: Readonly<Record<string, Slot>>;
  readonly result: TypeRule;
  /** What it does besides giving its result; what its operands do is theirs. */
  readonly effects: readonly Effect[];
  readonly doc: string;
}

const row = <const S extends Readonly<Record<string, Slot>>>(
  slots: S,
  result: TypeRule,
  effects: readonly Effect[],
  doc: string,
) => ({ slots, result, effects, doc });

/** Nothing but the result. */
const pure: readonly Effect[] = [];

const arithmetic = (doc: string, effects = pure) =>
  row({ left: operand('number'), right: same('left') }, { of: 'left' }, effects, doc);
const bitwise = (doc: string) => row({ left: operand('integer'), right: same('left') }, { of: 'left' }, pure, doc);
const comparison = (doc: string) => row({ left: operand('number'), right: same('left') }, 'bool', pure, doc);
const lengthOf = (doc: string, effects = pure) => row({ string: value('string') }, 'i32', effects, doc);
const liftText = (doc: string) =>
  row({ module, memory, pointer: value('i32'), length: value('i32') }, 'string', ['reads memory', 'throws'], doc);
const lowerText = (doc: string) =>
  row({ module, memory, string: value('string'), pointer: value('i32') }, 'none', ['writes memory', 'throws'], doc);

export const operations = {
  '+': arithmetic('Sum, wrapping at the width of the type.'),
  '-': arithmetic('Difference, wrapping at the width of the type.'),
  '*': arithmetic('Product, wrapping at the width of the type.'),
  '/': arithmetic(
    "Quotient, by the type's signedness; integers truncate towards zero and trap on a zero divisor; the lowest s32 or s64 by -1 traps too.",
    ['throws'],
  ),
  '%': arithmetic("Remainder with the dividend's sign; integers trap on a zero divisor.", ['throws']),
  '&': bitwise('Bitwise and.'),
  '|': bitwise('Bitwise or.'),
  '^': bitwise('Bitwise exclusive or.'),
  '<<': bitwise("Shift left; the count is taken modulo the type's width."),
  '>>': bitwise("Shift right by the type's signedness; the count is taken modulo the type's width."),
  '>>>': bitwise("Shift right, filling with zeros; the count is taken modulo the type's width."),
  '==': comparison('Equal.'),
  '!=': comparison('Not equal.'),
  '<': comparison("Less, by the type's signedness."),
  '<=': comparison("Less or equal, by the type's signedness."),
  '>': comparison("Greater, by the type's signedness."),
  '>=': comparison("Greater or equal, by the type's signedness."),

  'string-len': lengthOf('Length of the string in UTF-8, in bytes.'),
  'mem-to-string': liftText('Lifts UTF-8; ill-formed bytes become U+FFFD. `length` is in bytes.'),
  'mem-to-c-string': row(
    { module, memory, pointer: value('i32') },
    'string',
    ['reads memory', 'throws'],
    'Lifts UTF-8 up to a NUL; the end of the memory without one is a RangeError.',
  ),
  'string-to-mem': lowerText('Lowers UTF-8, `string-len` bytes and no terminator; lone surrogates become U+FFFD.'),
  'utf16-len': lengthOf('Length of the string in UTF-16 code units.'),
  'mem-to-utf16': liftText('Lifts UTF-16 (little-endian). `length` is in code units.'),
  'utf16-to-mem': lowerText('Lowers UTF-16, two bytes a code unit, no terminator.'),
  'latin1-len': lengthOf('Length of the string in Latin-1, in bytes; a character above U+00FF is a RangeError.', [
    'throws',
  ]),
  'mem-to-latin1': liftText('Lifts Latin-1, one byte a character.'),
  'latin1-to-mem': lowerText('Lowers Latin-1, one byte a character; a character above U+00FF is a RangeError.'),

  'buffer-len': row({ buffer: value('buffer') }, 'i32', pure, 'Length in bytes.'),
  'mem-to-buffer': row(
    { module, memory, pointer: value('i32'), length: value('i32') },
    'buffer',
    ['reads memory', 'makes', 'throws'],
    'Copies bytes out of memory.',
  ),
  'buffer-to-mem': row(
    { module, memory, buffer: value('buffer'), pointer: value('i32') },
    'none',
    ['writes memory', 'throws'],
    'Copies bytes into memory.',
  ),
  'mem-view': row(
    { type: type('element'), module, memory, pointer: value('i32'), length: value('i32') },
    { arrayOf: 'type' },
    ['reads memory', 'makes', 'throws'],
    'A typed array on the memory itself, without a copy; valid until the memory grows. `length` is in elements.',
  ),

  load: row(
    { type: type('scalar'), module, memory, pointer: value('i32') },
    { of: 'type' },
    ['reads memory', 'throws'],
    'Reads one scalar.',
  ),
  store: row(
    { type: type('scalar'), module, memory, pointer: value('i32'), value: value({ of: 'type' }) },
    'none',
    ['writes memory', 'throws'],
    'Writes one scalar.',
  ),

  get: row({ variable }, { of: 'variable' }, ['reads state'], 'What a variable of the component holds.'),
  set: row(
    { variable, value: value({ of: 'variable' }) },
    'none',
    ['writes state'],
    'Puts a value into a variable of the component.',
  ),

  'lift-array': row(
    {
      type: type('value'),
      stride: integer(1),
      pointer: value('i32'),
      length: value('i32'),
      body: body({ address: 'i32' }, { of: 'type' }),
    },
    { arrayOf: 'type' },
    ['makes', 'throws'],
    'Makes an array of `length` elements; the body lifts the one at `address`. A plain `load` of a numeric type at its own stride is one bulk copy.',
  ),
  'lower-array': row(
    {
      type: type('value'),
      stride: integer(1),
      pointer: value('i32'),
      array: value({ arrayOf: 'type' }),
      body: body({ address: 'i32', element: { of: 'type' } }, 'none'),
    },
    'i32',
    ['throws'],
    'Runs the body for each element and its `address`; gives `pointer`. A plain `store` of a numeric type at its own stride is one bulk copy.',
  ),
  'array-len': row({ array: operand('array') }, 'i32', pure, 'Number of elements.'),

  'make-record': row(
    { type: type('record'), fields: fieldsOf('type') },
    { of: 'type' },
    ['makes'],
    'Makes a record from all of its fields.',
  ),
  'read-field': row(
    { type: type('record'), field: fieldOf('type'), record: value({ of: 'type' }) },
    { of: 'field' },
    pure,
    'Reads one field.',
  ),
  'make-tuple': row({ items: values }, { tupleOf: 'items' }, ['makes'], 'Makes a tuple of the items.'),
  'read-tuple': row(
    { type: type('tuple'), index: positionIn('type'), tuple: value({ of: 'type' }) },
    { of: 'index' },
    pure,
    'Reads the item at an index from 0.',
  ),
  'lift-enum': row(
    { type: type('enum'), number: value('i32') },
    { of: 'type' },
    ['throws'],
    'The case with that number from 0; any other number is a RangeError.',
  ),
  'lower-enum': row(
    { type: type('enum'), case: value({ of: 'type' }) },
    'i32',
    pure,
    'The number of the case, from 0.',
  ),
  'lift-flags': row(
    { type: type('flags'), bits: value('i32') },
    { of: 'type' },
    ['makes', 'throws'],
    'An object of booleans, the first flag from bit 0; a bit without a flag is a RangeError.',
  ),
  'lower-flags': row(
    { type: type('flags'), flags: value({ of: 'type' }) },
    'i32',
    pure,
    'The bits, the first flag in bit 0.',
  ),
  'make-variant': row(
    { type: type('variant'), case: caseOf('type'), payload: payloadOf('case') },
    { of: 'type' },
    ['makes'],
    'Makes a variant, an option (`some`, `none`) or a result (`ok`, `err`).',
  ),

  'lift-ref': row(
    { handle: value('i32') },
    'any',
    ['reads state', 'throws'],
    'The JavaScript value that a handle stands for; a stale or unknown handle is a RangeError.',
  ),
  'lower-ref': row(
    { value: operand('reference') },
    'i32',
    ['writes state', 'throws'],
    'A handle that a core module can keep, until `drop-ref`.',
  ),
  'drop-ref': row({ handle: value('i32') }, 'none', ['writes state', 'throws'], 'Frees a handle.'),

  throw: row(
    { message: value('string') },
    'never',
    ['throws', 'leaves'],
    'Throws a JavaScript Error with this message.',
  ),
  rethrow: row(
    { value: operand('reference') },
    'never',
    ['throws', 'leaves'],
    'Throws the value itself, for instance an E of `any` that an import threw.',
  ),
  box: row(
    { type: type('scalar'), value: value({ of: 'type' }) },
    'any',
    ['throws'],
    'A number, boolean or character as a JavaScript value.',
  ),
  unbox: row(
    { type: type('value'), value: operand('reference') },
    { of: 'type' },
    ['calls JavaScript', 'makes', 'throws'],
    'A JavaScript value as one of the type, checked as it is at the boundary; any other is a TypeError or RangeError.',
  ),
  'get-property': row(
    { object: operand('reference'), key: operand('reference') },
    'any',
    ['calls JavaScript', 'throws'],
    "Reads a property. What every object has by birth, `constructor` above all, counts as missing, unless it is the object's own.",
  ),
  'set-property': row(
    { object: operand('reference'), key: operand('reference'), value: operand('reference') },
    'none',
    ['calls JavaScript', 'throws'],
    'Writes a property; `__proto__` is a TypeError.',
  ),
  'call-method': row(
    { object: operand('reference'), key: operand('reference'), arguments: operand('array') },
    'any',
    ['calls JavaScript', 'throws'],
    'Calls the function that `get-property` gives, with the object as `this`.',
  ),
  'call-any': row(
    { callee: operand('reference'), arguments: operand('array') },
    'any',
    ['calls JavaScript', 'throws'],
    'Calls a value that is a function, without checks of the arguments and the result.',
  ),
  construct: row(
    { class: operand('reference'), arguments: operand('array') },
    'any',
    ['calls JavaScript', 'throws'],
    'Makes an instance, as `new` does.',
  ),
  'new-object': row({}, 'any', ['makes'], 'An object without properties.'),
  'type-of': row({ value: operand('reference') }, 'string', pure, "What JavaScript's `typeof` gives."),
  'kind-of': row(
    { value: operand('reference') },
    'i32',
    pure,
    'What kind of value it is: 0 `undefined`, 1 `null`, 2 a boolean, 3 a number, 4 a BigInt, 5 a string, 6 a symbol, 7 a function, 8 an object, 9 what a `buffer` takes.',
  ),
  null: row({}, 'any', pure, "JavaScript's `null`."),
  same: row(
    { left: operand('reference'), right: operand('reference') },
    'bool',
    pure,
    'Whether both are the same value, as `Object.is` says.',
  ),

  'call-func': row(
    { callee: operand('function'), arguments: argumentsOf('callee') },
    { resultOf: 'callee' },
    ['calls JavaScript', 'throws'],
    'Calls a JavaScript function.',
  ),
  'free-func': row(
    { id: value('i32') },
    'none',
    ['writes state', 'throws'],
    'Releases a callback; 0 does nothing, one that was released already is a RangeError.',
  ),
  'call-funcptr': row(
    { module, table, signature, pointer: value('i32'), arguments: argumentsOf('signature') },
    { resultOf: 'signature' },
    ['reads state', 'calls core', 'throws'],
    "Calls a C function pointer: the function in that slot of the module's table. An empty slot is a RangeError, another signature traps.",
  ),
  'free-funcptr': row(
    { module, table, pointer: value('i32') },
    'none',
    ['writes state', 'throws'],
    'Releases a function pointer that `lower-funcptr` made; 0 does nothing, any other is a RangeError.',
  ),
  'lift-resource': row(
    { type: type('resource'), handle: value('i32') },
    { of: 'type' },
    ['reads state', 'writes state', 'makes', 'throws'],
    'The instance for a core handle: the same one as long as it lives.',
  ),
  'lower-resource': row(
    { type: type('resource'), instance: value({ of: 'type' }) },
    'i32',
    ['reads state', 'throws'],
    'The core handle of an instance; a disposed one is a TypeError.',
  ),
} as const satisfies Readonly<Record<string, Row>>;

export type OperationName = keyof typeof operations;

type SlotsOf<N extends OperationName> = (typeof operations)[N]['slots'];

/** What an emitter for operation N is handed. */
export type OperandsOf<N extends OperationName> = {
  readonly [K in keyof SlotsOf<N>]: SlotsOf<N>[K] extends { readonly kind: infer S extends keyof OperandByKind }
    ? OperandByKind[S]
    : never;
};

export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);
