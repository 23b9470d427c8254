/**
 * Functions of the component that end in a lift, written in place of their calls: what lowers the value then stands beside
 * what lifts it. What such a function defers is deferred by its caller, where nobody can tell.
 */
import { hasEffect, moduleOf } from '../effects.ts';
import type { BlockExpression, CallExpression, Callee, Expression, FunctionBody, Local } from '../ir.ts';
import { childrenOf, contains, localsBoundBy, walk, withChangedChildren, withChildren } from '../visit.ts';
import type { Changes } from './memory-changes.ts';
import { endsInLift, letOf } from './name-lifts.ts';

export interface InliningFacts {
  readonly bodyOf: (callee: Callee) => FunctionBody | undefined;
  readonly changes: Changes;
}

/** Functions that are written inside of each other. */
const DEEPEST = 8;

/** The body with such calls replaced; the same one where there are none. */
export function inlineLifts(body: BlockExpression, facts: InliningFacts): BlockExpression {
  const inliner = new Inliner(body, facts);
  return inliner.inBlock(body);
}

class Inliner {
  readonly #facts: InliningFacts;
  readonly #scope: BlockExpression;

  constructor(scope: BlockExpression, facts: InliningFacts) {
    this.#scope = scope;
    this.#facts = facts;
  }

  /** Whatever is deferred in what is inlined here is deferred once. */
  inBlock(block: BlockExpression): BlockExpression {
    return withChangedChildren(block, (child) => this.#inside(child, true)) as BlockExpression;
  }

  #inside(expression: Expression, runsOnce: boolean): Expression {
    // A deferred action has locals of its own.
    if (expression.kind === 'defer') return expression;
    const once = runsOnce && isStraight(expression);
    const inner = withChangedChildren(expression, (child) => this.#inside(child, once));
    return inner.kind === 'call' ? (this.#inlined(inner, once, []) ?? inner) : inner;
  }

  /** @param open - functions that it stands in */
  #inlined(call: CallExpression, runsOnce: boolean, open: readonly Callee[]): Expression | undefined {
    const { callee } = call;
    const found = open.length < DEEPEST && !open.includes(callee) ? this.#facts.bodyOf(callee) : undefined;
    if (!found || found.function.isAsync || !canBeInlined(found.body)) return undefined;
    const body = this.#endingIn(found.body, runsOnce, [...open, callee]);
    if (!body) return undefined;
    const defers = deferredIn(body);
    if (defers.length > 0 && !(runsOnce && this.#mayRunLater(defers, call))) return undefined;
    return writtenFor(call, body);
  }

  /** A body whose last value is lifted, there or in a function that it calls for it. */
  #endingIn(body: BlockExpression, runsOnce: boolean, open: readonly Callee[]): BlockExpression | undefined {
    if (endsInLift(body)) return body;
    const last = body.items.at(-1);
    const ending = last?.kind === 'call' ? this.#inlined(last, runsOnce, open) : undefined;
    return ending && { ...body, items: [...body.items.slice(0, -1), ending] };
  }

  /** Whether what is deferred has nothing to do with what else the function does, nor that with it. */
  #mayRunLater(defers: readonly Expression[], call: CallExpression): boolean {
    const { changes } = this.#facts;
    const rest = besides(this.#scope, call);
    const modules = modulesIn(rest);
    const own = modulesIn(defers);
    return (
      defers.every((each) => isPlain(each) && modules.every((module) => !changes(each, module))) &&
      rest.every((each) => own.every((module) => !changes(each, module)))
    );
  }
}

/** Whether its parts run once where it does. */
const isStraight = ({ kind }: Expression): boolean =>
  kind === 'block' || kind === 'let' || kind === 'call' || kind === 'operation';

/** Variables and bound functions have an identity, and `try` a border of its own. */
const canBeInlined = (body: Expression): boolean =>
  !contains(body, ({ kind }) => kind === 'bind' || kind === 'var' || kind === 'try') &&
  // What is deferred in a part that may not run stays there.
  childrenOf(body).every((item) => item.kind === 'defer' || !contains(item, ({ kind }) => kind === 'defer'));

const deferredIn = (body: Expression): readonly Expression[] => {
  const found: Expression[] = [];
  walk(body, (inner) => {
    if (inner.kind === 'defer') walk(inner.action, (each) => found.push(each));
  });
  return found;
};

/** Memories and core modules are all that it has to do with. */
const isPlain = (expression: Expression): boolean =>
  !hasEffect(expression, 'calls JavaScript') &&
  !hasEffect(expression, 'writes state') &&
  !hasEffect(expression, 'reads state') &&
  !(expression.kind === 'call' && expression.callee.kind === 'adapter');

/** Every expression in some code but one and what is inside of it. */
function besides(code: Expression, left: Expression): readonly Expression[] {
  if (code === left || isSameCall(code, left)) return [];
  return [code, ...childrenOf(code).flatMap((child) => besides(child, left))];
}

/** Parts of a call may have been replaced already. */
const isSameCall = (code: Expression, left: Expression): boolean =>
  code.kind === 'call' && left.kind === 'call' && code.callee === left.callee && code.span === left.span;

const modulesIn = (code: readonly Expression[]): readonly string[] => [
  ...new Set(code.flatMap((each) => moduleOf(each) ?? [])),
];

/** The body with the call's arguments for its parameters, and bindings of its own. */
function writtenFor({ callee, arguments: args, span }: CallExpression, body: BlockExpression): Expression {
  const names = new Map<Local, Local>();
  const lets = callee.params.flatMap((param, index) => {
    const given = args[index];
    if (given?.kind === 'local') {
      names.set(param, given.local);
      return [];
    }
    const local = { ...param };
    names.set(param, local);
    return given ? [letOf(local, given)] : [];
  });
  walk(body, (inner) => {
    for (const local of localsBoundBy(inner)) names.set(local, { ...local });
  });
  const rename = (local: Local): Local => names.get(local) ?? local;
  const copy = (inner: Expression): Expression => {
    const copied = withChildren(inner, copy, rename);
    return copied.kind === 'local' ? { ...copied, type: copied.local.type } : copied;
  };
  const items = body.items.map(copy);
  return { kind: 'block', items: [...lets, ...items], type: items.at(-1)?.type ?? body.type, span };
}
