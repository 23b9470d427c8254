/**
 * Every function's head, and the modules: after this pass any body can name any function. Front-ends see to it that what
 * lives outside has its name there, and no body.
 */

import { RESERVED_PREFIX, RUNTIME_MODULE } from '../../runtime/abi.ts';
import { isReserved, memberOf, propertyOf, withoutInterface, withoutOverload } from '../../runtime/member-names.ts';
import type {
  Document,
  ExportItem,
  FunctionNode,
  ImportItem,
  ModuleItem,
  NameAtom,
  RelayNode,
  StartNode,
  VariableItem,
} from '../ast/nodes.ts';
import {
  duplicateImport,
  duplicateName,
  reservedModule,
  reservedName,
  thenableExport,
  unknownFunction,
} from '../diagnostics/names.ts';
import { variableIncomplete } from '../diagnostics/syntax.ts';
import { badRelay, badStart, misplacedAsync, severalStarts } from '../diagnostics/types.ts';
import type { CoreLink, PassedImports, Relay } from '../ir/core-parts.ts';
import type {
  AdapterFunction,
  Callee,
  CoreFunction,
  CoreModule,
  ImportedFunction,
  InstanceVariable,
  Role,
} from '../ir/ir.ts';
import { relaySignature } from '../ir/signature-letters.ts';
import { uniqueName } from '../ir/unique-name.ts';
import type { Span } from '../source/source-map.ts';
import { markUsed } from './basic-forms.ts';
import { claimExport, type ExportPlaces } from './claim-export.ts';
import { exportParts } from './declare-parts.ts';
import { madeEntities, readLink, wideMemories } from './entities.ts';
import type { Environment } from './environment.ts';
import { noteDefinition, noteUse } from './notes.ts';
import { sharedImport } from './shared-import.ts';
import { resolveSignature } from './signature.ts';

/** A function whose body is still to be checked. */
export interface PendingBody {
  readonly function: AdapterFunction;
  readonly node: FunctionNode;
}

export interface Declarations {
  readonly imports: readonly ImportedFunction[];
  readonly modules: readonly CoreModule[];
  readonly variables: readonly InstanceVariable[];
  /** In source order. */
  readonly bodies: readonly PendingBody[];
}

interface Collected {
  readonly environment: Environment;
  readonly imports: ImportedFunction[];
  readonly modules: CoreModule[];
  readonly variables: InstanceVariable[];
  readonly bodies: PendingBody[];
  /** What is already exported, and imported from where: for messages about the second one. */
  readonly exported: ExportPlaces;
  readonly imported: Map<string, Span>;
  /** Names that anonymous functions must not be given. */
  readonly reserved: Set<string>;
}

export function declareAll(document: Document, environment: Environment): Declarations {
  const collected: Collected = {
    environment,
    imports: [],
    modules: [],
    variables: [],
    bodies: [],
    exported: new Map(),
    imported: new Map(),
    reserved: namesIn(document),
  };
  for (const item of document.items) declareItem(item, collected);
  return collected;
}

/** All names that the document gives to functions, so that none made up for an anonymous one meets them. */
function namesIn(document: Document): Set<string> {
  const names = document.items.flatMap(functionsOf).flatMap((node) => (node.name ? [node.name.text] : []));
  return new Set(names);
}

/** Every function inside an item, itself included. */
export function functionsOf(item: Document['items'][number]): readonly FunctionNode[] {
  switch (item.kind) {
    case 'func':
      return [item];
    case 'export':
      return item.functions;
    case 'import':
      return item.members.filter((member) => member.kind === 'func');
    case 'module':
      return item.members.flatMap((member) =>
        member.kind === 'func' || member.kind === 'import' ? functionsOf(member) : [],
      );
    case 'types':
    case 'var':
    case 'component':
      return [];
  }
}

function declareItem(item: Document['items'][number], collected: Collected): void {
  switch (item.kind) {
    case 'types':
      return;
    case 'var':
      return declareVariable(item, collected);
    case 'import':
      return declareImports(item, collected);
    case 'module':
      return declareModule(item, collected);
    case 'func':
      return declareAdapterFunction(item, { kind: 'helper' }, collected);
    case 'export':
      return declareExports(item, collected);
    case 'component':
      return;
  }
}

/** A name for the function: its own if it is free, else made from the field. Undefined after a reported duplicate. */
function claimName(node: FunctionNode, collected: Collected): string | undefined {
  const { environment } = collected;
  if (!node.name) return inventName(node.field?.value ?? '', collected);
  const first = environment.functions.get(node.name.text);
  if (!first) return node.name.text;
  environment.sink.add(duplicateName('function', node.name.text, node.name.span, first.span));
  return undefined;
}

function inventName(field: string, { reserved }: Collected): string {
  return uniqueName(`${RESERVED_PREFIX}${field.replace(/[^A-Za-z0-9_.$-]/g, '_')}`, reserved);
}

function register(node: FunctionNode, callee: Callee, environment: Environment): void {
  if (node.name) environment.functions.set(node.name.text, callee);
  noteDefinition(environment, node.name, { kind: 'function', callee });
}

