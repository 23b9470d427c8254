/** What is in core modules besides functions, and the variables of the component itself. */
import { pure, type Row, row } from '../row.ts';
import { global, memory, module, operand, referenceTable, type, value, variable } from '../slots.ts';

const lengthOf = (doc: string, effects = pure) => row({ string: value('string') }, 'i32', effects, doc);
const liftText = (doc: string) =>
  row(
    { module, memory, pointer: value('address'), length: value('address') },
    'string',
    ['reads memory', 'throws'],
    doc,
  );
const lowerText = (doc: string) =>
  row({ module, memory, string: value('string'), pointer: value('address') }, 'none', ['writes memory', 'throws'], doc);

export const memoryRows = {
  'string-len': lengthOf('Length of the string in UTF-8, in bytes.'),
  'mem-to-string': liftText('Lifts UTF-8; ill-formed bytes become U+FFFD. `length` is in bytes.'),
  'mem-to-strict-string': liftText(
    'Lifts UTF-8; ill-formed bytes trap, and so do more than 2^28-1 of them. `length` is in bytes.',
  ),
  'mem-to-c-string': row(
    { module, memory, pointer: value('address') },
    'string',
    ['reads memory', 'throws'],
    'Lifts UTF-8 up to a NUL; the end of the memory without one is a RangeError.',
  ),
  'string-to-mem': lowerText('Lowers UTF-8, `string-len` bytes and no terminator; lone surrogates become U+FFFD.'),
  'string-into-mem': row(
    { module, memory, string: value('string'), pointer: value('address'), room: value('address') },
    'i32',
    ['writes memory', 'throws'],
    'Lowers UTF-8 into a place of ROOM bytes and gives the number of bytes; a string that needs more is a RangeError. Three bytes for each code unit are always enough, so that nobody has to measure.',
  ),
  'string-room': lengthOf(
    'Bytes that are enough for the string in UTF-8: three for each code unit, so that nobody has to measure it before it is written; of 100,000 and more the exact number.',
  ),
  'utf16-len': lengthOf('Length of the string in UTF-16 code units.'),
  'mem-to-utf16': liftText('Lifts UTF-16 (little-endian). `length` is in code units.'),
  'mem-to-strict-utf16': liftText('Lifts UTF-16 (little-endian); a lone surrogate traps. `length` is in code units.'),
  'utf16-to-mem': lowerText('Lowers UTF-16, two bytes a code unit, no terminator.'),
  'latin1-len': lengthOf('Length of the string in Latin-1, in bytes; a character above U+00FF is a RangeError.', [
    'throws',
  ]),
  'is-latin1': row({ string: value('string') }, 'bool', pure, 'Whether all characters are below U+0100.'),
  'mem-to-latin1': liftText('Lifts Latin-1, one byte a character.'),
  'latin1-to-mem': lowerText('Lowers Latin-1, one byte a character; a character above U+00FF is a RangeError.'),

  'buffer-len': row({ buffer: value('buffer') }, 'i32', pure, 'Length in bytes.'),
  'mem-to-buffer': row(
    { module, memory, pointer: value('address'), length: value('address') },
    'buffer',
    ['reads memory', 'makes', 'throws'],
    'Copies bytes out of memory.',
  ),
  'buffer-to-mem': row(
    { module, memory, buffer: value('buffer'), pointer: value('address') },
    'none',
    ['writes memory', 'throws'],
    'Copies bytes into memory.',
  ),
  'mem-to-target': row(
    { module, memory, pointer: value('address'), length: value('address'), target: operand('target') },
    'none',
    // What is filled may be a view of any memory.
    ['reads memory', 'calls JavaScript', 'throws'],
    'Copies so many elements, or bytes for a `(target buffer)`, to where the target begins. One that is too small, or gone, is a RangeError, and nothing is written.',
  ),
  'mem-view': row(
    { type: type('element'), module, memory, pointer: value('address'), length: value('address') },
    { arrayOf: 'type' },
    ['reads memory', 'makes', 'throws'],
    'A typed array on the memory itself, without a copy; valid until the memory grows. `length` is in elements.',
  ),

  load: row(
    { type: type('stored'), module, memory, pointer: value('address') },
    { of: 'type' },
    ['reads memory', 'throws'],
    'Reads one scalar.',
  ),
  store: row(
    { type: type('stored'), module, memory, pointer: value('address'), value: value({ of: 'type' }) },
    'none',
    ['writes memory', 'throws'],
    'Writes one scalar.',
  ),

  'memory-size': row({ module, memory }, 'address', ['reads memory'], 'Size of the memory, in pages of 65,536 bytes.'),
  'memory-has': row(
    { module, memory, pointer: value('address'), length: value('address') },
    'bool',
    ['reads memory'],
    'Whether so many bytes from POINTER on lie in the memory.',
  ),
  'memory-grow': row(
    { module, memory, pages: value('address') },
    'address',
    ['writes memory'],
    'Grows the memory by that many pages. Gives its size before, or -1 where there is no room; views on it are gone.',
  ),
  'global-get': row(
    { type: type('core'), module, global },
    { of: 'type' },
    ['reads state'],
    "The value of a core module's exported global; TYPE is a core type, the global's own, and `as` makes another of it.",
  ),
  'global-set': row(
    { module, global, value: operand('core') },
    'none',
    ['writes state'],
    "Puts a value into a core module's exported global, which has to be mutable.",
  ),
  'table-get': row(
    { module, table: referenceTable, index: value('i32') },
    'any',
    ['reads state', 'throws'],
    'The JavaScript value in that slot of a table of externref; outside of the table it is a RangeError.',
  ),
  'table-set': row(
    { module, table: referenceTable, index: value('i32'), value: operand('reference') },
    'none',
    ['writes state', 'throws'],
    'Puts a JavaScript value into a slot; outside of the table it is a RangeError.',
  ),
  'table-size': row(
    { module, table: referenceTable },
    'i32',
    ['reads state'],
    'Number of slots of a table of externref.',
  ),
  'table-grow': row(
    { module, table: referenceTable, value: operand('reference'), count: value('i32') },
    'i32',
    ['writes state'],
    'Gives the table that many more slots, each with the value. Gives its size before, or -1 where there is no room.',
  ),

  get: row({ variable }, { of: 'variable' }, ['reads state'], 'What a variable of the component holds.'),
  set: row(
    { variable, value: value({ of: 'variable' }) },
    'none',
    ['writes state'],
    'Puts a value into a variable of the component.',
  ),
} as const satisfies Readonly<Record<string, Row>>;
