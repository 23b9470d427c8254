/** How JavaScript calls a function, in a few words: for messages about arguments that fit none of several. */
import { ruleOf } from '../../runtime/type-rules.ts';
import { mayBeLeftOut } from '../ir/cases.ts';
import type { Local } from '../ir/ir.ts';
import type { Type } from '../ir/types.ts';

/** `add(a: number, by?: Counter)` */
export function signatureText(who: string, params: readonly Local[]): string {
  const texts = params.map(({ name, type }, index) => {
    const mark = mayBeLeftOut(type) ? '?' : '';
    return `${name ?? `arg${index}`}${mark}: ${valueText(type)}`;
  });
  return `${who}(${texts.join(', ')})`;
}

function valueText(type: Type): string {
  switch (type.kind) {
    case 'simple':
      return simpleText(type.name);
    case 'named':
      return type.name;
    case 'array':
      return `${valueText(type.element)}[]`;
    case 'tuple':
      return `[${type.items.map(valueText).join(', ')}]`;
    case 'map':
      return 'Map';
    case 'set':
      return 'Set';
    case 'target':
      return 'typed array';
    case 'option':
      return valueText(type.payload);
    case 'func':
      return 'function';
    case 'result':
      return 'object';
    case 'none':
    case 'values':
    case 'never':
      return 'nothing';
  }
}

function simpleText(name: string): string {
  const rule = ruleOf(name);
  switch (rule?.kind) {
    case 'typeof':
      return rule.typeof;
    case 'integer':
      return 'number';
    case 'bigint':
      return 'bigint';
    case 'bytes':
      return 'Uint8Array';
    case 'char':
      return 'string';
    case 'date':
      return 'Date';
    case 'any':
    case undefined:
      return 'any';
  }
}
