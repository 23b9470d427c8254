/**
 * Variables: of the instance a global each, of a function a local, or a cell where code that runs apart from the function
 * uses it too. A cell is an array of one element.
 */
import type { FunctionVariable, InstanceVariable, Variable, VariableExpression } from '../../../ir/ir.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import { typeText } from '../../type-json.ts';
import type { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { call, get, i32, set } from './instructions.ts';
import { wasmTypeOf } from './wasm-types.ts';
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
  if (variable.scope === 'instance')
    return ifThere(variable, ['global.get', context.module.variables.id(variable)], context);
  const { id, isCell } = context.variable(variable);
  if (!isCell) return get(id);
  const carrier = carrierOf(variable.type);
  const read = context.module.hosts.useFamily('array_get', carrier, familySignatures.array_get(carrier));
  return call(read, get(id), i32(0));
}

export function emitWrite(variable: Variable, value: Wat, context: FunctionContext): Wat {
  if (variable.scope === 'instance')
    return ifThere(variable, ['global.set', context.module.variables.id(variable), value], context);
  const { id, isCell } = context.variable(variable);
  return isCell ? write(variable, id, value, context) : set(id, value);
}

/** Behind a look at whether the variable has its value, where a core module's start function may ask for it. */
function ifThere(variable: InstanceVariable, access: Wat, { module }: FunctionContext): Wat {
  const flag = module.variables.flag(variable);
  if (flag === undefined) return access;
  const { strings, hosts } = module;
  const words = i32(strings.address("variable '@' has no value yet%"));
  const fail = call(hosts.use('fail'), words, i32(0), i32(strings.address(variable.name)));
  const check: Wat = ['if', ['i32.eqz', ['global.get', flag]], ['then', fail]];
  const result: readonly Wat[] = access[0] === 'global.get' ? [['result', wasmTypeOf(variable.type)]] : [];
  return ['block', ...result, check, access];
}

function write(variable: FunctionVariable, cell: string, value: Wat, { module }: FunctionContext): Wat {
  const carrier = carrierOf(variable.type);
  const store = module.hosts.useFamily('array_set', carrier, familySignatures.array_set(carrier));
  return call(store, get(cell), i32(0), value);
}
