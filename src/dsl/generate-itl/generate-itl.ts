/** The component of a C++ module: ITL as a person would write it. */
import type { Document, FunctionNode, ImportItem, Item, TypeDefinitionNode, VariableItem } from '../../ast/nodes.ts';
import { leavesInArena } from '../arena-use.ts';
import { type CoreExport, classOfName, coreExports, dropName, isDirect, isMember } from '../core-names.ts';
import type { DslModule, DslNamedType } from '../model.ts';
import { selfExported } from '../self-exported.ts';
import { TypeTable } from '../type-table.ts';
import { convertible, refusesValues, typesInItl, usesReferences } from '../used-types.ts';
import {
  defineCallback,
  defineSubscription,
  freeFunction,
  givesSubscription,
  relayNodes,
  releasesCallbacks,
  subscriptionName,
} from './callbacks.ts';
import { clones } from './clones.ts';
import { type CoreFunctionName, coreFunctions, declareCoreFunctions } from './core-functions.ts';
import { docOfViews } from './doc-of-views.ts';
import { functionValues } from './function-values.ts';
import { adaptImport, declareCore, exportFunction, importFunction } from './functions.ts';
import { HelperPool } from './helper-pool.ts';
import { iteration } from './iteration.ts';
import { itlType } from './itl-types.ts';
import { form, func, importItem, name, span, text } from './nodes.ts';
import { namedRefFunctions, refFunctions, refuseFunction, throwFunction } from './references.ts';
import type { ValueContext } from './value-context.ts';
import { liftRange, load, lowerToAddress } from './values.ts';

export interface GeneratedItl {
  readonly document: Document;
  /** The functions of the C++ headers that it calls. */
  readonly core: ReadonlySet<CoreFunctionName>;
}

export interface ItlOptions {
  /** Whether the core module imports `_it.throw` even where no header that the ITL needs does. */
  readonly mayAbort: boolean;
}

/** @returns the component around the core module `NAME.wasm` */
export function generateItl(whole: DslModule, { mayAbort }: ItlOptions): GeneratedItl {
  const context: ValueContext = {
    types: new TypeTable(whole),
    pool: new HelperPool(),
    room: 'arguments',
    functions: functionValues,
  };
  const inward: ValueContext = { ...context, room: 'results' };
  const module = { ...whole, types: typesInItl(whole, context.types) };
  const guardsAlways = leavesInArena(module, context.types);
  const items = coreExports(module);
  const mayWait = items.some(({ func }) => func.isAsync);
  const isHelper = (item: CoreExport): boolean => isMember(item) && item.owner.isFunction === true;
  const subscription = subscriptionName(module);
  const all = { ...context, guardsAlways, subscription };
  const exported = items.filter((item) => !isHelper(item)).map((item) => exportFunction(item, all));
  const iterated = items.filter((item) => !isHelper(item)).flatMap((item) => iteration(item, all));
  const calls = items.filter(isHelper).map((item) => ({ ...exportFunction(item, all), field: undefined }));
  const subscriptions = items.some(givesSubscription) ? [releasedBy(subscription, context)] : [];
  const adapted = module.imports.map((from) =>
    importItem(
      from.module,
      from.functions.map((imported) => adaptImport(imported, inward)),
    ),
  );
  const support = [
    ...relayNodes(module, context.types),
    ...(releasesCallbacks(whole, context.types) ? [freeFunction()] : []),
    ...(mayAbort || mayThrow(whole, context) ? [throwFunction()] : []),
    ...(mayWait || refusesValues(whole, context.types) ? [refuseFunction()] : []),
    ...(usesReferences(whole, context.types)
      ? refFunctions(context.pool, {
          lower: (type, value) => lowerToAddress(type, value, inward),
          liftList: (type, items, length) => liftRange(type, items, length, context),
        }).concat(
          namedRefFunctions(
            convertible(module).map((type) => type.name),
            (name, value) => lowerToAddress({ kind: 'named', name }, value, inward),
            (name, value) => load({ kind: 'named', name }, value, { ...context, owner: form('null') }),
          ),
        )
      : []),
  ];
  const { core, functions, variables } = context.pool;
  const helpers = [...functions, ...calls];
  const members = [
    ...items.flatMap((item) => declareCore(item, context.types)),
    ...dropsOf(module),
    ...classesOf(module, context.types),
    ...declareCoreFunctions(core),
    ...adapted,
    ...(support.length > 0 ? [importItem('_it', support)] : []),
  ];
  const named = [...exported, ...iterated, ...clones(module)].map((item) =>
    renamed(item, namesOf([...members, ...helpers])),
  );
  const document = documentOf(module, subscriptions, members, variables, helpers, named);
  return { document, core };
}

