/** What may stand at a cursor, in the order of how near it is. */
import { typeForms, typeWords } from '../check/resolve-type.ts';
import { entityText } from '../core/entity-text.ts';
import type { Entity } from '../core/module-interface.ts';
import { isOperation, operations, type Row } from '../ir/ops.ts';
import type { Slot } from '../ir/slots.ts';
import { controlForms } from '../ir/usage.ts';
import { type Analysis, moduleNamed } from './analysis.ts';
import { type Cursor, cursorAt, type OpenList } from './cursor.ts';
import { type DeclaredName, declaredNames, localsBefore, type NameKind } from './declared-names.ts';
import { formText, moduleAround } from './describe.ts';
import { type FormText, formNames, formsWithin } from './forms.ts';
import { componentNames, partNames } from './part-names.ts';

export interface Completion {
  readonly label: string;
  readonly kind: NameKind | 'form' | 'member' | 'export';
  /** Behind the label. */
  readonly detail: string;
  readonly doc: string;
}

export interface Completions {
  /** What they replace. */
  readonly span: { readonly start: number; readonly end: number };
  readonly items: readonly Completion[];
}

export function completionsAt(analysis: Analysis, offset: number): Completions {
  const cursor = cursorAt(analysis.text, offset);
  const { start, end } = cursor.word;
  return { span: { start, end }, items: cursor.inComment ? [] : [...itemsAt(analysis, cursor, offset)] };
}

function itemsAt(analysis: Analysis, cursor: Cursor, offset: number): readonly Completion[] {
  const list = cursor.lists.at(-1);
  if (cursor.inString) return exportNames(analysis, cursor);
  if (!list) return [];
  if (list.before.length === 0) return heads(cursor);
  return operandNames(analysis, cursor, list, offset);
}

const described = (label: string, { usage, doc }: FormText = { usage: '', doc: '' }): Completion => ({
  label,
  kind: 'form',
  detail: usage,
  doc,
});

const formCompletion = (name: string): Completion => described(name, formText(name));

/** `set` is an instruction too. */
const typeFormCompletions = typeForms.map((name) => described(name, formNames[name]));

/** Behind a `(`. */
function heads({ lists }: Cursor): readonly Completion[] {
  const outer = lists.at(-2);
  const names = formsWithin[outer?.head ?? (outer ? '' : 'document')];
  if (names) return names.map(formCompletion);
  if (isInType(lists)) return typeFormCompletions;
  const clauses = outer?.head === 'func' ? ['param', 'result'] : (clausesOf[outer?.head ?? ''] ?? []);
  return [...clauses, ...Object.keys(controlForms), ...Object.keys(operations)].map(formCompletion);
}

/** Clauses that are no expressions. */
const clausesOf: Readonly<Record<string, readonly string[]>> = {
  match: ['case'],
  switch: ['case', 'else'],
  try: ['catch'],
  'make-record': ['field'],
};

type NamesAt = NameKind | 'members' | 'exported';

function operandNames(analysis: Analysis, cursor: Cursor, list: OpenList, offset: number): readonly Completion[] {
  const declared = [...declaredNames(analysis.document, analysis.text), ...partNames(analysis)];
  const outer = cursor.lists.at(-2);
  switch (namesAt(list, cursor.lists)) {
    case 'function':
      return named(declared, 'function');
    case 'module':
      return named(declared, 'module');
    case 'component':
      return named(componentNames(analysis), 'component');
    case 'exported':
      return [...named(componentNames(analysis), 'component'), ...named(partNames(analysis), 'function')];
    case 'type':
      return [...named(declared, 'type'), ...typeFormCompletions, ...builtInTypes];
    case 'variable':
    case 'local': {
      const locals = localsBefore(analysis.document, analysis.text, offset).map(localCompletion);
      return list.head === 'local' ? locals : [...locals, ...named(declared, 'variable')];
    }
    case 'members':
      return membersOf(declared, list.head === 'case' || list.head === 'field' ? outer : list);
    case undefined:
      return [];
  }
}

const localCompletion = (name: string): Completion => ({ label: `$${name}`, kind: 'local', detail: '', doc: '' });

