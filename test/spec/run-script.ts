/** Runs one script of components on the JavaScript target. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { componentItl, fieldName } from '../../src/canonical/component-itl.ts';
import { refusals } from '../../src/canonical/translate-component.ts';
import { compile } from '../../src/compile.ts';
import type { Entity, ExternType, ModuleEntity, ResourceType } from '../../src/component/entities.ts';
import { misfit } from '../../src/component/match.ts';
import { readComponent } from '../../src/component/read-component.ts';
import { type ResolvedComponent, resolveComponent } from '../../src/component/resolve-component.ts';
import { externOf } from '../../src/component/typing.ts';
import type { Assembled } from './assemble.ts';
import { hostEntities, hostImports } from './host.ts';
import type { Invocation, Source, Step } from './steps.ts';
import { isExpected, toJavaScript } from './values.ts';

/** Why a step failed; undefined where it passed. */
export type Outcome = { readonly line: number; readonly kind: string; readonly problem: string | undefined };

type Exports = Readonly<Record<string, unknown>>;

interface Instance {
  readonly resolved: ResolvedComponent;
  readonly exports: Exports;
  /** Core modules that it imports, by path. */
  readonly given: ReadonlyMap<string, Uint8Array>;
}

interface Run {
  readonly assembled: ReadonlyMap<string, Assembled>;
  readonly folder: string;
  readonly instances: Map<string, Instance>;
  readonly definitions: Map<string, Source>;
  current: Instance | undefined;
  last: Source | undefined;
}

/** What is wrong with the component itself. */
class Invalid extends Error {}
class Unlinkable extends Error {}

let counter = 0;

export async function runScript(
  steps: readonly Step[],
  assembled: ReadonlyMap<string, Assembled>,
  folder: string,
): Promise<readonly Outcome[]> {
  const run: Run = {
    assembled,
    folder,
    instances: new Map(),
    definitions: new Map(),
    current: undefined,
    last: undefined,
  };
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const problem = await runStep(step, run).catch((error: unknown) => describe(error));
    outcomes.push({ line: step.line, kind: step.kind, problem });
  }
  return outcomes;
}

const describe = (error: unknown): string =>
  error instanceof Error
    ? `${error.name}: ${error.message}${error.cause ? ` (${describe(error.cause)})` : ''}`
    : String(error);

async function runStep(step: Step, run: Run): Promise<string | undefined> {
  switch (step.kind) {
    case 'component': {
      const { source, isDefinition } = step;
      run.last = source;
      if (source.name !== undefined) run.definitions.set(source.name, source);
      if (isDefinition) {
        resolve(source, run);
        return undefined;
      }
      await startAs(source.name, source, run);
      return undefined;
    }
    case 'instance': {
      const source = step.definition === undefined ? run.last : run.definitions.get(step.definition);
      if (!source) return `no definition ${step.definition}`;
      await startAs(step.name, source, run);
      return undefined;
    }
    case 'register': {
      const instance = step.component === undefined ? run.current : run.instances.get(step.component);
      if (instance) run.instances.set(`$${step.as}`, instance);
      return undefined;
    }
    case 'invoke':
      invoke(step.invocation, run);
      return undefined;
    case 'assert_return': {
      const result = invoke(step.invocation, run);
      const [wanted] = step.results;
      if (!wanted || isExpected(result, wanted)) return undefined;
      return `got ${String(typeof result === 'object' ? JSON.stringify(result) : result)}`;
    }
    case 'assert_trap':
      return trapProblem(step.subject, run);
    case 'assert_invalid':
    case 'assert_malformed':
      return wantsError(step, run, Invalid);
    case 'assert_unlinkable':
      return wantsError(step, run, Unlinkable);
    case 'other':
      return `unknown step ${step.head}`;
  }
}

async function startAs(name: string | undefined, source: Source, run: Run): Promise<void> {
  run.current = undefined;
  const instance = await start(source, run);
  run.current = instance;
  if (name !== undefined) run.instances.set(name, instance);
}

function resolve(source: Source, run: Run): ResolvedComponent {
  const found = source.content.kind === 'binary' ? source.content : run.assembled.get(source.content.text);
  if (!found) throw new Error('not assembled');
  if ('error' in found) throw new Invalid(`not assembled: ${found.error.slice(0, 120)}`);
  const read = readComponent(found.bytes);
  const resolved = read.kind === 'problem' ? read : resolveComponent(read);
  if (resolved.kind === 'problem') throw new Invalid(`${resolved.message} at ${resolved.offset}`);
  return resolved;
}

async function start(source: Source, run: Run): Promise<Instance> {
  const resolved = resolve(source, run);
  const { imports, given } = link(resolved, run);
  const { text, modules } = componentItl(resolved, 'case');
  const { js, diagnostics } = await compile(
    { path: 'case.itl', text },
    { emit: ['js'], isComponent: true, givesWasi: true, readCore: (path) => modules.get(path) },
  );
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (js === undefined)
    throw new Error(`compile: ${errors.map(({ code, message }) => `${code} ${message}`).join('; ')}`);
  mkdirSync(run.folder, { recursive: true });
  const file = join(run.folder, `case${counter++}.mjs`);
  writeFileSync(file, js);
  const { instantiateSync } = (await import(pathToFileURL(file).href)) as {
    instantiateSync: (imports: object, options: object) => Exports;
  };
  const exports = instantiateSync(imports, { modules: (path: string) => modules.get(path) ?? given.get(path) });
  return { resolved, exports, given };
}

