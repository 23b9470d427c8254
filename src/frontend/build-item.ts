/** Items and what they hold: from the concrete tree to the abstract one. */
import type { CstNode } from 'chevrotain';
import type {
  ComponentItem,
  EntityNode,
  ExportItem,
  FunctionNode,
  ImportItem,
  Item,
  ModuleItem,
  NameAtom,
  RelayNode,
  RestNode,
  StartNode,
  TypeDefinitionNode,
  TypesItem,
  VariableItem,
} from '../ast/nodes.ts';
import { buildFunction, type FunctionRole, functionRoles } from './build-function.ts';
import { buildMembers, type Place, reportAtom, reportSurplus } from './build-members.ts';
import { type BuildContext, buildForm, buildName, buildNodes, buildString } from './build-nodes.ts';
import { childrenOf, globalSpan, isToken, parenthesized, rulesOf, tokenOf } from './cst.ts';

/**
 * @param rules what stands at top level, in order. What lacks something that it cannot be without is left out; then
 *   that was reported.
 */
export const buildItems = (rules: Iterable<CstNode>, context: BuildContext): Item[] =>
  buildMembers(rules, topLevel, context);

type MemberOf<T extends { readonly members: readonly unknown[] }> = T['members'][number];

const functionAs =
  (role: FunctionRole) =>
  (rule: CstNode, context: BuildContext): FunctionNode =>
    buildFunction(rule, role, context);

const importWith =
  (place: Place<MemberOf<ImportItem>>) =>
  (rule: CstNode, context: BuildContext): ImportItem | undefined =>
    buildImport(rule, place, context);

const inImportFromOutside: Place<MemberOf<ImportItem>> = {
  where: 'in an import from outside',
  builders: { func: functionAs(functionRoles.imported), rest: refuseRest },
  hint: 'expected func in parentheses',
};

const entityAs =
  (kind: EntityNode['kind']) =>
  (rule: CstNode, context: BuildContext): EntityNode | undefined => {
    const field = tokenOf(rule, 'StringLiteral');
    const args = buildNodes(rule, context);
    if (field === undefined) return undefined;
    return { kind, field: buildString(field, context), args, span: parenthesized(rule, context.base) };
  };

const entityBuilders = { memory: entityAs('memory'), table: entityAs('table'), global: entityAs('global') };

const linkBuilders = { ...entityBuilders, function: entityAs('function'), tag: entityAs('tag') };

const inCoreImport: Place<MemberOf<ImportItem>> = {
  where: "in a core module's import",
  builders: { func: functionAs(functionRoles.adapted), relay: buildRelay, ...linkBuilders, rest: buildRest },
  hint: 'expected func, relay, memory, table, global, function or tag in parentheses, or *',
};

const topLevel: Place<Item> = {
  where: 'at top level',
  builders: {
    types: buildTypes,
    import: importWith(inImportFromOutside),
    module: buildModule,
    func: functionAs(functionRoles.helper),
    export: buildExport,
    component: buildComponent,
    var: buildVariable,
  },
  hint: 'expected types, import, module, func, export, component or var in parentheses',
};

const inModule: Place<MemberOf<ModuleItem>> = {
  where: 'in a module',
  builders: {
    func: functionAs(functionRoles.core),
    import: importWith(inCoreImport),
    start: buildStart,
    ...entityBuilders,
  },
  hint: 'expected func, import, start, memory, table or global in parentheses',
};

const inExport: Place<FunctionNode | NameAtom> = {
  where: 'in an export',
  builders: { func: functionAs(functionRoles.exported), part: buildPart },
  hint: 'expected func in parentheses, or the name of a component',
};

const inComponent: Place<ComponentItem['links'][number]> = {
  where: 'in a component',
  builders: { link: buildLink },
  hint: 'expected ("import" NAME)',
};