function namesOf(items: readonly (FunctionNode | ImportItem)[]): ReadonlySet<string> {
  const functions = items.flatMap((item) => (item.kind === 'func' ? [item] : item.members));
  return new Set(functions.flatMap((item) => (item.kind === 'func' && item.name ? [item.name.text] : [])));
}

/** An export `mark` would be called like the header's function; no code calls it by that name. */
const renamed = (item: FunctionNode, taken: ReadonlySet<string>): FunctionNode =>
  item.name && taken.has(item.name.text) ? { ...item, name: name(`_it_export_${item.field?.value}`) } : item;

/** Whether a header is included that can throw. What of it the linker keeps is not known yet. */
function mayThrow(module: DslModule, { pool, types }: ValueContext): boolean {
  const unwrapped = selfExported(module, types);
  return (
    [...pool.core].some((used) => coreFunctions[used].header !== 'it/c_string.h') ||
    module.types.some((type) => type.kind === 'class') ||
    module.constants.length > 0 ||
    module.exports.some((func) => func.isAsync || !unwrapped.has(func)) ||
    module.imports.some(({ functions }) => functions.some((func) => !isDirect(func, types)))
  );
}

function documentOf(
  module: DslModule,
  subscriptions: readonly TypeDefinitionNode[],
  members: readonly (FunctionNode | ImportItem)[],
  variables: readonly VariableItem[],
  helpers: readonly FunctionNode[],
  exported: readonly FunctionNode[],
): Document {
  const named = module.types.filter((type) => type.kind !== 'callback' || !type.isFunction);
  const definitions = [...named.map(define), ...subscriptions];
  const types: Item[] = definitions.length > 0 ? [{ kind: 'types', definitions, span }] : [];
  const imports = module.imports.map((from) => importItem(from.module, from.functions.map(importFunction)));
  const core: Item = { kind: 'module', name: name('wasm'), path: text(`${module.name}.wasm`), members, span };
  const exports: Item[] = exported.length > 0 ? [{ kind: 'export', parts: [], functions: exported, span }] : [];
  return { items: [...types, ...imports, core, ...variables, ...helpers, ...exports], span };
}

function releasedBy(subscription: string, { pool }: ValueContext): TypeDefinitionNode {
  pool.callCore('_it_release_callback');
  return defineSubscription(subscription);
}

function dropsOf({ types }: DslModule): readonly FunctionNode[] {
  const classes = types.filter((type) => type.kind === 'class');
  return classes.map((owner) => func({ name: dropName(owner), field: dropName(owner), params: [{ type: 'i32' }] }));
}

/** What tells of which class an object is. */
function classesOf({ types }: DslModule, table: TypeTable): readonly FunctionNode[] {
  const roots = types.filter(
    ({ kind, name: own }) => kind === 'class' && table.handleOf(own) === own && table.heirsOf(own).length > 0,
  );
  return roots.map(({ name: own }) =>
    func({ name: classOfName(own), field: classOfName(own), params: [{ type: 'i32' }], result: 'i32' }),
  );
}

const define = (type: DslNamedType): TypeDefinitionNode => ({ form: definitionOf(type), doc: docOf(type) });

/** ITL has no place for a comment inside of a type: what belongs to a field or a case is listed behind the type's own. */
function docOf(type: DslNamedType): string {
  // Types of functions have no names for their parameters.
  if (type.kind === 'callback')
    return docOfViews(
      type.doc,
      type.params.map((param) => ({ ...param, name: undefined })),
    );
  const parts = 'fields' in type ? type.fields : 'cases' in type ? type.cases : [];
  const listed = parts
    .filter(({ doc }) => doc !== '')
    .map(({ name, doc }) => `- \`${name}\`: ${doc.replace(/\n/g, '\n  ')}`);
  const isSpaced = type.doc !== '' && listed.length > 0;
  return [...(type.doc === '' ? [] : [type.doc]), ...(isSpaced ? [''] : []), ...listed].join('\n');
}

function definitionOf(type: DslNamedType): TypeDefinitionNode['form'] {
  switch (type.kind) {
    case 'struct':
      return form('record', type.name, ...type.fields.map((field) => form(field.name, itlType(field.type))));
    case 'enum':
    case 'flags':
      return form(type.kind, type.name, ...type.cases.map((item) => item.name));
    case 'variant':
      return form(
        'variant',
        type.name,
        ...type.cases.map((item) => (item.type ? form(item.name, itlType(item.type)) : item.name)),
      );
    case 'class':
      return form(
        'resource',
        type.name,
        ...(type.base === undefined ? [] : [form('extends', type.base)]),
        form('drop', dropName(type)),
      );
    case 'imported':
      return form(
        'resource',
        type.name,
        ...(type.base === undefined ? [] : [form('extends', type.base)]),
        form('from', text(type.module)),
      );
    case 'callback':
      return defineCallback(type);
  }
}
