/** Members of classes that extend each other. */
import { memberOf } from '../../runtime/member-names.ts';
import { type MemberSignature, unfitMembers } from '../ast/redeclared.ts';
import { unfitMember } from '../diagnostics/names.ts';
import { basesOf } from '../ir/types.ts';
import type { Declarations, PendingBody } from './declare.ts';
import type { Environment } from './environment.ts';

export function checkRedeclared({ bodies }: Declarations, { definitions, sink }: Environment): void {
  const bases = (name: string): readonly string[] => {
    const definition = definitions.get(name);
    return definition ? basesOf(definition) : [];
  };
  for (const { member, base } of unfitMembers(bodies.flatMap(signatureOf), bases))
    sink.add(unfitMember(member.name, member.owner, base.owner, member.span, base.span));
}

/** Of members of instances: those of the class itself stand for nothing. */
function signatureOf({ function: callee, node: { signature } }: PendingBody): readonly MemberSignature[] {
  const member = callee.role.kind === 'export' ? memberOf(callee.role.field) : undefined;
  if (member?.kind !== 'method' && member?.kind !== 'get' && member?.kind !== 'set') return [];
  const { kind, resource: owner, name } = member;
  const params = signature.params.slice(1).map(({ type }) => type);
  return [{ owner, name, kind, params, results: signature.results, isAsync: callee.isAsync, span: callee.span }];
}
