/**
 * Takes values apart that are made only to be taken apart again: records, tuples, variants, and arrays that are lifted only to be
 * lowered. A loop then takes each element from where it lies to where it goes.
 */
import { casesOf } from '../cases.ts';
import { blockOf, getOf, integerOf, letOf, localOf, setOf, varOf } from '../expressions.ts';
import type {
  AdapterFunction,
  BlockExpression,
  Expression,
  FunctionVariable,
  LetExpression,
  Local,
  OperationExpression,
} from '../ir.ts';
import { none, simple } from '../types.ts';
import { withChangedChildren, withFreshLocals } from '../visit.ts';
import { bindParts } from './bind-parts.ts';
import { canTakeApart, isAlias, suits, type TakingFacts, takenPart, takesParameter } from './can-take-apart.ts';
import { mapParts, type Plan, type Shape, slotsOf } from './parts.ts';
import { planOf, shapeOf } from './plan-of.ts';
import { byCase, rebuilt } from './rebuild.ts';

export interface TakingApart extends TakingFacts {
  /** The copy of a function that takes parts for some of its parameters. */
  readonly copyFor: (callee: AdapterFunction, handed: readonly (Shape | undefined)[]) => AdapterFunction;
}

export interface TakenApart {
  readonly body: BlockExpression;
  /** Values that are not made any more. */
  readonly count: number;
}

/** @param given - parameters that come in parts */
export function takeApart(
  body: BlockExpression,
  context: TakingApart,
  given: ReadonlyMap<Local, Shape> = new Map(),
): TakenApart {
  const taking = new Taking(context, given);
  const changed = taking.inside(body) as BlockExpression;
  return { body: changed, count: taking.count };
}

const number = simple('i32');

class Taking {
  count = 0;
  readonly #context: TakingApart;
  readonly #shapes: Map<Local, Shape>;

  constructor(context: TakingApart, given: ReadonlyMap<Local, Shape>) {
    this.#context = context;
    this.#shapes = new Map(given);
  }

  get #known() {
    return { shapes: this.#shapes, bodyOf: this.#context.bodyOf };
  }

