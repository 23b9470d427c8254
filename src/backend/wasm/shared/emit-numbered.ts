/** Values that are numbers in core modules: enums and flags. Adapters have the objects, for JavaScript. */
import type { Expression } from '../../../ir/ir.ts';
import type { OperandsOf } from '../../../ir/ops.ts';
import type { Type } from '../../../ir/types.ts';
import { operand } from './emit-expression.ts';
import type { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { call, i32 } from './instructions.ts';
import type { Wat } from './wat.ts';

export function fromNumber(
  family: 'enum_lift' | 'flags_lift' | 'resource_lift',
  type: Type,
  number: Expression,
  context: FunctionContext,
): Wat {
  const lift = context.module.hosts.useFamily(family, nameOf(type), familySignatures.fromNumber);
  return call(lift, operand(number, context));
}

export function toNumber(
  family: 'enum_lower' | 'flags_lower' | 'resource_lower' | 'resource_take',
  type: Type,
  value: Expression,
  context: FunctionContext,
): Wat {
  const lower = context.module.hosts.useFamily(family, nameOf(type), familySignatures.toNumber);
  return call(lower, operand(value, context));
}

/** Of a number that has a name: it is checked here, and no object is made of it unless to say what is wrong. */
export function emitLowerEnum(
  { type, case: value }: OperandsOf<'lower-enum'>,
  context: FunctionContext,
): readonly Wat[] {
  const lowered = toNumber('enum_lower', type, value, context);
  if (value.kind !== 'operation' || value.operation !== 'lift-enum') return [lowered];
  const { number } = value.operands;
  return [number.kind === 'local' ? unlessBelow(operand(number, context), casesOf(type), lowered) : lowered];
}

export function emitLowerFlags({ type, flags }: OperandsOf<'lower-flags'>, context: FunctionContext): readonly Wat[] {
  const bits = flags.kind === 'operation' && flags.operation === 'lift-flags' ? flags.operands.bits : undefined;
  const count = flagsOf(type);
  // Every number stands for some of 32 flags.
  if (bits?.kind === 'local' && count === 32) return [operand(bits, context)];
  const lowered = toNumber('flags_lower', type, flags, context);
  return [bits?.kind === 'local' ? unlessBelow(operand(bits, context), 2 ** count, lowered) : lowered];
}

const unlessBelow = (number: Wat, count: number, otherwise: Wat): Wat => [
  'if',
  ['result', 'i32'],
  ['i32.lt_u', number, i32(count)],
  ['then', number],
  ['else', otherwise],
];

const casesOf = (type: Type): number =>
  type.kind === 'named' && type.definition.kind === 'enum' ? type.definition.cases.length : 0;

const flagsOf = (type: Type): number =>
  type.kind === 'named' && type.definition.kind === 'flags' ? type.definition.flags.length : 0;

export function nameOf(type: Type): string {
  if (type.kind !== 'named') throw new Error(`${type.kind} has no name`);
  return type.name;
}
