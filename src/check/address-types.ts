/** Which addresses the memories have that an operation names: i32, or i64 where they are declared so. */
import type { Row } from '../ir/ops.ts';
import type { TypeRule } from '../ir/slots.ts';
import { operandType, typeByRule } from '../ir/type-rules.ts';
import { simple, type Type } from '../ir/types.ts';
import type { Operands } from './operands.ts';

export const isI64 = (type: Type | undefined): boolean => type?.kind === 'simple' && type.name === 'i64';

/** Undefined where neither a memory nor an address was read yet. */
export function addressType({ read, context }: Operands): Type | undefined {
  const { module, memory, pointer } = read;
  if (typeof module === 'string' && typeof memory === 'string') {
    const isWide = context.environment.wideMemories.get(module)?.has(memory) ?? false;
    return simple(isWide ? 'i64' : 'i32');
  }
  return pointer === undefined ? undefined : simple(isI64(operandType(pointer)) ? 'i64' : 'i32');
}

/** The type that a row's rule stands for in the source. */
export const ruleType = (rule: TypeRule, operands: Operands): Type | undefined =>
  rule === 'address' ? addressType(operands) : typeByRule(rule, operands.read);

/** Whether an operation has addresses, of 64 bits. */
export const isWide = ({ slots, result }: Row, operands: Operands): boolean =>
  (result === 'address' || Object.values(slots).some((slot) => slot.kind === 'value' && slot.type === 'address')) &&
  isI64(addressType(operands));
