/** Operands that name something of a core module. */
import type { Form, NameAtom, Node, StringAtom } from '../ast/nodes.ts';
import { unknownModule } from '../diagnostics/names.ts';
import { interfaceTypeInCore } from '../diagnostics/types.ts';
import type { Row } from '../ir/ops.ts';
import { functionSignatureOf } from '../ir/signature-letters.ts';
import type { TableElement } from '../ir/slots.ts';
import { shownType, type Type, typeText } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { Environment, TableUse } from './environment.ts';
import { noteUse } from './notes.ts';
import type { Operands } from './operands.ts';
import { bad, good, type Read, refuse, type SlotOf } from './reading.ts';
import { readFunctionType } from './resolve-type.ts';
import { isCoreType } from './signature.ts';

export function readModule(_slot: SlotOf<'module'>, operands: Operands): Read<string> {
  const node = operands.next();
  if (node.kind !== 'name') return refuse(operands, "a module's name", node);
  const module = findModule(node, operands.context.environment);
  return module === undefined ? bad : good(module);
}

/** Undefined after a reported error. */
export function findModule(node: NameAtom, environment: Environment): string | undefined {
  const { text, span } = node;
  const { modules, used, sink } = environment;
  if (modules.has(text)) {
    noteUse(environment, node, { kind: 'module', name: text });
    used.modules.add(text);
    return text;
  }
  sink.add(unknownModule(text, span, modules.keys()));
  return undefined;
}

export function readMemory(_slot: SlotOf<'memory'>, operands: Operands): Read<string> {
  const node = operands.next();
  if (node.kind !== 'string') return refuse(operands, "a memory's name in quotes", node);
  noteMemory(String(operands.read.module ?? ''), node, operands.context.environment);
  return good(node.value);
}

function noteMemory(module: string, { value, span }: StringAtom, { used: { memories } }: Environment): void {
  const known = memories.get(module) ?? new Map<string, Span>();
  if (!known.has(value)) known.set(value, span);
  memories.set(module, known);
}

export function readTable({ holds }: SlotOf<'table'>, operands: Operands): Read<string> {
  const node = operands.next();
  if (node.kind !== 'string') return refuse(operands, "a table's name in quotes", node);
  noteTable(String(operands.read.module ?? ''), node, { holds, grows: false }, operands.context.environment);
  return good(node.value);
}

/** @param how - what it is taken to hold, and whether it gets new slots for function pointers here */
export function noteTable(
  module: string,
  { value, span }: StringAtom,
  { holds, grows }: { readonly holds: TableElement; readonly grows: boolean },
  { used: { tables } }: Environment,
): void {
  const known = tables.get(module) ?? new Map<string, TableUse>();
  const use = known.get(value) ?? { span, holds, grownAt: undefined };
  if (grows) use.grownAt ??= span;
  known.set(value, use);
  tables.set(module, known);
}

export function readGlobal(_slot: SlotOf<'global'>, operands: Operands): Read<string> {
  const node = operands.next();
  return node.kind === 'string' ? good(node.value) : refuse(operands, "a global's name in quotes", node);
}

/** What a global is taken to be follows from the operand that says its type or is put into it. */
export function noteGlobalUse({ slots }: Row, { read, form, typeOf, context }: Operands): void {
  if (!slots.global) return;
  const { globals } = context.environment.used;
  const [module, field] = [String(read.module), String(read.global)];
  const span = (form.args[Object.keys(slots).indexOf('global')] ?? form).span;
  const type = typeOf('type') ?? typeOf('value');
  if (!type || type.kind === 'never') return;
  const holds = isCoreType(type) ? typeText(type) : 'externref';
  globals.push({ module, field, span, holds, isSet: slots.value !== undefined });
}

/** Letters, or `(param TYPE*)* (result TYPE*)*`. */
export function readSignature(_slot: SlotOf<'signature'>, operands: Operands): Read<Type> {
  const { environment } = operands.context;
  const first = operands.peek();
  const letters = first?.kind === 'name' ? functionSignatureOf(first.text) : undefined;
  if (first?.kind === 'name') {
    operands.next();
    return letters
      ? good(letters)
      : refuse(operands, 'a signature: (param …) (result …), or letters such as ipp', first);
  }
  const clauses: Form[] = [];
  for (let node = operands.peek(); isSignatureClause(node); node = operands.peek()) {
    clauses.push(node);
    operands.next();
  }
  const type = readFunctionType(clauses, environment)?.type;
  const parts = type && [...type.params, ...type.results];
  if (type && type.results.length > 1) return refuse(operands, 'one result at most', clauses[0]);
  const strange = parts?.find((part) => !isCoreType(part));
  if (strange) environment.sink.add(interfaceTypeInCore(shownType(strange), (clauses[0] ?? operands.form).span));
  return type && !strange ? good(type) : bad;
}

const isSignatureClause = (node: Node | undefined): node is Form =>
  node?.kind === 'form' && (node.head.text === 'param' || node.head.text === 'result');
