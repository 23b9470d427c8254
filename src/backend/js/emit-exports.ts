/** The component's exports: functions, and a class for each resource. */
import type { MethodDefinition, Property } from 'estree';
import { type Member, memberOf, shownMember, takesThis } from '../../../runtime/member-names.ts';
import type { Callee, FunctionBody } from '../../ir/ir.ts';
import { arrow, call, id, member as memberOfObject, method, property, string } from './build/expressions.ts';
import { isIdentifier } from './build/names.ts';
import { block, constant, returned, type Statement, statement } from './build/statements.ts';
import { emitWrapper } from './emit-wrapper.ts';
import type { EmittedModule } from './emitted-module.ts';
import { guarded } from './guard.ts';

/** The properties of the object of exports. */
export function emitExports(module: EmittedModule, classes: ReadonlyMap<string, string>): readonly Property[] {
  const functions = module.withRole('export').flatMap(({ role: { field }, ...body }) => {
    if (memberOf(field)) return [];
    const { params, block: code, isAsync } = emitWrapper({ body, who: field, first: 1 }, module);
    return [method(field, params.map(id), isAsync ? inTurn(code, field, module) : code, isAsync)];
  });
  return [...[...classes].map(([resource, name]) => property(resource, id(name))), ...functions];
}

/** An async export waits for its turn, and says which one it was that trapped. */
function inTurn(code: ReturnType<typeof block>, who: string, module: EmittedModule): ReturnType<typeof block> {
  return block([returned(call(module.helper('takeTurn'), module.turns, string(who), arrow([], code, true)))]);
}

/** The names of the resources' classes: to be asked for before any function is made. */
export function classNames(module: EmittedModule): ReadonlyMap<string, string> {
  const resources = [...module.component.types.values()].filter(({ kind }) => kind === 'resource');
  return new Map(resources.map(({ name }) => [name, module.instance.free(name)]));
}

/** The classes, and what keeps their instances. */
export function emitClasses(module: EmittedModule, classes: ReadonlyMap<string, string>): readonly Statement[] {
  return [...classes].flatMap(([resource, name]) => {
    const members = module.withRole('export').flatMap(({ role: { field }, ...body }) => {
      const member = memberOf(field);
      return member?.resource === resource ? [emitMember(member, body, name, module)] : [];
    });
    const isConstructible = members.some(({ kind }) => kind === 'constructor');
    const own = isConstructible ? [] : [unconstructible(resource, module)];
    const drop = module.component.drops.get(resource);
    const released = drop ? releasing(drop, resource, module) : block([]);
    const afterwards = memberOfObject(module.calls, 'afterwards');
    const made = call(
      module.helper('createResource'),
      string(resource),
      id(name),
      arrow([id('id')], released),
      afterwards,
      ...(module.givesAway ? [module.uses] : []),
    );
    return [
      {
        type: 'ClassDeclaration' as const,
        id: id(name),
        superClass: null,
        decorators: [],
        body: { type: 'ClassBody' as const, body: [...own, ...members] },
      } as Statement,
      constant(module.resource(resource).name, made),
    ];
  });
}

/** Releases what a number stands for: also that is a call, which others may have to wait for. */
function releasing(drop: Callee, resource: string, module: EmittedModule): ReturnType<typeof block> {
  const scope = module.newScope(['id']);
  const released = statement(call(module.functions.called(drop, false).name, id('id')));
  const guard = { stacks: false, suspends: false, ends: false, ...module.guardOf(drop, false), calls: true };
  return block(guarded(guard, `${resource}.dispose`, [released], undefined, scope, false));
}

const unconstructible = (resource: string, module: EmittedModule): MethodDefinition =>
  definition(
    'constructor',
    'constructor',
    [],
    block([statement(call(module.helper('noConstructor'), string(resource)))]),
  );

const definition = (
  kind: MethodDefinition['kind'],
  name: string,
  params: readonly string[],
  body: ReturnType<typeof block>,
  isStatic = false,
): MethodDefinition => {
  const isPlain = isIdentifier(name) && (name !== 'constructor' || kind === 'constructor');
  return {
    type: 'MethodDefinition',
    kind,
    static: isStatic,
    computed: !isPlain,
    key: isPlain ? id(name) : string(name),
    value: { type: 'FunctionExpression', params: params.map(id), body },
    decorators: [],
  } as MethodDefinition;
};

function emitMember(member: Member, body: FunctionBody, className: string, module: EmittedModule): MethodDefinition {
  const { kind, name } = member;
  const isConstructor = kind === 'constructor';
  const who = shownMember(member);
  const hasThis = takesThis(member);
  const { params, block: code, isAsync } = emitWrapper({ body, who, first: hasThis ? 0 : 1 }, module);
  if (isConstructor) {
    const made = arrow([], code);
    const built = call(module.helper('constructed'), made, id(className), {
      type: 'MetaProperty',
      meta: id('new'),
      property: id('target'),
    });
    return definition('constructor', 'constructor', params, block([returned(built)]));
  }
  const whole = isAsync ? inTurn(code, who, module) : code;
  const made = definition(kind === 'get' || kind === 'set' ? kind : 'method', name, params, whole, kind === 'static');
  return isAsync ? { ...made, value: { ...made.value, async: true } } : made;
}