const named = (declared: readonly DeclaredName[], kind: NameKind): readonly Completion[] =>
  declared.filter((each) => each.kind === kind).map(({ name, detail, doc }) => ({ label: name, kind, detail, doc }));

const builtInTypes = typeWords.map((label): Completion => ({ label, kind: 'type', detail: '', doc: '' }));

/** Which names an operand takes, by the form and its position in it. */
function namesAt(list: OpenList, lists: readonly OpenList[]): NamesAt | undefined {
  const { head = '', before } = list;
  const position = before.length - 1;
  if (isTypePlace(list, lists)) return 'type';
  if (head === 'export') return 'exported';
  if (lists.at(-2)?.head === 'component') return position === 0 ? 'component' : undefined;
  if (head === 'local') return 'local';
  if (head === 'case' || head === 'field') return position === 0 ? 'members' : undefined;
  if (isOperation(head)) return namesOfSlot(slotAt(operations[head], position));
  return position === (functionOperand[head] ?? -1) ? 'function' : undefined;
}

/** Where a form names a function of the component. */
const functionOperand: Readonly<Record<string, number>> = {
  call: 0,
  start: 0,
  drop: 0,
  'lift-func': 0,
  'lower-func': 1,
  'lower-funcptr': 2,
};

function slotAt({ slots }: Row, position: number): Slot | undefined {
  return Object.values(slots)[position];
}

function namesOfSlot(slot: Slot | undefined): NamesAt | undefined {
  switch (slot?.kind) {
    case 'type':
      return 'type';
    case 'module':
      return 'module';
    case 'variable':
      return 'variable';
    case 'field':
    case 'case':
      return 'members';
    default:
      return undefined;
  }
}

/** The parts of a function type are in clauses of their own. */
const takesTypes = new Set([...typeForms.filter((name) => name !== 'func'), 'param']);
const definesMembers = new Set(['record', 'variant']);

/** Whether a type stands at the end of a list. */
function isTypePlace({ head = '', before }: OpenList, lists: readonly OpenList[]): boolean {
  if (takesTypes.has(head)) return !isOperation(head) || isInType(lists);
  if (head === 'as' || head === 'lift-while') return before.length === 1;
  if (head === 'var') return before.length === 2;
  return before.length === 1 && definesMembers.has(lists.at(-2)?.head ?? '') && lists.at(-3)?.head === 'types';
}

/** Whether the innermost list is a part of a type, whatever its head is elsewhere. */
function isInType(lists: readonly OpenList[]): boolean {
  const outer = lists.at(-2);
  return outer !== undefined && isTypePlace(outer, lists.slice(0, -1));
}

/** Of the type that a list names: `(read-field Person `. */
function membersOf(declared: readonly DeclaredName[], list: OpenList | undefined): readonly Completion[] {
  const types = declared.filter(({ kind }) => kind === 'type');
  const named = types.filter(({ name }) => list?.before.some((text) => text?.replace(/^\$/, '') === name));
  // Of a `match` only the subject's type says it, which is still being written: all cases may be meant.
  const owners = named.length > 0 ? named : types.filter(({ detail }) => detail === 'variant' || detail === 'enum');
  return owners.flatMap(({ name, members }) =>
    members.map((label): Completion => ({ label, kind: 'member', detail: name, doc: '' })),
  );
}

/** In quotes: what the core module's binary exports, of the kind that belongs there. */
function exportNames(analysis: Analysis, { lists }: Cursor): readonly Completion[] {
  const list = lists.at(-1);
  const module = moduleAround(analysis, lists);
  if (!list || module === undefined || !moduleNamed(analysis.document, module)) return [];
  const wanted = kindInQuotes(list);
  return analysis
    .exportsOf(module)
    .filter(({ entity }) => entity.kind === wanted)
    .map(({ field, entity }) => ({
      label: JSON.stringify(field),
      kind: 'export',
      detail: entityText(entity),
      doc: '',
    }));
}

function kindInQuotes({ head = '', before }: OpenList): Entity['kind'] | undefined {
  if (head === 'func') return 'func';
  if (head === 'lower-funcptr') return 'table';
  const kind = isOperation(head) ? slotAt(operations[head], before.length - 1)?.kind : undefined;
  return kind === 'memory' || kind === 'table' || kind === 'global' ? kind : undefined;
}
