/**
 * Puts the code of small functions of the component in the place of calls that hand them what a double of an export may
 * take in parts: a function that is called would need it whole.
 */
import type { BlockExpression, CallExpression, Expression, FunctionBody, Local, MatchExpression } from './ir.ts';
import type { BodyOf } from './memory-read.ts';
import { walk, withChildren } from './visit.ts';

/** Calls inside of each other that are replaced. */
const DEEPEST = 6;
/** Expressions in one function. */
const MOST_SIZE = 80;
/** Expressions that an export's code may grow by. */
const MOST_GROWTH = 400;

type Substitutes = ReadonlyMap<Local, Expression>;

/** @param matters - whether a value may come in parts */
export function withInlined(
  body: BlockExpression,
  matters: (local: Local) => boolean,
  bodyOf: BodyOf,
): BlockExpression {
  let growth = 0;

  function change(expression: Expression, depth: number): Expression {
    const inside = withChildren(expression, (child) => change(child, depth));
    return inside.kind === 'call' ? (inlined(inside, depth) ?? inside) : inside;
  }

  function inlined(call: CallExpression, depth: number): Expression | undefined {
    const isWanted = call.arguments.some((argument) => argument.kind === 'local' && matters(argument.local));
    const called = isWanted && depth < DEEPEST ? bodyOf(call.callee) : undefined;
    const size = called && inlinableSize(called);
    if (!called || size === undefined || growth + size > MOST_GROWTH) return undefined;
    growth += size;
    return change(codeFor(call, called), depth + 1);
  }

  return change(body, 0) as BlockExpression;
}

/** How many expressions a function has; `undefined` for too many, or where something is bound to the function itself. */
function inlinableSize({ body, function: callee }: FunctionBody): number | undefined {
  let size = 0;
  walk(body, ({ kind }) => {
    size += kind === 'defer' || kind === 'bind' ? MOST_SIZE : 1;
  });
  return callee.role.kind === 'helper' && !callee.isAsync && size <= MOST_SIZE ? size : undefined;
}

/** The function's code with bindings of its own: what is a binding already stands for the parameter. */
function codeFor(
  { arguments: args, type, span }: CallExpression,
  { body, function: callee }: FunctionBody,
): Expression {
  const substitutes = new Map<Local, Expression>();
  const lets = callee.params.flatMap((param, index): readonly Expression[] => {
    const value = args[index] as Expression;
    if (value.kind === 'local') {
      substitutes.set(param, value);
      return [];
    }
    const local = fresh(param, substitutes, span);
    return [{ kind: 'let', locals: [local], value, type: { kind: 'none' }, span }];
  });
  const code = copied(body, substitutes) as BlockExpression;
  return { kind: 'block', items: [...lets, ...code.items], type, span };
}

function fresh(local: Local, substitutes: Map<Local, Expression>, span: Expression['span']): Local {
  const own = { ...local, name: local.name ?? 'it' };
  substitutes.set(local, { kind: 'local', local: own, type: own.type, span });
  return own;
}

function copied(expression: Expression, substitutes: Map<Local, Expression>): Expression {
  const copy = (child: Expression): Expression => copied(child, substitutes);
  const own = (local: Local): Local => fresh(local, substitutes, expression.span);
  switch (expression.kind) {
    case 'local':
      return substituted(expression.local, substitutes) ?? expression;
    case 'let': {
      const value = copy(expression.value);
      return { ...expression, value, locals: expression.locals.map(own) };
    }
    case 'match':
      return copiedMatch(expression, copy, own);
    case 'operation':
      for (const local of boundIn(expression)) own(local);
      return withOwnBodies(withChildren(expression, copy), substitutes);
    default:
      return withChildren(expression, copy);
  }
}

const substituted = (local: Local, substitutes: Substitutes): Expression | undefined => substitutes.get(local);

function copiedMatch(
  expression: MatchExpression,
  copy: (child: Expression) => Expression,
  own: (local: Local) => Local,
): Expression {
  const subject = copy(expression.subject);
  const arms = expression.arms.map((arm) => {
    const binding = arm.binding && own(arm.binding);
    return { ...arm, binding, block: copy(arm.block) as BlockExpression };
  });
  return { ...expression, subject, arms };
}

type Operation = Extract<Expression, { kind: 'operation' }>;

/** The bindings of an operation's own code: an element's address, and the element. */
const boundIn = ({ operands }: Operation): readonly Local[] => ('body' in operands ? operands.body.locals : []);

function withOwnBodies(expression: Expression, substitutes: Substitutes): Expression {
  if (expression.kind !== 'operation' || !('body' in expression.operands)) return expression;
  const { body } = expression.operands;
  const locals = body.locals.map((local) => {
    const substitute = substituted(local, substitutes);
    return substitute?.kind === 'local' ? substitute.local : local;
  });
  return { ...expression, operands: { ...expression.operands, body: { ...body, locals } } } as Expression;
}