/** The place to show for a function: its name, or what it is called outside. */
const spanOf = (node: FunctionNode): Span => (node.name ?? node.field ?? node).span;

function declareImports(item: ImportItem, collected: Collected): void {
  const { sink } = collected.environment;
  if (item.module.value === RUNTIME_MODULE) sink.add(reservedModule(item.module.value, item.module.span));
  // The parser lets no relay through here.
  for (const member of item.members) if (member.kind === 'func') declareImport(member, item.module.value, collected);
}

function declareImport(node: FunctionNode, module: string, collected: Collected): void {
  const { environment, imports, imported } = collected;
  const signature = resolveSignature(node, 'boundary', environment);
  const field = node.field?.value;
  const name = claimName(node, collected);
  if (!signature || field === undefined || name === undefined) return;
  const key = JSON.stringify([module, field]);
  const first = imported.get(key);
  if (first) return environment.sink.add(duplicateImport(module, field, spanOf(node), first));
  imported.set(key, spanOf(node));
  const callee: ImportedFunction = {
    kind: 'import',
    name,
    module,
    field,
    ...signature,
    isAsync: node.async !== undefined,
    doc: node.doc,
    span: spanOf(node),
  };
  const shared = sharedImport(callee, environment.partImports, callee.span, environment.sink);
  if (!shared) imports.push(callee);
  register(node, shared ?? callee, environment);
}

function declareModule(item: ModuleItem, collected: Collected): void {
  const { environment, modules } = collected;
  const name = item.name.text;
  const first = environment.modules.get(name);
  if (first) return environment.sink.add(duplicateName('module', name, item.name.span, first.span));
  const path = item.path?.value ?? name;
  noteDefinition(environment, item.name, { kind: 'module', name });
  environment.modules.set(name, { name, path, span: item.name.span });
  const functions = item.members
    .filter((member) => member.kind === 'func')
    .flatMap((node) => declareCoreFunction(node, name, collected));
  const before = collected.bodies.length;
  const seen = new Map<string, Span>();
  const adapted = item.members.flatMap((member) =>
    member.kind === 'import' ? declareAdapted(member, name, seen, collected) : [],
  );
  const relays = adapted.flatMap((each) => each.relays);
  const links = adapted.flatMap((each) => each.links);
  const passed = adapted.flatMap((each) => each.passed);
  const imports = collected.bodies.slice(before).map((pending) => pending.function);
  const start = startOf(item, functions, collected);
  // Adapting what a module imports is reason enough to load it.
  if (imports.length + relays.length + links.length + passed.length > 0) environment.used.modules.add(name);
  const made = madeEntities(item, environment);
  const wide = wideMemories(item, made);
  environment.wideMemories.set(name, wide);
  const shared = made?.filter((each) => each.kind === 'memory' && each.shared) ?? [];
  modules.push({
    name,
    path,
    links,
    made,
    functions,
    imports,
    relays,
    passed,
    sharedMemories: new Set(shared.map((each) => each.name)),
    wideMemories: wide,
    importsOf: () => undefined,
    exportsOf: () => undefined,
    trapsOf: () => undefined,
    startImports: 'not known',
    start,
    span: item.name.span,
  });
}

function declareCoreFunction(node: FunctionNode, module: string, collected: Collected): CoreFunction[] {
  const { environment } = collected;
  if (node.async) environment.sink.add(misplacedAsync(node.async.span));
  const signature = resolveSignature(node, 'core', environment);
  const { value: field, span: fieldSpan } = node.field ?? {};
  const name = claimName(node, collected);
  if (!signature || field === undefined || !fieldSpan || name === undefined) return [];
  const callee: CoreFunction = { kind: 'core', name, module, field, fieldSpan, ...signature, span: spanOf(node) };
  register(node, callee, environment);
  return [callee];
}

interface Adapted {
  readonly relays: readonly Relay[];
  readonly links: readonly CoreLink[];
  readonly passed: readonly PassedImports[];
}

/** Declares the functions; gives the rest. */
function declareAdapted(item: ImportItem, module: string, seen: Map<string, Span>, collected: Collected): Adapted {
  const relays: Relay[] = [];
  const passed: PassedImports[] = [];
  const links: CoreLink[] = [];
  const from = item.module.value;
  for (const node of item.members) {
    const field = fieldOf(node);
    if (field === undefined) continue;
    const span = spanOfMember(node);
    const key = JSON.stringify([from, field]);
    const first = seen.get(key);
    if (first) {
      collected.environment.sink.add(duplicateImport(from, field, span, first));
      continue;
    }
    seen.set(key, span);
    if (node.kind === 'rest') passed.push({ from, functions: undefined, span });
    else if (node.kind === 'relay') relays.push(...declareRelay(node, from, collected));
    else if (node.kind !== 'func') links.push(...[readLink(node, from, module, collected.environment) ?? []].flat());
    else {
      const fieldSpan = node.field?.span ?? span;
      declareAdapterFunction(node, { kind: 'adapted-import', module, from, field, fieldSpan }, collected);
    }
  }
  return { relays, links, passed };
}

