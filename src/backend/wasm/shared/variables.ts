/**
 * Variables: of the instance a global each, of a function a local, or a cell where code that runs apart from the function
 * uses it too. A cell is an array of one element.
 */
import type { FunctionVariable, Variable, VariableExpression } from '../../../ir/ir.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import { typeText } from '../../type-json.ts';
import type { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { call, get, i32, set } from './instructions.ts';
import type { Wat } from './wat.ts';

/** `(var $name E)`. @param instructions - of the value */
export function emitVariable(
  { variable, value }: VariableExpression,
  instructions: readonly Wat[],
  context: FunctionContext,
): readonly Wat[] {
  const { id, isCell } = context.declare(variable);
  const last = instructions.at(-1);
  if (value.type.kind === 'never' || last === undefined) return instructions;
  const before = instructions.slice(0, -1);
  if (!isCell) return [...before, set(id, last)];
  const make = context.module.hosts.useFamily('array_new', typeText(variable.type), familySignatures.array_new);
  return [...before, set(id, call(make, i32(1))), write(variable, id, last, context)];
}

export function emitRead(variable: Variable, context: FunctionContext): Wat {
  if (variable.scope === 'instance') return ['global.get', context.module.variables.id(variable)];
  const { id, isCell } = context.variable(variable);
  if (!isCell) return get(id);
  const carrier = carrierOf(variable.type);
  const read = context.module.hosts.useFamily('array_get', carrier, familySignatures.array_get(carrier));
  return call(read, get(id), i32(0));
}

export function emitWrite(variable: Variable, value: Wat, context: FunctionContext): Wat {
  if (variable.scope === 'instance') return ['global.set', context.module.variables.id(variable), value];
  const { id, isCell } = context.variable(variable);
  return isCell ? write(variable, id, value, context) : set(id, value);
}

function write(variable: FunctionVariable, cell: string, value: Wat, { module }: FunctionContext): Wat {
  const carrier = carrierOf(variable.type);
  const store = module.hosts.useFamily('array_set', carrier, familySignatures.array_set(carrier));
  return call(store, get(cell), i32(0), value);
}
