/** How a form is written, in a line: for hints and for the reference documentation. */
import { type OperationName, operations, type Row } from './ops.ts';
import type { Slot } from './slots.ts';

/** Forms outside the table. */
export const controlForms = {
  local: { usage: '(local N)', doc: 'A parameter or other binding, by position or by name: `(local $name)`.' },
  let: {
    usage: '(let $name? E)',
    doc: 'Binds the next local, until the end of its block. Several names take several values.',
  },
  var: {
    usage: '(var $name TYPE? E)',
    doc: 'Declares a variable of the function, until the end of its block: `(get $name)` reads it, `(set $name E)` changes it.',
  },
  as: { usage: '(as TYPE E)', doc: 'Converts between numeric types as C casts do; to `u1` and `bool` it is `!= 0`.' },
  call: { usage: '(call F E*)', doc: 'Calls a core export, an import or a function of the component.' },
  if: { usage: '(if C A B?)', doc: 'A where C is not 0, else B; without B it gives nothing.' },
  and: { usage: '(and C C*)', doc: 'Whether all are not 0, as a `bool`; those behind the first that is 0 do not run.' },
  or: {
    usage: '(or C C*)',
    doc: 'Whether any is not 0, as a `bool`; those behind the first that is not 0 do not run.',
  },
  not: { usage: '(not C)', doc: 'Whether C is 0, as a `bool`.' },
  block: { usage: '(block E*)', doc: 'Runs the expressions in order; gives the last one.' },
  switch: {
    usage: '(switch E (case N BODY*)* (else BODY*)?)',
    doc: 'The arm with that number, else the `else`, which a switch with a value needs.',
  },
  match: {
    usage: '(match E (case CASE $x? BODY*)*)',
    doc: "The arm of a variant's, option's or result's case; `$x` is its payload. There is an arm for each case.",
  },
  while: { usage: '(while C BODY*)', doc: 'Runs the body again and again, as long as C is not 0.' },
  'lift-while': {
    usage: '(lift-while TYPE C BODY+)',
    doc: 'The same, and gives an `(array TYPE)` of what the body gave each time.',
  },
  try: {
    usage: '(try BODY* (catch $error? BODY*))',
    doc: 'What the body gives, or where JavaScript throws meanwhile, what the `catch` gives; `$error` is what was thrown, an `any`. Traps are not caught.',
  },
  defer: {
    usage: '(defer (after F)? E)',
    doc: 'Runs E when the function is left, last first, also when something is thrown or traps. With `after`, E has nothing to do unless the core export F was called meanwhile.',
  },
  unreachable: { usage: '(unreachable)', doc: 'Traps.' },
  'lift-func': {
    usage: '(lift-func F E*)',
    doc: 'The function F of the component, its first arguments bound, as a JavaScript function.',
  },
  'lower-func': {
    usage: '(lower-func SIGNATURE F E*)',
    doc: 'The same as the id of a callback, until `free-func`: what the relay SIGNATURE calls for that id. Never 0, but for an absent function.',
  },
  'lower-funcptr': {
    usage: '(lower-funcptr MODULE "table" F E*)',
    doc: "The same as a C function pointer, until `free-funcptr`: a slot in the module's table.",
  },
} as const;

export type ControlName = keyof typeof controlForms;

export function usageOf(name: OperationName): string {
  const { slots }: Row = operations[name];
  const parts = Object.entries(slots).map(([slot, spec]) => slotText(slot, spec));
  return `(${[name, ...parts].join(' ')})`;
}

function slotText(name: string, slot: Slot): string {
  switch (slot.kind) {
    case 'memory':
      return '"memory"';
    case 'table':
      return '"table"';
    case 'global':
      return '"global"';
    case 'values':
    case 'elements':
    case 'arguments':
      return 'E*';
    case 'fields':
      return '(field NAME E)*';
    case 'payload':
      return 'E?';
    case 'body':
      return [...Object.keys(slot.locals).map((local) => `$${local}?`), 'BODY+'].join(' ');
    case 'value':
    case 'operand':
    case 'same':
    case 'module':
    case 'signature':
    case 'type':
    case 'field':
    case 'position':
    case 'case':
    case 'integer':
      return name.toUpperCase();
    case 'variable':
      return '$name';
  }
}
