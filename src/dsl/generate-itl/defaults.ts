/** Parameters that JavaScript may leave out: the block says what they are then. */
import type { Node } from '../../ast/nodes.ts';
import type { DslDefault, DslParam, DslType } from '../model.ts';
import { as, bind, binding, form, local, number, numeral, text } from './nodes.ts';

/** @param given - the parameter @param to - a name for what the function has of it */
export function fillIn({ value, type }: DslParam, given: Node, to: string): readonly Node[] {
  if (!value) return [];
  const some = form('case', 'some', binding('some'), local('some'));
  const none = form('case', 'none', literal(value, type));
  return [bind(to, form('match', given, some, none))];
}

function literal(value: DslDefault, type: DslType): Node {
  switch (value.kind) {
    case 'number':
      return numeral(value.text);
    case 'text':
      return text(value.text);
    case 'boolean':
      return as(itlName(type), number(value.value ? 1 : 0));
    case 'case':
      return form('lift-enum', itlName(type), number(value.number));
  }
}

const itlName = (type: DslType): string => (type.kind === 'scalar' || type.kind === 'named' ? type.name : 'any');
