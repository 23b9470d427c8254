/**
 * Records and variants that are made as the last thing an export does: in the export's double nobody makes them. Their
 * parts are left in memory, from where the loader's JavaScript for the very type takes them without a call.
 */
import type { BlockExpression, CallExpression, Expression } from './ir.ts';
import type { BodyOf } from './memory-read.ts';
import { walk } from './visit.ts';

/** Whether a type is a record of nothing but scalars, few enough of them. */
type IsPlain = (type: Expression['type']) => boolean;

export interface HandedResult {
  readonly body: BlockExpression;
  /** The `make-record`s and `make-variant`s in it that only leave their parts. */
  readonly handed: ReadonlySet<Expression>;
}

/** Functions of the component inside of each other that are looked into. */
const DEEPEST = 4;
/** More than these items of a function are not written twice. */
const MOST_ITEMS = 4;

/** `undefined` where the result is made otherwise, or something runs after it was made. */
export function handedResult(body: BlockExpression, isPlain: IsPlain, bodyOf: BodyOf): HandedResult | undefined {
  const { type } = body;
  const kind = type.kind === 'named' ? type.definition.kind : undefined;
  if ((kind !== 'variant' && !isPlain(type)) || hasDefer(body)) return undefined;
  const handed = new Set<Expression>();

  function tail(expression: Expression, depth: number): Expression | undefined {
    switch (expression.kind) {
      case 'block':
        return tailOfBlock(expression, depth);
      case 'if': {
        const consequent = tail(expression.consequent, depth);
        const alternate = expression.alternate && tail(expression.alternate, depth);
        return consequent && alternate && { ...expression, consequent, alternate };
      }
      case 'switch':
      case 'match':
        return tailOfArms(expression, depth);
      case 'call':
        return tailOfCall(expression, depth);
      case 'operation':
        return made(expression, depth);
      default:
        return expression.type.kind === 'never' ? expression : undefined;
    }
  }

  function tailOfBlock(block: BlockExpression, depth: number): BlockExpression | undefined {
    const last = block.items.at(-1);
    const changed = last && tail(last, depth);
    return changed && { ...block, items: [...block.items.slice(0, -1), changed] };
  }

  function tailOfArms(expression: Extract<Expression, { arms: unknown }>, depth: number): Expression | undefined {
    const blocks = expression.arms.map((arm) => tailOfBlock(arm.block, depth));
    if (blocks.includes(undefined)) return undefined;
    const block = (index: number): BlockExpression => blocks[index] as BlockExpression;
    if (expression.kind === 'match') {
      return { ...expression, arms: expression.arms.map((arm, index) => ({ ...arm, block: block(index) })) };
    }
    const otherwise = expression.otherwise && tailOfBlock(expression.otherwise, depth);
    return (
      otherwise && { ...expression, otherwise, arms: expression.arms.map((arm, at) => ({ ...arm, block: block(at) })) }
    );
  }

  /** The function's code in the call's place. */
  function tailOfCall({ callee, arguments: args, type, span }: CallExpression, depth: number): Expression | undefined {
    const called = depth < DEEPEST ? bodyOf(callee)?.body : undefined;
    if (!called || called.items.length > MOST_ITEMS || hasDefer(called)) return undefined;
    const lets = args.map((value, index): Expression => {
      const local = callee.params[index];
      return { kind: 'let', locals: local ? [local] : [], value, type: { kind: 'none' }, span };
    });
    const code = tailOfBlock(called, depth + 1);
    return code && { kind: 'block', items: [...lets, ...code.items], type, span };
  }

  function made(expression: Extract<Expression, { kind: 'operation' }>, depth: number): Expression | undefined {
    if (expression.type.kind === 'never') return expression;
    if (expression.operation === 'make-record' && isPlain(expression.type)) return mark(expression);
    if (expression.operation !== 'make-variant' || expression.type.kind !== 'named') return undefined;
    const { payload } = expression.operands;
    if (payload?.type.kind === 'simple' && payload.type.name === 'char') return undefined;
    if (!payload || !isPlain(expression.operands.case.type ?? payload.type)) return mark(expression);
    const parts = tail(payload, depth);
    return parts && mark({ ...expression, operands: { ...expression.operands, payload: parts } });
  }

  function mark<E extends Expression>(expression: E): E {
    handed.add(expression);
    return expression;
  }

  const changed = tailOfBlock(body, 0);
  return changed && { body: changed, handed };
}

function hasDefer(body: Expression): boolean {
  let found = false;
  walk(body, ({ kind }) => {
    found ||= kind === 'defer';
  });
  return found;
}
