/** JavaScript values of any kind: handles, functions, objects and resources. */
import { pure, type Row, row } from '../row.ts';
import { argumentsOf, module, operand, signature, table, type, value } from '../slots.ts';

export const javascriptRows = {
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
  'throw-range': row(
    { message: value('string') },
    'never',
    ['throws', 'leaves'],
    'Throws an `ItlRangeError` with this message: for a value of the right type that is none of those that are taken.',
  ),
  trap: row(
    { message: value('string') },
    'never',
    ['throws', 'leaves'],
    'Traps, as `unreachable` does, with this message.',
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
    'A number, boolean or character as a JavaScript value. TYPE is an interface type: an i32 has a sign once `as` says so, `(box u32 (as u32 E))`.',
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
  'has-property': row(
    { object: operand('reference'), key: operand('reference') },
    'bool',
    ['calls JavaScript', 'throws'],
    'Whether there is a property, as `get-property` would find it.',
  ),
  'delete-property': row(
    { object: operand('reference'), key: operand('reference') },
    'none',
    ['calls JavaScript', 'throws'],
    'Deletes a property; one that cannot be is a TypeError.',
  ),
  'instance-of': row(
    { value: operand('reference'), class: operand('reference') },
    'bool',
    ['calls JavaScript', 'throws'],
    'What `instanceof` gives.',
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
  dispose: row(
    { value: operand('reference') },
    'none',
    ['calls JavaScript', 'throws'],
    'Disposes of a value: calls its `[Symbol.dispose]` if it has one.',
  ),
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
  'lend-resource': row(
    { type: type('resource'), handle: value('i32'), owner: operand('reference') },
    { of: 'type' },
    ['reads state', 'writes state', 'makes', 'throws'],
    'An instance for what somebody else owns, the same one as long as it lives: its `drop` is never called. It keeps its owner alive and ends with it, an instance or an object that stands for a call; with the owner `(null)` it lasts; any other is a TypeError.',
  ),
  'end-lent': row(
    { owner: operand('reference') },
    'none',
    ['writes state'],
    'Ends what was lent with this owner: to use it is a TypeError from then on.',
  ),
  'lower-resource': row(
    { type: type('resource'), instance: value({ of: 'type' }) },
    'i32',
    ['reads state', 'throws'],
    'The core handle of an instance; a disposed one is a TypeError.',
  ),
  'take-resource': row(
    { type: type('resource'), instance: value({ of: 'type' }) },
    'i32',
    ['reads state', 'writes state', 'throws'],
    'The same for a core function that takes the object over: the instance is disposed of, without its `drop`.',
  ),
} as const satisfies Readonly<Record<string, Row>>;
