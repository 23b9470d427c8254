/** Document → component. Reports everything it finds; gives a component only where there is no error. */
import type { Document } from '../ast/nodes.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { tooManyErrors } from '../diagnostics/syntax.ts';
import { missingBody } from '../diagnostics/types.ts';
import type { Callee, Component, FunctionBody, FunctionVariable, Local } from '../ir/ir.ts';
import { basesOf, never, resultType, type TypeDefinition } from '../ir/types.ts';
import { checkAsync } from './check-async.ts';
import { checkVariableOrder } from './check-variable-order.ts';
import { checkSequence } from './control-forms.ts';
import type { CoreUses } from './core-modules.ts';
import { damagedFunctions } from './damage.ts';
import { type Declarations, declareAll, type PendingBody } from './declare.ts';
import { declareParts } from './declare-parts.ts';
import { defineTypes } from './define-types.ts';
import { createEnvironment, type Environment, type Linked, nothingLinked } from './environment.ts';
import { checkAndNote, checkNode } from './expression.ts';
import { type Notes, noteDefinition } from './notes.ts';
import { checkOverloads } from './overloads.ts';
import { checkRedeclared } from './redeclared.ts';
import { checkResources } from './resources.ts';
import { Scope } from './scope.ts';
import { reportUnused } from './unused.ts';

export interface CheckedDocument {
  readonly component?: Component;
  /** What is said of core modules: there too where the only errors are in bodies. */
  readonly cores?: CoreUses;
}

/**
 * @param sink may hold syntax errors: where they are in bodies only, the other functions are checked all the same.
 * @param notes gets what an editor asks for
 */
export function checkDocument(
  document: Document,
  name: string,
  sink: DiagnosticSink,
  notes?: Notes,
  linked: Linked = nothingLinked,
): CheckedDocument {
  const damaged = damagedFunctions(document, sink.all);
  if (!damaged) return {};
  const before = sink.errorCount;
  const environment = createEnvironment(sink, notes, linked);
  declareParts(environment);
  defineTypes(document, environment, linked.types);
  const declarations = declareAll(document, environment);
  const drops = checkResources(declarations, environment);
  checkOverloads(declarations, environment);
  checkRedeclared(declarations, environment);
  const isDeclared = sink.errorCount === before;
  const sound = declarations.bodies.filter(({ node }) => !damaged.has(node));
  const functions = checkBodies(sound, environment);
  checkAsync(functions, environment);
  checkVariableOrder(declarations.variables, functions, environment);
  const cores = {
    modules: declarations.modules,
    memories: environment.used.memories,
    tables: environment.used.tables,
    globals: environment.used.globals,
  };
  // What seems unused may be what an error keeps from being used.
  if (sink.hasErrors) return isDeclared ? { cores } : {};
  reportUnused(environment);
  return { component: component(name, environment, declarations, functions, drops), cores };
}

function component(
  name: string,
  environment: Environment,
  { imports, modules, variables }: Declarations,
  functions: readonly FunctionBody[],
  drops: ReadonlyMap<string, Callee>,
): Component {
  const typeDocs = new Map([...environment.types].map(([type, { doc }]) => [type, doc]));
  const types = basesFirst(environment.definitions);
  return { name, types, typeDocs, imports, modules, variables, functions, drops };
}

/** Errors after which the rest of a file is not looked at: each of them costs a search for what was meant. */
const ERROR_LIMIT = 100;

function checkBodies(pending: readonly PendingBody[], environment: Environment): readonly FunctionBody[] {
  const bodies: FunctionBody[] = [];
  for (const one of pending) {
    if (environment.sink.errorCount >= ERROR_LIMIT) {
      environment.sink.add(tooManyErrors(ERROR_LIMIT, one.node.span));
      break;
    }
    bodies.push(checkBody(one, environment));
  }
  return bodies;
}

function checkBody({ function: callee, node }: PendingBody, environment: Environment): FunctionBody {
  const scope = new Scope();
  for (const [index, param] of callee.params.entries()) {
    scope.add(param);
    noteDefinition(environment, node.signature.params[index]?.name, { kind: 'local', local: param });
  }
  const result = resultType(callee.results);
  const context = {
    environment,
    scope,
    usedLocals: new Set<Local>(),
    usedVariables: new Set<FunctionVariable>(),
    check: environment.notes ? checkAndNote : checkNode,
    deferred: false,
  };
  if (node.body.length > 0 || result.kind === 'none') {
    return { function: callee, body: checkSequence(node.body, result, node.span, context) };
  }
  const shown = callee.role.kind === 'export' ? callee.role.field : callee.name;
  environment.sink.add(missingBody(shown, result, callee.span));
  return { function: callee, body: { kind: 'block', items: [], type: never, span: node.span } };
}

/** Classes come behind those that they extend. */
function basesFirst(definitions: ReadonlyMap<string, TypeDefinition>): ReadonlyMap<string, TypeDefinition> {
  const ordered = new Map<string, TypeDefinition>();
  for (const [name, definition] of definitions) {
    for (const base of [...basesOf(definition)].reverse()) {
      const found = definitions.get(base);
      if (found) ordered.set(base, found);
    }
    ordered.set(name, definition);
  }
  return ordered;
}