/** What an import's member is called there; of the rest, what no import can be taken for. */
function fieldOf(node: ImportItem['members'][number]): string | undefined {
  if (node.kind === 'rest') return '*';
  return node.kind === 'relay' ? node.signature.text : node.field?.value;
}

function spanOfMember(node: ImportItem['members'][number]): Span {
  if (node.kind === 'rest') return node.span;
  if (node.kind === 'relay') return node.signature.span;
  return node.kind === 'func' ? spanOf(node) : node.field.span;
}

function declareRelay({ signature: { text, span } }: RelayNode, from: string, { environment }: Collected): Relay[] {
  const signature = relaySignature(text);
  // Known all the same: who lowers to it is not to blame.
  environment.relays.add(text);
  if (signature) return [{ signature, from, span }];
  environment.sink.add(badRelay(text, span));
  return [];
}

function startOf(item: ModuleItem, functions: readonly CoreFunction[], collected: Collected): CoreModule['start'] {
  const { sink } = collected.environment;
  const [clause, second] = item.members.filter((member): member is StartNode => member.kind === 'start');
  if (second) sink.add(severalStarts(item.name.text, second.span));
  if (!clause) return undefined;
  if (clause.name.text === '_' && !clause.name.dollar) return 'nothing';
  const start = functions.find((callee) => callee.name === clause.name.text);
  if (!start) reportUnknownStart(clause.name, functions, collected);
  else if (start.params.length + start.results.length > 0) sink.add(badStart(start.name, clause.name.span));
  if (start) markUsed(start, collected.environment);
  if (start) noteUse(collected.environment, clause.name, { kind: 'function', callee: start });
  return start;
}

function reportUnknownStart(name: NameAtom, functions: readonly CoreFunction[], { environment }: Collected): void {
  environment.sink.add(
    unknownFunction(
      name.text,
      name.span,
      functions.map((callee) => callee.name),
    ),
  );
}

/** What it holds at first is a function of its own, so that the same rules hold as for every body. */
function declareVariable({ name, type, body, span }: VariableItem, collected: Collected): void {
  const { environment, bodies, variables } = collected;
  const first = environment.variables.get(name.text);
  if (first) return environment.sink.add(duplicateName('variable', name.text, name.span, first.span));
  environment.variables.set(name.text, undefined);
  if (!type || body.length === 0) return environment.sink.add(variableIncomplete(name.text, name.span));
  const signature = { params: [], results: [type] };
  const field = { kind: 'string', value: `var.${name.text}`, span: name.span } as const;
  const node: FunctionNode = { kind: 'func', name: undefined, field, async: undefined, signature, body, doc: '', span };
  declareAdapterFunction(node, { kind: 'helper' }, collected);
  const initial = bodies.at(-1);
  const [held] = initial?.node === node ? initial.function.results : [];
  if (!initial || !held) return;
  const variable = {
    scope: 'instance' as const,
    name: name.text,
    type: held,
    initial: initial.function,
    span: name.span,
  };
  variables.push(variable);
  environment.variables.set(name.text, variable);
  noteDefinition(environment, name, { kind: 'variable', variable });
}

const sideOf = { helper: 'inside', export: 'boundary', 'adapted-import': 'core' } as const;

/** What JavaScript calls, but not what it makes by `new`, reads or sets. */
function mayBeAsync(role: Role): boolean {
  if (role.kind !== 'export' || propertyOf(role.field) !== undefined) return false;
  const kind = memberOf(role.field)?.kind ?? 'method';
  return kind === 'method' || kind === 'static';
}

function declareAdapterFunction(node: FunctionNode, role: Role, collected: Collected): void {
  const { environment, bodies } = collected;
  const signature = resolveSignature(node, sideOf[role.kind], environment);
  const name = claimName(node, collected);
  if (!signature || name === undefined) return;
  const isAsync = node.async !== undefined;
  const span = spanOf(node);
  const callee: AdapterFunction = { kind: 'adapter', name, role, isAsync, ...signature, doc: node.doc, span };
  if (node.async && !mayBeAsync(role)) environment.sink.add(misplacedAsync(node.async.span));
  bodies.push({ function: callee, node });
  register(node, callee, environment);
}

function declareExports(item: ExportItem, collected: Collected): void {
  const { environment, exported } = collected;
  for (const name of item.parts) exportParts(name, exported, environment);
  for (const node of item.functions) declareExport(node, collected);
}

function declareExport(node: FunctionNode, collected: Collected): void {
  const { exported, environment } = collected;
  const { sink } = environment;
  if (!node.field) return;
  const { value, span } = node.field;
  if (!claimExport(value, span, exported, environment)) return;
  if ((propertyOf(value) ?? withoutOverload(value)) === 'then') return sink.add(thenableExport(span));
  const seen = memberOf(value)?.resource ?? propertyOf(value) ?? withoutOverload(withoutInterface(value));
  const reserved = [value, seen].find(isReserved);
  if (reserved !== undefined) return sink.add(reservedName(reserved, span));
  declareAdapterFunction(node, { kind: 'export', field: value }, collected);
}
