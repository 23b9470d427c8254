import type { ScalarName } from '../../../../runtime/abi.ts';
import { memoryScalarOf } from '../../../ir/numbers.ts';
import type { Type } from '../../../ir/types.ts';
import type { FunctionContext } from './function-context.ts';
import { i32 } from './instructions.ts';
import type { Wat } from './wat.ts';

/** What host functions need to find a memory or a table: the module's instance and the address of the export's name. */
export function place(module: string, field: string, { module: context }: FunctionContext): readonly Wat[] {
  return [context.variant.instance(module, context.hosts), i32(context.strings.address(field))];
}

/** How the type lies in memory, which the checker saw to it that it is. */
export function scalar(type: Type): ScalarName {
  const name = memoryScalarOf(type);
  if (!name) throw new Error(`${type.kind} is no scalar`);
  return name;
}
