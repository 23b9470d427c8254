/** What running code does besides giving a value: what decides whether it may be moved, left out or run again. */
import type { Callee, Expression } from './ir.ts';
import { operations, type Row } from './ops.ts';

/**
 * - `reads memory`, `writes memory`: a core module's, of the expression's own place (see {@link memoryOf})
 * - `reads state`, `writes state`: handles, callbacks, resources, tables and variables
 * - `calls core`: code of a core module
 * - `calls JavaScript`: code from outside of the component, which may do anything
 * - `makes`: the value is a new one each time, which can be told from its likes
 * - `throws`: it may throw, or trap
 * - `leaves`: nothing behind it runs
 */
export type Effect =
  | 'reads memory'
  | 'writes memory'
  | 'reads state'
  | 'writes state'
  | 'calls core'
  | 'calls JavaScript'
  | 'makes'
  | 'throws'
  | 'leaves';

const nothing: readonly Effect[] = [];

/**
 * The effects of an expression by itself: those of what is inside it are that one's own. What a function of the component
 * does is in its body.
 */
export function effectsOf(expression: Expression): readonly Effect[] {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'text':
    case 'local':
    case 'let':
    case 'var':
    case 'while':
    case 'try':
    case 'if':
    case 'block':
    case 'switch':
    case 'match':
    case 'defer':
    case 'error':
      return nothing;
    case 'lift-while':
      return ['makes'];
    case 'convert':
      return ['throws'];
    case 'call':
      return callEffects(expression.callee);
    case 'bind':
      return ['reads state', 'writes state', 'makes', 'throws'];
    case 'unreachable':
      return ['throws', 'leaves'];
    case 'measure':
      return ['reads memory', 'throws'];
    case 'window':
      return ['reads memory', 'writes state', 'throws'];
    case 'copy':
      return ['reads memory', 'writes memory', 'throws'];
    case 'operation': {
      const { effects }: Row = operations[expression.operation];
      return effects;
    }
  }
}

function callEffects(callee: Callee): readonly Effect[] {
  switch (callee.kind) {
    case 'adapter':
      return nothing;
    case 'core':
      return ['calls core', 'throws'];
    case 'import':
      return ['calls JavaScript', 'throws'];
  }
}

export const hasEffect = (expression: Expression, effect: Effect): boolean => effectsOf(expression).includes(effect);

/** The core module that an expression by itself names, as its operands or as what it calls. */
export function moduleOf(expression: Expression): string | undefined {
  if (expression.kind === 'operation') {
    return 'module' in expression.operands ? expression.operands.module : undefined;
  }
  if (expression.kind === 'copy') return expression.to.module;
  if (expression.kind === 'window') return expression.place.module;
  return expression.kind === 'call' && expression.callee.kind === 'core' ? expression.callee.module : undefined;
}

/** The function that an expression by itself calls, or hands on to be called. */
export const calleeOf = (expression: Expression): Callee | undefined =>
  'callee' in expression ? expression.callee : undefined;
