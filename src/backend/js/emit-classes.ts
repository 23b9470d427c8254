/** A class for each resource: its members, and what keeps its instances. */
import type { Expression as Js, MethodDefinition } from 'estree';
import { type Member, memberOf, shownMember, takesThis } from '../../../runtime/member-names.ts';
import type { ExportGroup } from '../../boundary/export-groups.ts';
import type { Callee, FunctionBody } from '../../ir/ir.ts';
import type { TypeDefinition } from '../../ir/types.ts';
import { array, arrow, binary, call, id, item, member as memberOfObject, spread, string } from './build/expressions.ts';
import { isIdentifier } from './build/names.ts';
import { type BlockStatement, block, constant, returned, type Statement, statement, when } from './build/statements.ts';
import { dispatch, emitOverloads, type Overloads } from './emit-overloads.ts';
import { emitWrapper } from './emit-wrapper.ts';
import type { EmittedModule } from './emitted-module.ts';
import { guarded } from './guard.ts';

/** The names of the resources' classes: to be asked for before any function is made. */
export function classNames(module: EmittedModule): ReadonlyMap<string, string> {
  const resources = [...module.component.types.values()].filter(({ kind }) => kind === 'resource');
  return new Map(resources.map(({ name }) => [name, module.instance.free(name)]));
}

/** The classes, and what keeps their instances. */
export function emitClasses(
  module: EmittedModule,
  classes: ReadonlyMap<string, string>,
  groups: readonly ExportGroup[],
): readonly Statement[] {
  return [...module.component.types.values()].flatMap((definition) => {
    const own = groups.filter(({ field }) => memberOf(field)?.resource === definition.name);
    return definition.kind === 'resource' ? emitClass(definition, own, classes, module) : [];
  });
}

function emitClass(
  { name: resource, base }: Extract<TypeDefinition, { kind: 'resource' }>,
  groups: readonly ExportGroup[],
  classes: ReadonlyMap<string, string>,
  module: EmittedModule,
): readonly Statement[] {
  const name = classes.get(resource) ?? resource;
  const before: Statement[] = [];
  const members = groups.flatMap((group) => {
    const member = memberOf(group.field);
    if (!member || member.kind === 'constructor' || member.kind === 'extend') return [];
    return emitMember(member, group, before, module);
  });
  const constructs = emitConstructor(resource, name, groups, before, module);
  const drop = module.component.drops.get(resource);
  const released = drop ? releasing(drop, resource, module) : block([]);
  const afterwards = memberOfObject(module.calls, 'afterwards');
  const uses = module.givesAway ? [module.uses] : base ? [id('undefined')] : [];
  const bases = base ? [module.resource(base.name)] : [];
  const hasOwnName = groups.some(({ field }) => isStaticName(memberOf(field)));
  const made = call(
    module.helper('createResource'),
    string(resource),
    hasOwnName ? id(name) : call(module.helper('named'), id(name), string(resource)),
    arrow([id('id')], released),
    afterwards,
    ...uses,
    ...bases,
  );
  const superClass = base === undefined ? null : id(classes.get(base.name) ?? base.name);
  return [
    ...before,
    {
      type: 'ClassDeclaration' as const,
      id: id(name),
      superClass,
      decorators: [],
      body: { type: 'ClassBody' as const, body: [constructs, ...members] },
    } as Statement,
    constant(module.resource(resource).name, made),
    ...(groups.some(({ field }) => memberOf(field)?.kind === 'clone')
      ? [statement(call(module.helper('addClone'), memberOfObject(name, 'prototype')))]
      : []),
  ];
}

/** A member that stands where a class has its name. */
const isStaticName = (member: Member | undefined): boolean =>
  member?.name === 'name' && member.kind.startsWith('static');

/** Releases what a number stands for: also that is a call, which others may have to wait for. */
function releasing(drop: Callee, resource: string, module: EmittedModule): BlockStatement {
  const scope = module.newScope(['id']);
  const released = statement(call(module.functions.called(drop, false).name, id('id')));
  const guard = {
    stacks: false,
    suspends: false,
    ends: false,
    ...module.guardOf(drop, false),
    isHalfway: true,
    calls: true,
  };
  // Nothing of it is called once it has trapped, and to dispose of something is no error.
  const isOver = when(memberOfObject('state', 'trapped'), [returned()]);
  return block([isOver, ...guarded(guard, `${resource}.dispose`, [released], undefined, scope)]);
}

const definition = (
  kind: MethodDefinition['kind'],
  name: string,
  params: readonly string[],
  body: BlockStatement,
  { isStatic = false, isAsync = false } = {},
): MethodDefinition => {
  const isPlain = isIdentifier(name) && (name !== 'constructor' || kind === 'constructor');
  return {
    type: 'MethodDefinition',
    kind,
    static: isStatic,
    computed: !isPlain,
    key: isPlain ? id(name) : string(name),
    value: { type: 'FunctionExpression', params: params.map(id), body, ...(isAsync && { async: true }) },
    decorators: [],
  } as MethodDefinition;
};

