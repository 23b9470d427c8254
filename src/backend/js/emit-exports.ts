/** The component's exports that are functions and properties. */
import type { Property } from 'estree';
import { interfaceOf, isReserved, memberOf, propertyOf, withoutInterface } from '../../../runtime/member-names.ts';
import type { ExportGroup } from '../../boundary/export-groups.ts';
import { id, method, property } from './build/expressions.ts';
import { block, type Statement } from './build/statements.ts';
import { dispatch, emitOverloads } from './emit-overloads.ts';
import { emitWrapper } from './emit-wrapper.ts';
import type { EmittedModule } from './emitted-module.ts';

export interface EmittedExports {
  /** What the properties call. */
  readonly functions: readonly Statement[];
  /** Of the object of exports. */
  readonly properties: readonly Property[];
}

export function emitExports(
  module: EmittedModule,
  classes: ReadonlyMap<string, string>,
  groups: readonly ExportGroup[],
): EmittedExports {
  const functions: Statement[] = [];
  const properties = groups
    .filter(({ field }) => !memberOf(field))
    .flatMap((group) => emitGroup(group, functions, module));
  const owned = [...classes]
    .filter(([resource]) => !isReserved(resource))
    .map(([resource, name]) => property(`${placeOf(resource, groups)}${resource}`, id(name)));
  return { functions, properties: [...owned, ...properties] };
}

/** A class is in the interface that its members are in. */
function placeOf(resource: string, groups: readonly ExportGroup[]): string {
  const member = groups.find(({ field }) => memberOf(field)?.resource === resource);
  const [path] = (member && interfaceOf(member.field)) ?? [];
  return path === undefined ? '' : `${path}#`;
}

function emitGroup(group: ExportGroup, functions: Statement[], module: EmittedModule): readonly Property[] {
  const { field } = group;
  const [only] = group.functions;
  if (only?.overload !== undefined) {
    const overloads = emitOverloads(group, field, false, module);
    functions.push(...overloads.functions);
    return [method(field, overloads.params.map(id), block(dispatch(overloads, module)), overloads.isAsync)];
  }
  const body = only && module.bodyOf(only.callee);
  if (!body) return [];
  const read = propertyOf(field);
  const who = read ?? withoutInterface(field);
  const { params, block: code, isAsync } = emitWrapper({ body, who, first: 1 }, module);
  if (read !== undefined) return [{ ...method(read, [], code), kind: 'get', method: false }];
  return [method(field, params.map(id), code, isAsync)];
}