/** What the component imports, of the host and of instances before it; types are compared as the compiler does. */
function link(resolved: ResolvedComponent, run: Run): { imports: object; given: ReadonlyMap<string, Uint8Array> } {
  const imports: Record<string, unknown> = { ...hostImports() };
  const given = new Map<string, Uint8Array>();
  const binding = new Map<ResourceType, ResourceType>();
  const known = new Set<ResourceType>();
  for (const [name, wanted] of resolved.imports) {
    const instance = run.instances.get(`$${name}`);
    const actual: Entity | undefined = instance
      ? { kind: 'instance', exports: instance.resolved.exports }
      : hostEntities.get(name);
    if (!actual && isEmpty(wanted)) continue;
    if (!actual) throw new Unlinkable(`import '${name}' was not found`);
    const wrong = misfit(instance ? actual : called(actual, wanted), needed(externOf(wanted, known), actual), binding);
    if (wrong !== undefined) throw new Unlinkable(`${name}: ${wrong}`);
    if (instance) imports[name] = instance.exports;
    giveModules(name, actual, wanted, instance?.given ?? new Map(), given);
  }
  return { imports, given };
}

/** Nobody has to give what is nothing. */
const isEmpty = (entity: Entity): boolean =>
  entity.kind === 'instance'
    ? [...entity.exports.values()].every(isEmpty)
    : entity.kind === 'type' && entity.type.kind !== 'resource';

/** Without types that are said to be others: those need not be given. */
function needed(wanted: ExternType, actual: Entity): ExternType {
  if (wanted.kind !== 'instance' || actual.kind !== 'instance') return wanted;
  const exports = [...wanted.type.exports].filter(
    ([name, one]) => actual.exports.has(name) || one.kind !== 'type' || one.bound !== 'eq',
  );
  return { kind: 'instance', type: { kind: 'instance', exports: new Map(exports) } };
}

/** A function of the host's, whose parameters may be called anything. */
function called(actual: Entity, wanted: Entity): Entity {
  if (actual.kind === 'instance' && wanted.kind === 'instance') {
    const named = [...actual.exports].map(
      ([name, one]) => [name, called(one, wanted.exports.get(name) ?? one)] as const,
    );
    return { kind: 'instance', exports: new Map(named) };
  }
  if (actual.kind !== 'func' || wanted.kind !== 'func') return actual;
  const params = actual.type.params.map((param, index) => ({
    ...param,
    label: wanted.type.params[index]?.label ?? '',
  }));
  return { ...actual, type: { ...actual.type, params } };
}

function giveModules(
  name: string,
  actual: Entity,
  wanted: Entity,
  before: ReadonlyMap<string, Uint8Array>,
  given: Map<string, Uint8Array>,
): void {
  if (actual.kind !== 'instance' || wanted.kind !== 'instance') return;
  for (const [field, one] of wanted.exports) {
    const module = actual.exports.get(field);
    if (one.kind === 'module' && module?.kind === 'module') given.set(`${name}/${field}`, bytesOf(module, before));
  }
}

/** Its own, or what its component was given. */
function bytesOf({ source }: ModuleEntity, given: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (source.kind === 'binary') return source.bytes;
  return (source.kind === 'imported' ? given.get(source.path.join('/')) : undefined) ?? new Uint8Array();
}

function invoke({ component, field, arguments: args }: Invocation, run: Run): unknown {
  const instance = component === undefined ? run.current : run.instances.get(component);
  if (!instance) throw new Error('no instance: it was not made');
  const func = instance.exports[fieldName(field)];
  if (typeof func !== 'function') throw new Error(`no export ${field}`);
  try {
    return func(...args.map(toJavaScript));
  } catch (error) {
    const { code, payload } = error as { code?: string; payload?: unknown };
    if (code === 'ITL_RESULT') return { tag: 'err', ...(payload !== undefined && { val: payload }) };
    throw error;
  }
}

async function trapProblem(
  subject: Invocation | Source | { readonly instance: string | undefined },
  run: Run,
): Promise<string | undefined> {
  try {
    if ('field' in subject) invoke(subject, run);
    else if ('content' in subject) await start(subject, run);
    else {
      const source = subject.instance === undefined ? run.last : run.definitions.get(subject.instance);
      if (source) await start(source, run);
    }
  } catch (error) {
    return isTrap(error) ? undefined : describe(error);
  }
  return 'did not trap';
}

/** What a trap is to JavaScript: of the engine's, or of what checks pointers. */
function isTrap(error: unknown): boolean {
  if (!(error instanceof Error))
    return error instanceof (WebAssembly as unknown as { Exception: typeof Object }).Exception;
  if (error.name === 'ItlLinkError') return error.cause !== undefined && isTrap(error.cause);
  const { code } = error as { code?: string };
  return (
    error instanceof WebAssembly.RuntimeError ||
    code === 'ITL_RANGE' ||
    code === 'ITL_TRAP' ||
    /call stack/.test(error.message)
  );
}

async function wantsError(
  { source, message }: Extract<Step, { readonly source: Source; readonly message: string }>,
  run: Run,
  kind: typeof Invalid,
): Promise<string | undefined> {
  try {
    // Also what is valid by itself, and nothing that JavaScript can be made of.
    if (kind === Invalid && refusals(resolve(source, run), 'case').some(({ code }) => code === 'ITL7003'))
      return undefined;
    if (kind === Invalid) resolve(source, run);
    else await start(source, run);
  } catch (error) {
    if (error instanceof kind || error instanceof Unlinkable || error instanceof Invalid) return undefined;
    return describe(error);
  }
  return `accepted; wanted: ${message}`;
}
