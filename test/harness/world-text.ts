/** What worlds are, in lines to be read and compared. */
import type { AnyType, ExternType, FunctionType, ValueType } from '../../src/component/entities.ts';

/** A line for each name, and for what an instance has. */
export const linesOf = (place: string, externs: ReadonlyMap<string, ExternType>): readonly string[] =>
  [...externs].flatMap(([name, extern]): readonly string[] => {
    if (extern.kind === 'instance') return [`${place} ${name}`, ...linesOf(`${place} ${name}`, extern.type.exports)];
    if (extern.kind === 'func') return [`${place} ${name}: ${functionText(extern.type)}`];
    return extern.kind === 'type' ? [`${place} ${name}: ${anyText(extern.type)}`] : [];
  });

const functionText = ({ isAsync, params, result }: FunctionType): string =>
  `${isAsync ? 'async ' : ''}(${params.map(({ label, type }) => `${label}: ${valueText(type)}`).join(', ')})` +
  (result ? ` -> ${valueText(result)}` : '');

function anyText(type: AnyType): string {
  if (type.kind === 'resource') return 'resource';
  return type.kind === 'func' || type.kind === 'instance' || type.kind === 'component' ? type.kind : valueText(type);
}

function valueText(type: ValueType | undefined): string {
  if (!type) return '_';
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'record':
      return `record{${type.fields.map((one) => `${one.label}: ${valueText(one.type)}`)}}`;
    case 'variant':
      return `variant{${type.cases.map((one) => `${one.label}: ${valueText(one.type)}`)}}`;
    case 'enum':
    case 'flags':
      return `${type.kind}{${type.labels}}`;
    case 'tuple':
      return `tuple<${type.items.map(valueText)}>`;
    case 'list':
      return type.length === undefined
        ? `list<${valueText(type.element)}>`
        : `list<${valueText(type.element)},${type.length}>`;
    case 'result':
      return `result<${valueText(type.ok)},${valueText(type.error)}>`;
    case 'own':
    case 'borrow':
      return type.kind;
    case 'map':
      return `map<${valueText(type.key)},${valueText(type.value)}>`;
    default:
      return `${type.kind}<${valueText(type.payload)}>`;
  }
}
