/** Operands that name something of a core module. */
import type { Form, NameAtom, Node, StringAtom } from '../ast/nodes.ts';
import { unknownModule } from '../diagnostics/names.ts';
import { interfaceTypeInCore } from '../diagnostics/types.ts';
import { functionSignatureOf } from '../ir/signature-letters.ts';
import { type Type, typeText } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { Environment, TableUse } from './environment.ts';
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
export function findModule({ text, span }: NameAtom, { modules, used, sink }: Environment): string | undefined {
  if (modules.has(text)) {
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

export function readTable(_slot: SlotOf<'table'>, operands: Operands): Read<string> {
  const node = operands.next();
  if (node.kind !== 'string') return refuse(operands, "a table's name in quotes", node);
  noteTable(String(operands.read.module ?? ''), node, false, operands.context.environment);
  return good(node.value);
}

/** @param grows whether it gets new slots here */
export function noteTable(
  module: string,
  { value, span }: StringAtom,
  grows: boolean,
  { used: { tables } }: Environment,
): void {
  const known = tables.get(module) ?? new Map<string, TableUse>();
  const use = known.get(value) ?? { span, grownAt: undefined };
  if (grows) use.grownAt ??= span;
  known.set(value, use);
  tables.set(module, known);
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
  if (strange) environment.sink.add(interfaceTypeInCore(typeText(strange), (clauses[0] ?? operands.form).span));
  return type && !strange ? good(type) : bad;
}

const isSignatureClause = (node: Node | undefined): node is Form =>
  node?.kind === 'form' && (node.head.text === 'param' || node.head.text === 'result');
