/** Arrays, records, tuples, enums, flags and variants. */
import { pure, type Row, row } from '../row.ts';
import {
  body,
  caseOf,
  elementsOf,
  fieldOf,
  fieldsOf,
  integer,
  operand,
  payloadOf,
  positionIn,
  type,
  value,
  values,
} from '../slots.ts';

export const valuesRows = {
  'lift-array': row(
    {
      type: type('value'),
      stride: integer(1),
      pointer: value('address'),
      length: value('address'),
      body: body({ address: 'address' }, { of: 'type' }),
    },
    { arrayOf: 'type' },
    ['makes', 'throws'],
    'Makes an array of `length` elements, STRIDE bytes apart, 1 at least; the body lifts the one at `address`. A plain `load` of a numeric type at its own stride is one bulk copy.',
  ),
  'lower-array': row(
    {
      type: type('value'),
      stride: integer(1),
      pointer: value('address'),
      array: value({ arrayOf: 'type' }),
      body: body({ address: 'address', element: { of: 'type' } }, 'none'),
    },
    'address',
    ['throws'],
    'Runs the body for each element and its `address`, STRIDE bytes apart, 1 at least; gives `pointer`. A plain `store` of a numeric type at its own stride is one bulk copy.',
  ),
  'array-len': row(
    { array: operand('counted') },
    'i32',
    pure,
    'Number of elements, of an array or a target; of a buffer to be filled, in bytes.',
  ),

  slice: row(
    { sequence: operand('sequence'), start: value('i32'), end: value('i32') },
    { of: 'sequence' },
    ['makes', 'throws'],
    'A copy of the part from START up to END: of a string in code units, which may cut a pair of surrogates, of a buffer in bytes, of an array in elements. What is not all inside is a RangeError.',
  ),
  'make-array': row(
    { type: type('value'), items: elementsOf('type') },
    { arrayOf: 'type' },
    ['makes'],
    'Makes an array of the items: a typed array where the type is such a number.',
  ),
  'make-map': row(
    { key: type('value'), value: type('value'), entries: value({ entriesOf: ['key', 'value'] }) },
    { mapOf: ['key', 'value'] },
    ['makes'],
    'Makes a Map of an array of pairs; of equal keys the last one counts.',
  ),
  'map-entries': row(
    { key: type('value'), value: type('value'), map: value({ mapOf: ['key', 'value'] }) },
    { entriesOf: ['key', 'value'] },
    ['makes'],
    'An array of the pairs in a Map, in its order.',
  ),
  'make-set': row(
    { type: type('value'), items: value({ arrayOf: 'type' }) },
    { setOf: 'type' },
    ['makes'],
    'Makes a Set of the items of an array.',
  ),
  'set-items': row(
    { type: type('value'), set: value({ setOf: 'type' }) },
    { arrayOf: 'type' },
    ['makes'],
    'An array of the items of a Set, in its order.',
  ),
  'make-date': row(
    { time: value('f64') },
    'date',
    ['makes', 'throws'],
    'A Date, of milliseconds since 1970; a RangeError where there is none.',
  ),
  'date-time': row({ date: value('date') }, 'f64', pure, 'Milliseconds since 1970.'),
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
} as const satisfies Readonly<Record<string, Row>>;