function buildTypes(rule: CstNode, context: BuildContext): TypesItem {
  const definitions: TypeDefinitionNode[] = [];
  for (const element of childrenOf(rule, 'nodes')) {
    if (isToken(element)) {
      reportAtom(element, 'expected a definition in parentheses', context);
      continue;
    }
    const doc = context.takeDoc(parenthesized(element, 0).start);
    const form = buildForm(element, context);
    if (form !== undefined) definitions.push({ form, doc });
  }
  return { kind: 'types', definitions, span: parenthesized(rule, context.base) };
}

function buildImport(rule: CstNode, place: Place<MemberOf<ImportItem>>, context: BuildContext): ImportItem | undefined {
  const module = tokenOf(rule, 'StringLiteral');
  const members = buildMembers(rulesOf(rule, 'members'), place, context);
  if (module === undefined) return undefined;
  return { kind: 'import', module: buildString(module, context), members, span: parenthesized(rule, context.base) };
}

function buildRelay(rule: CstNode, context: BuildContext): RelayNode | undefined {
  const signature = tokenOf(rule, 'Name');
  if (signature === undefined) return undefined;
  reportSurplus(rule, 'a relay has nothing but its signature', context);
  return { kind: 'relay', signature: buildName(signature, context), span: parenthesized(rule, context.base) };
}

function buildRest(rule: CstNode, context: BuildContext): RestNode | undefined {
  const token = tokenOf(rule, 'Name');
  return token && { kind: 'rest', span: globalSpan(token, context.base) };
}

/** Only core modules import what nobody has described. */
function refuseRest(rule: CstNode, context: BuildContext): undefined {
  const token = tokenOf(rule, 'Name');
  if (token) reportAtom(token, inImportFromOutside.hint, context);
}

function buildModule(rule: CstNode, context: BuildContext): ModuleItem | undefined {
  const name = tokenOf(rule, 'Name');
  const path = tokenOf(rule, 'StringLiteral');
  const members = buildMembers(rulesOf(rule, 'members'), inModule, context);
  if (name === undefined) return undefined;
  return {
    kind: 'module',
    name: buildName(name, context),
    path: path && buildString(path, context),
    members,
    span: parenthesized(rule, context.base),
  };
}

function buildStart(rule: CstNode, context: BuildContext): StartNode | undefined {
  const name = tokenOf(rule, 'Name');
  if (name === undefined) return undefined;
  reportSurplus(rule, 'a start has nothing but the name of a core export', context);
  return { kind: 'start', name: buildName(name, context), span: parenthesized(rule, context.base) };
}

function buildExport(rule: CstNode, context: BuildContext): ExportItem {
  const members = buildMembers(rulesOf(rule, 'members'), inExport, context);
  const functions = members.filter((member) => member.kind === 'func');
  const parts = members.filter((member) => member.kind === 'name');
  return { kind: 'export', parts, functions, span: parenthesized(rule, context.base) };
}

function buildPart(rule: CstNode, context: BuildContext): NameAtom | undefined {
  const token = tokenOf(rule, 'Name');
  return token && buildName(token, context);
}

function buildComponent(rule: CstNode, context: BuildContext): ComponentItem | undefined {
  const name = tokenOf(rule, 'Name');
  const path = tokenOf(rule, 'StringLiteral');
  const links = buildMembers(rulesOf(rule, 'members'), inComponent, context);
  if (name === undefined || path === undefined) return undefined;
  return {
    kind: 'component',
    name: buildName(name, context),
    path: buildString(path, context),
    links,
    span: parenthesized(rule, context.base),
  };
}

function buildVariable(rule: CstNode, context: BuildContext): VariableItem | undefined {
  const name = tokenOf(rule, 'Name');
  const [type, ...body] = buildNodes(rule, context);
  if (name === undefined) return undefined;
  return { kind: 'var', name: buildName(name, context), type, body, span: parenthesized(rule, context.base) };
}

function buildLink(rule: CstNode, context: BuildContext): ComponentItem['links'][number] | undefined {
  const name = tokenOf(rule, 'StringLiteral');
  const target = tokenOf(rule, 'Name');
  if (name === undefined || target === undefined) return undefined;
  reportSurplus(rule, 'a link has nothing but an import and a name', context);
  return { import: buildString(name, context), target: buildName(target, context) };
}
