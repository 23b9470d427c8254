/** What the layout knows of ITL: which lists are never on one line, and how much stands on a list's first line. */
import type { Piece, Unit } from './pieces.ts';

/** What a list is, by its head and the list around it. */
export type Role = 'document' | 'types' | 'import' | 'module' | 'export' | 'component' | 'var' | 'func' | 'form';

const memberRoles: Readonly<Record<Role, readonly Role[]>> = {
  document: ['types', 'import', 'module', 'export', 'component', 'var', 'func'],
  module: ['import', 'func'],
  import: ['func'],
  export: ['func'],
  types: [],
  component: [],
  var: [],
  func: [],
  form: [],
};

/** The role of a list that stands in one of role `outer`. */
export function roleWithin(outer: Role, units: readonly Unit[]): Role {
  const head = headOf(units);
  return memberRoles[outer].find((role) => role === head) ?? 'form';
}

function headOf(units: readonly Unit[]): string | undefined {
  const first = units.find((unit) => unit.node !== undefined)?.node;
  return first?.kind === 'atom' ? first.text : undefined;
}

/** The head of a list that stands in a unit. */
function headWithin(unit: Unit): string | undefined {
  if (unit.node?.kind !== 'list') return undefined;
  const first = unit.node.children.find((piece: Piece) => piece.kind !== 'comment');
  return first?.kind === 'atom' ? first.text : undefined;
}

const count = (units: readonly Unit[], heads: readonly string[]): number =>
  units.filter((unit) => heads.includes(headWithin(unit) ?? '')).length;

const lists = (units: readonly Unit[]): number => units.filter((unit) => unit.node?.kind === 'list').length;

/** Whether a list is spread over lines even where it would fit on one. */
export function isAlwaysSpread(role: Role, units: readonly Unit[]): boolean {
  switch (role) {
    case 'document':
      return true;
    case 'module':
    case 'export':
      return lists(units) > 0;
    case 'types':
      return lists(units) > 1;
    case 'import':
      return count(units, ['func']) > 1;
    case 'func':
      return units.length > firstLineEnd(role, units);
    case 'component':
    case 'var':
      return false;
    case 'form':
      return count(units, ['let', 'var', 'defer']) > 0 || count(units, ['case', 'else']) > 1;
  }
}

/** Operands that stay on the first line of a spread form, in front of what it is about. */
const leadingOperands: ReadonlyMap<string, number> = new Map([
  ['if', 1],
  ['match', 1],
  ['switch', 1],
  ['lift-array', 4],
  ['lower-array', 4],
]);

/** How many units stand on the first line of a spread list, or what it is continued to. */
export function firstLineEnd(role: Role, units: readonly Unit[]): number {
  if (role === 'document') return 0;
  if (role === 'func') return signatureEnd(units);
  const operands = leadingOperands.get(headOf(units) ?? '') ?? 0;
  const end = units.findIndex((unit, index) => index > operands && unit.node?.kind !== 'atom');
  return end < 0 ? units.length : end;
}

// signature = 'func' NAME ['"field"'] ('(param' … ')' | '(result' … ')')*
function signatureEnd(units: readonly Unit[]): number {
  const lastClause = units.findLastIndex((unit) => ['param', 'result'].includes(headWithin(unit) ?? ''));
  if (lastClause >= 0) return lastClause + 1;
  const parts = units.filter((unit) => unit.node !== undefined);
  const field = parts[2]?.node;
  const lastName = parts[field?.kind === 'atom' && field.text.startsWith('"') ? 2 : 1];
  return lastName === undefined ? units.length : units.indexOf(lastName) + 1;
}
