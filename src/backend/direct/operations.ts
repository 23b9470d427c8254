/** The table variant's emitters, but for the operations that the direct variant does without the loader. */
import type { OperandsOf } from '../../ir/ops.ts';
import { operand } from '../table/emit-expression.ts';
import { type OperationEmitters, scalar, tableOperations } from '../table/emit-operation.ts';
import { call, loader, placeOf, storer } from './memory-access.ts';
import type { Support } from './support.ts';

export function directOperations(support: Support): OperationEmitters {
  return {
    ...tableOperations,
    load: ({ type, module, memory, pointer }, context) => {
      const load = loader(scalar(type), placeOf(module, memory, support, context), support, context);
      return [call(load, operand(pointer, context))];
    },
    store: ({ type, module, memory, pointer, value }: OperandsOf<'store'>, context) => {
      const store = storer(scalar(type), placeOf(module, memory, support, context), support, context);
      return [call(store, operand(pointer, context), operand(value, context))];
    },
  };
}
