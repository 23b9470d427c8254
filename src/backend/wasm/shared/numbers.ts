/** Prints conversions and arithmetic, which `src/ir/arithmetic.ts` describes, as WebAssembly. */
import type { Computation, NumberStep } from '../../../ir/arithmetic.ts';
import type { Wat } from './wat.ts';

/** A value after some steps. */
export const emitSteps = (steps: readonly NumberStep[], value: Wat): Wat =>
  steps.reduce((before, step) => emitStep(step, before), value);

const sign = (signed: boolean): 's' | 'u' => (signed ? 's' : 'u');

function emitStep(step: NumberStep, value: Wat): Wat {
  switch (step.kind) {
    case 'is-nonzero':
      return [`${step.of}.ne`, value, [`${step.of}.const`, '0']];
    case 'integer-to-float':
      return [`${step.to}.convert_${step.from}_${sign(step.signed)}`, value];
    case 'float-to-integer':
      return [`${step.to}.trunc_sat_${step.from}_${sign(step.signed)}`, value];
    case 'promote':
      return ['f64.promote_f32', value];
    case 'demote':
      return ['f32.demote_f64', value];
    case 'low-half':
      return ['i32.wrap_i64', value];
    case 'extend':
      return [`i64.extend_i32_${sign(step.signed)}`, value];
    case 'wrap':
      return step.signed
        ? [`i32.extend${step.bits}_s`, value]
        : ['i32.and', value, ['i32.const', String(2 ** step.bits - 1)]];
  }
}

/** Everything but the remainder of floats, which WebAssembly does not have. */
export function emitComputation(computation: Computation, left: Wat, right: Wat): Wat {
  const { on, operator, signed } = computation;
  const instruction = `${on}.${operator}${signed === undefined ? '' : `_${sign(signed)}`}`;
  const computed: Wat = [instruction, emitSteps(computation.left, left), emitSteps(computation.right, right)];
  return emitSteps(computation.result, computed);
}
