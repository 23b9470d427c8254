import type { Shown } from '../diagnostics/linking.ts';
import type { Callee } from '../ir/ir.ts';
import { shownType, type Type, type TypeDefinition } from '../ir/types.ts';

/** A function as messages compare it with another: with what its named types are. */
export function shownFunction(callee: Callee): Shown {
  const params = callee.params.map(({ type }) => ` ${withDefinition(type)}`).join('');
  const results = callee.results.map((type) => ` ${withDefinition(type)}`).join('');
  const isAsync = callee.kind !== 'core' && callee.isAsync;
  const text = `${isAsync ? 'async ' : ''}(param${params})${results === '' ? '' : ` (result${results})`}`;
  return { text, span: callee.span };
}

/** What a named type is, as it is written; of others what they are called. */
export const withDefinition = (type: Type): string =>
  (type.kind === 'named' ? definitionText(type.definition) : undefined) ?? shownType(type);

function definitionText(definition: TypeDefinition): string | undefined {
  const list = (members: readonly string[]): string => `(${[definition.kind, definition.name, ...members].join(' ')})`;
  switch (definition.kind) {
    case 'record':
      return list(definition.fields.map(({ name, type }) => `(${name} ${shownType(type)})`));
    case 'variant':
      return list(definition.cases.map(({ name, type }) => (type ? `(${name} ${shownType(type)})` : name)));
    case 'enum':
      return list(definition.cases);
    case 'flags':
      return list(definition.flags);
    case 'func':
      return shownType(definition.type);
    case 'resource':
    case 'class':
      return undefined;
  }
}