  inside = (expression: Expression): Expression => {
    const shape = shapeOf(expression, this.#shapes);
    if (shape) return rebuilt(shape, expression);
    // A deferred action has locals of its own.
    if (expression.kind === 'defer') return expression;
    if (expression.kind === 'block') return this.#block(expression);
    if (expression.kind === 'call') return this.#call(expression);
    const part = takenPart(expression);
    const taken = part && shapeOf(part, this.#shapes);
    if (taken && suits(expression, taken)) return this.#use(expression, taken);
    return this.#children(expression);
  };

  #children(expression: Expression): Expression {
    return withChangedChildren(expression, this.inside, (block) => this.#block(block));
  }

  #block(block: BlockExpression): BlockExpression {
    const items = block.items.flatMap((item, index) => this.#item(item, block.items.slice(index + 1)));
    const isSame = items.length === block.items.length && items.every((item, index) => item === block.items[index]);
    return isSame ? block : { ...block, items };
  }

  #item(item: Expression, behind: readonly Expression[]): readonly Expression[] {
    const [local, second] = item.kind === 'let' ? item.locals : [];
    if (item.kind !== 'let' || !local || second) return [this.inside(item)];
    const own = shapeOf(item.value, this.#shapes);
    if (own) return this.#renamed(local, own, item);
    const value = this.inside(item.value);
    const plan = planOf(value, this.#known);
    const unchanged = value === item.value ? item : { ...item, value };
    if (!plan || plan.kind === 'value') return [unchanged];
    if (plan.kind === 'lifted' && !isAlias(plan)) return this.#lifted(local, plan, unchanged);
    if (!canTakeApart(local, plan, behind, this.#context)) return [unchanged];
    const { shape, items } = bindParts(plan, value, local.name ?? 'it', this.#known);
    this.#shapes.set(local, shape);
    this.count++;
    return items;
  }

  #renamed(local: Local, shape: Shape, at: Expression): readonly Expression[] {
    if (isAlias(shape) || (shape.kind === 'value' && shape.slot.kind === 'local')) {
      this.#shapes.set(local, shape);
      return [];
    }
    return [letOf(local, rebuilt(shape, at))];
  }

  /** What branches lift in the same way is lifted behind them. */
  #lifted(local: Local, plan: Extract<Plan, { kind: 'lifted' }>, item: LetExpression): readonly Expression[] {
    if (!isBranching(item.value)) return [item];
    const { shape, items } = bindParts(plan, item.value, local.name ?? 'it', this.#known);
    this.count++;
    return [...items, { ...item, value: rebuilt(shape, item.value) }];
  }

  #use(expression: Expression, shape: Shape): Expression {
    if (expression.kind === 'match' && shape.kind === 'sum') return this.#match(expression, shape);
    if (expression.kind !== 'operation') return expression;
    if (shape.kind === 'numbered') return shape.slot;
    if (shape.kind !== 'lifted') return this.#children(expression);
    return expression.operation === 'lower-array' ? this.#copyEach(expression, shape) : shape.length;
  }

  #match(match: Extract<Expression, { kind: 'match' }>, shape: Extract<Shape, { kind: 'sum' }>): Expression {
    const { type, span } = match;
    const count = (casesOf(shape.type) ?? []).length;
    const make = (index: number): Expression => {
      const arm = match.arms.find((each) => each.case.index === index);
      const payload = shape.items.get(arm?.case.name ?? '');
      if (!arm || (arm.case.type && !payload)) return { kind: 'unreachable', type: { kind: 'never' }, span };
      const bound = arm.binding && payload ? this.#renamed(arm.binding, payload, arm.block) : [];
      const block = this.#block(arm.block);
      return bound.length > 0 ? { ...block, items: [...bound, ...block.items] } : block;
    };
    return byCase(shape.tag, count, make, type);
  }

  /** From where they lie to where they go, one by one. */
  #copyEach(
    lower: Extract<OperationExpression, { operation: 'lower-array' }>,
    shape: Extract<Shape, { kind: 'lifted' }>,
  ): Expression {
    const { operands, span } = lower;
    const lift = withFreshLocals(shape.lift) as Extract<OperationExpression, { operation: 'lift-array' }>;
    const [from] = lift.operands.body.locals;
    const [to, element] = operands.body.locals;
    if (!from || !to || !element) return rebuilt(shape, operands.array);
    const start: Local = { name: 'to', type: number };
    const [source, target, left] = [counter('from'), counter('at'), counter('left')];
    const body: BlockExpression = {
      kind: 'block',
      items: [
        letOf(from, getOf(source, lower)),
        letOf(to, getOf(target, lower)),
        letOf(element, lift.operands.body.block),
        ...operands.body.block.items,
        step(source, BigInt(lift.operands.stride), lower),
        step(target, BigInt(operands.stride), lower),
        step(left, -1n, lower),
      ],
      type: none,
      span,
    };
    const pointer = this.inside(operands.pointer);
    this.count++;
    return blockOf([
      letOf(start, pointer),
      varOf(source, shape.pointer),
      varOf(target, localOf(start, lower)),
      varOf(left, shape.length),
      { kind: 'while', condition: getOf(left, lower), body: this.#block(opened(body)), type: none, span },
      localOf(start, lower),
    ]);
  }

  #call(call: Extract<Expression, { kind: 'call' }>): Expression {
    const { callee, arguments: args } = call;
    const handed = args.map((argument, index) => {
      const shape = shapeOf(argument, this.#shapes);
      return shape && callee.kind === 'adapter' && takesParameter(callee, index, shape, this.#context)
        ? shape
        : undefined;
    });
    if (callee.kind !== 'adapter' || !handed.some((each) => each)) return this.#children(call);
    const flat = args.flatMap((argument, index) => {
      const shape = handed[index];
      return shape ? slotsOf(shape) : [this.inside(argument)];
    });
    return { ...call, callee: this.#context.copyFor(callee, handed), arguments: flat };
  }
}

const isBranching = (value: Expression): boolean =>
  value.kind === 'block' ? value.items.slice(-1).some(isBranching) : ['if', 'switch', 'match'].includes(value.kind);

/** Bindings in a block that stands for an element are those of the loop. */
function opened(block: BlockExpression): BlockExpression {
  return {
    ...block,
    items: block.items.flatMap((item) => {
      if (item.kind !== 'let' || item.value.kind !== 'block') return [item];
      const last = item.value.items.at(-1);
      return last ? [...item.value.items.slice(0, -1), { ...item, value: last }] : [item];
    }),
  };
}

const counter = (name: string): FunctionVariable => ({ scope: 'function', name, type: number });

function step(variable: FunctionVariable, by: bigint, at: Expression): Expression {
  const operands = { left: getOf(variable, at), right: integerOf(by, variable.type, at) };
  return setOf(variable, { kind: 'operation', operation: '+', operands, type: variable.type, span: at.span });
}

/** Parameters for the parts of what one was handed. @returns also the shape that they make up */
export function parametersFor(param: Local, shape: Shape): { readonly list: readonly Local[]; readonly made: Shape } {
  const list: Local[] = [];
  const made = mapParts(shape, (slot): Expression => {
    const local: Local = { name: `${param.name ?? 'it'}.${list.length}`, type: slot.type };
    list.push(local);
    return localOf(local, slot);
  });
  return { list, made };
}
