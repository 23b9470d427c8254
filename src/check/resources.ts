/** Resources: who releases them, and which exports are members of their classes. */
import { type Member, memberOf, propertyOf, shownMember, withoutOverload } from '../../runtime/member-names.ts';
import { unknownType } from '../diagnostics/names.ts';
import { badDrop, badResourceMember } from '../diagnostics/types.ts';
import type { AdapterFunction, Callee } from '../ir/ir.ts';
import { itemOf, type Type } from '../ir/types.ts';
import { lookUpFunction } from './basic-forms.ts';
import type { Declarations } from './declare.ts';
import type { Environment } from './environment.ts';

/** The function that releases each resource, by the resource's name. */
export function checkResources(declarations: Declarations, environment: Environment): ReadonlyMap<string, Callee> {
  const methods = new Set(declarations.bodies.flatMap(({ function: callee }) => methodPlaces(callee)));
  for (const { function: callee } of declarations.bodies) checkMember(callee, methods, environment);
  const drops = new Map<string, Callee>();
  for (const [resource, name] of environment.drops) {
    const callee = lookUpFunction(name, environment);
    if (!callee) continue;
    if (isDrop(callee)) drops.set(resource, callee);
    else environment.sink.add(badDrop(name.text, resource, name.span));
  }
  return drops;
}

const isI32 = (type: Type | undefined): boolean => type?.kind === 'simple' && type.name === 'i32';

const isDrop = ({ params, results }: Callee): boolean =>
  params.length === 1 && isI32(params[0]?.type) && results.length === 0;

const memberFor = ({ role }: AdapterFunction): Member | undefined =>
  role.kind === 'export' ? memberOf(role.field) : undefined;

const noMember =
  'is no member: there are [constructor]R, [method]R.name, [static]R.name, [get]R.name, [set]R.name, [static get]R.name, ' +
  '[static set]R.name, [iterate]R, [clone]R, [extend:METHODS]R, and [get]name for a property of the exports';

/** Where a class has a method, and accessors cannot be: an instance, or the class itself. */
const methodPlace = (member: Member): string =>
  `${member.kind.startsWith('static') ? 'static ' : ''}${shownMember(member)}`;

function methodPlaces(callee: AdapterFunction): readonly string[] {
  const member = memberFor(callee);
  return member?.kind === 'method' || member?.kind === 'static' ? [methodPlace(member)] : [];
}

function checkMember(callee: AdapterFunction, methods: ReadonlySet<string>, environment: Environment): void {
  const member = memberFor(callee);
  const { definitions, sink, types } = environment;
  if (!member) {
    const { role } = callee;
    const field = role.kind === 'export' ? withoutOverload(role.field) : '';
    const isProperty = propertyOf(field) !== undefined;
    const isReader = callee.params.length === 0 && callee.results.length === 1;
    if (isProperty && !isReader)
      sink.add(badResourceMember(field, 'has to take nothing and give the value', callee.span));
    if (field.startsWith('[') && !isProperty) sink.add(badResourceMember(field, noMember, callee.span));
    return;
  }
  const owner = definitions.get(member.resource)?.kind;
  if (owner === 'class') {
    sink.add(badResourceMember(member.field, `is no member: '${member.resource}' is imported`, callee.span));
    return;
  }
  if (owner !== 'resource') {
    sink.add(unknownType(member.resource, callee.span, types.keys()));
    return;
  }
  environment.used.types.add(member.resource);
  const problem = nameProblem(member, methods) ?? problemOf(member, callee);
  if (problem) sink.add(badResourceMember(member.field, problem, callee.span));
}

function nameProblem(member: Member, methods: ReadonlySet<string>): string | undefined {
  const { kind, name } = member;
  const isStatic = kind === 'static' || kind === 'static get' || kind === 'static set';
  if (isStatic && name === 'prototype') return "has a name that every class has already: 'prototype'";
  if (!isStatic && kind !== 'constructor' && name === 'dispose')
    return "has a name that every instance has already: 'dispose'";
  const isProperty = kind === 'get' || kind === 'set' || kind === 'static get' || kind === 'static set';
  return isProperty && methods.has(methodPlace(member))
    ? `cannot be a property: '${name}' is a ${isStatic ? 'static ' : ''}method`
    : undefined;
}

function problemOf({ kind, resource }: Member, { params, results }: AdapterFunction): string | undefined {
  const isInstance = (type: Type | undefined) => type?.kind === 'named' && type.name === resource;
  switch (kind) {
    case 'constructor': {
      const [made] = results;
      const isMade = isInstance(made) || (made?.kind === 'result' && isInstance(made.ok));
      return isMade && results.length === 1 ? undefined : `has to give a '${resource}', or a result of one`;
    }
    case 'extend':
      return isInstance(results[0]) && results.length === 1 ? undefined : `has to give a '${resource}'`;
    case 'iterate':
      return isInstance(params[0]?.type) && params.length === 1 && results.length === 1 && itemOf(results[0])
        ? undefined
        : `has to take only a '${resource}' and give an array or a buffer`;
    case 'clone':
      return isInstance(params[0]?.type) && params.length === 1 && isInstance(results[0]) && results.length === 1
        ? undefined
        : `has to take a '${resource}' and give it`;
    case 'static':
      return undefined;
    case 'static get':
      return params.length === 0 && results.length === 1 ? undefined : 'has to take nothing and give the value';
    case 'static set':
      return params.length === 1 && results.length === 0 ? undefined : 'has to take the value and give nothing';
    case 'method':
      return isInstance(params[0]?.type) ? undefined : `has to take a '${resource}' first`;
    case 'get':
      return isInstance(params[0]?.type) && params.length === 1 && results.length === 1
        ? undefined
        : `has to take only a '${resource}' and give the value`;
    case 'set':
      return isInstance(params[0]?.type) && params.length === 2 && results.length === 0
        ? undefined
        : `has to take a '${resource}' and the value, and give nothing`;
  }
}
