/** Functions of WIT as those of components. */
import type { FunctionType, ResourceType, ValueType } from '../component/entities.ts';
import { containsBorrow } from '../component/resolve-types.ts';
import { returnsBorrow, wrongConstructor } from '../diagnostics/wit.ts';
import type { FunctionSyntax, Id, Member } from './syntax.ts';
import type { TypeScope } from './type-scope.ts';
import { checkNames, valueType } from './value-type.ts';

/** Whose function it is. */
export interface Owner {
  readonly kind: Member['kind'];
  readonly resource: ResourceType;
  readonly name: string;
}

export function functionType(syntax: FunctionSyntax, id: Id, scope: TypeScope, owner?: Owner): FunctionType {
  checkNames(syntax.params, scope);
  const params = syntax.params.map((param) => ({ label: param.id.name, type: valueType(param.type, scope) }));
  const self = { label: 'self', type: { kind: 'borrow', resource: owner?.resource } as ValueType };
  const result = resultOf(syntax, id, scope, owner);
  if (result && containsBorrow(result)) scope.sink.add(returnsBorrow(id.name, id.span));
  return {
    kind: 'func',
    isAsync: syntax.isAsync,
    params: owner?.kind === 'method' ? [self, ...params] : params,
    result,
  };
}

function resultOf(syntax: FunctionSyntax, id: Id, scope: TypeScope, owner: Owner | undefined): ValueType | undefined {
  const written = syntax.result && valueType(syntax.result, scope);
  if (owner?.kind !== 'constructor') return written;
  const { resource, name } = owner;
  if (!written) return { kind: 'own', resource };
  const made = written.kind === 'result' ? written.ok : undefined;
  if (made?.kind !== 'own' || made.resource !== resource)
    scope.sink.add(wrongConstructor(name, syntax.result?.span ?? id.span));
  return written;
}
