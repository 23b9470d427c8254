/** `std::function`: what JavaScript calls, and what C++ does. */
import type { DslCallback } from '../model.ts';
import { lowerCallback } from './callbacks.ts';
import { itlType } from './itl-types.ts';
import { form, local, number, text } from './nodes.ts';
import type { FunctionValues } from './value-context.ts';

/** A function of JavaScript's for a `std::function` that C++ has put on the heap. Who keeps the one keeps the other. */
const lift: FunctionValues['lift'] = (type, value, { pool }) => {
  const empty = form('throw', text('an empty std::function is no function'));
  return pool.callHelper(`_it_lift_${type.holder}`, '', [value], () => ({
    params: [{ name: 'pointer', type: 'i32' }],
    result: itlType(type),
    body: [
      form('if', form('==', local('pointer'), number(0)), empty),
      form('lift-func', `_it_${type.holder}.call`, form('lift-resource', type.holder, local('pointer'))),
    ],
  }));
};

/** As a part of a value, whose owner has it. */
const lower: FunctionValues['lower'] = (type, value, context) =>
  context.pool.callCore(
    '_it_entrust_callback',
    lowerCallback(context.types.callbackOf(type) as DslCallback, value, context),
  );

export const functionValues: FunctionValues = { lower, lift };
