/** Members of classes that extend each other. */
import { type MemberSignature, unfitMembers } from '../ast/redeclared.ts';
import { unfitDslMember } from '../diagnostics/dsl-members.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import { type CoreExport, coreExports } from './core-names.ts';
import { itlType } from './generate-itl/itl-types.ts';
import { form } from './generate-itl/nodes.ts';
import { lineOf } from './lineage.ts';
import type { DslModule, DslNamedType, DslParam } from './model.ts';

export function checkRedeclared(module: DslModule, errors: ErrorList): void {
  const types = new Map(module.types.map((type) => [type.name, type]));
  const members = coreExports(module).flatMap((item) => signatureOf(item, types));
  for (const { member, base } of unfitMembers(members, (name) => lineOf(name, types).slice(1)))
    errors.add(unfitDslMember(member.name, member.owner, base.owner, member.span, base.span));
}

type Types = ReadonlyMap<string, DslNamedType>;

/** Of members of instances: those of the class itself stand for nothing. */
function signatureOf(item: CoreExport, types: Types): readonly MemberSignature[] {
  if (item.kind !== 'method' && item.kind !== 'get' && item.kind !== 'set') return [];
  const { kind, func, owner } = item;
  const { name, params, result, isAsync, span } = func;
  const results = result ? [itlType(result)] : [];
  return [
    { owner: owner.name, name, kind, params: params.map((param) => typeOf(param, types)), results, isAsync, span },
  ];
}

const typeOf = ({ type, value }: DslParam, types: Types) => {
  const isCallback = type.kind === 'function' || (type.kind === 'named' && types.get(type.name)?.kind === 'callback');
  return value || isCallback ? form('option', itlType(type)) : itlType(type);
};