const kindOfMember = ({ kind }: Member): MethodDefinition['kind'] => {
  const last = kind.replace('static ', '');
  return last === 'get' || last === 'set' ? last : 'method';
};

/** @param before - gets the functions that are told apart */
function emitMember(
  member: Member,
  group: ExportGroup,
  before: Statement[],
  module: EmittedModule,
): readonly MethodDefinition[] {
  const who = shownMember(member);
  if (member.kind === 'iterate') return emitIteration(group, who, module);
  const options = { isStatic: member.kind.startsWith('static') };
  const [only] = group.functions;
  if (only?.overload === undefined) {
    const body = only && module.bodyOf(only.callee);
    if (!body) return [];
    const first = takesThis(member) ? 0 : 1;
    const { params, block: code, isAsync } = emitWrapper({ body, who, first }, module);
    return [definition(kindOfMember(member), member.name, params, code, { ...options, isAsync })];
  }
  const overloads = emitOverloads(group, who, takesThis(member), module);
  before.push(...overloads.functions);
  const { params, isAsync } = overloads;
  return [definition('method', member.name, params, block(dispatch(overloads, module)), { ...options, isAsync })];
}

/** `[Symbol.iterator]() { return (() => { … })()[Symbol.iterator](); }`: the items are those that there are when it begins. */
function emitIteration(
  { functions: [only] }: ExportGroup,
  who: string,
  module: EmittedModule,
): readonly MethodDefinition[] {
  const body = only && module.bodyOf(only.callee);
  if (!body) return [];
  const { block: code } = emitWrapper({ body, who, first: 0 }, module);
  const key = memberOfObject('Symbol', 'iterator');
  const begin = item(call(arrow([], code)), key);
  return [{ ...definition('method', '', [], block([returned(call(begin))])), computed: true, key }];
}

/** What `new` does, for the class and for those of JavaScript's that extend it. */
function emitConstructor(
  resource: string,
  name: string,
  groups: readonly ExportGroup[],
  before: Statement[],
  module: EmittedModule,
): MethodDefinition {
  const find = (kind: Member['kind']) => groups.find(({ field }) => memberOf(field)?.kind === kind);
  const [plain, extending] = [find('constructor'), find('extend')];
  const [only] = plain?.functions ?? [];
  const body = only?.overload === undefined && !extending ? only && module.bodyOf(only.callee) : undefined;
  if (body) return emitSingleConstructor(resource, name, body, module);
  const target: Js = { type: 'MetaProperty', meta: id('new'), property: id('target') };
  const who = `new ${resource}`;
  const [made, extended] = [plain, extending].map((group) => group && emitOverloads(group, who, false, module));
  before.push(...(made?.functions ?? []), ...(extended?.functions ?? []));
  const constructed = (overloads: Overloads): Statement =>
    returned(call(module.helper('constructed'), arrow([], block(dispatch(overloads, module))), id(name), target));
  const refused = statement(call(module.helper('noConstructor'), string(resource)));
  const params = made?.params ?? [];
  if (!extended || !extending) {
    return definition('constructor', 'constructor', params, block([made ? constructed(made) : refused]));
  }
  const methods = (memberOf(extending.field)?.name ?? '').split(',');
  const make = arrow(
    [id('methods')],
    call(extensionOf(extended, resource, before, module), spread(id('methods')), spread(id('arguments'))),
  );
  const callers = array(methods.map((method) => array([string(method), methodCaller(method, module)])));
  const own = call(module.helper('extended'), target, id(name), callers, make);
  return definition(
    'constructor',
    'constructor',
    params,
    block([when(binary(target, '!==', id(name)), [returned(own)]), made ? constructed(made) : refused]),
  );
}

/** `(self) => (...args) => selfOf(self, 'area').area(...args)` */
function methodCaller(name: string, module: EmittedModule): Js {
  const self = call(module.helper('selfOf'), id('self'), string(name));
  const rest = { type: 'RestElement' as const, argument: id('args') };
  return arrow([id('self')], arrow([rest], call(memberOfObject(self, name), spread(id('args')))));
}

/** The function that makes an instance of a class that JavaScript extends; its first parameters are the methods. */
function extensionOf(extended: Overloads, resource: string, before: Statement[], module: EmittedModule): Js {
  const [only] = extended.cases;
  if (extended.cases.length === 1 && only) return id(only.name);
  const name = module.instance.free(`extend-${resource}`);
  before.push({
    type: 'FunctionDeclaration',
    id: id(name),
    params: extended.params.map(id),
    body: block(dispatch(extended, module)),
  } as Statement);
  return id(name);
}

function emitSingleConstructor(
  resource: string,
  name: string,
  body: FunctionBody,
  module: EmittedModule,
): MethodDefinition {
  const { params, block: code } = emitWrapper({ body, who: `new ${resource}`, first: 1 }, module);
  const built = call(module.helper('constructed'), arrow([], code), id(name), {
    type: 'MetaProperty',
    meta: id('new'),
    property: id('target'),
  });
  return definition('constructor', 'constructor', params, block([returned(built)]));
}
