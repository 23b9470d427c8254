/**
 * Functions of the component that end in a lift, written in place of their calls: what lowers the value then stands beside
 * what lifts it. What such a function defers is deferred by its caller, where nobody can tell.
 */
import { variableIn } from '../captures.ts';
import { hasEffect, moduleOf } from '../effects.ts';
import { letOf } from '../expressions.ts';
import type { BlockExpression, CallExpression, Callee, Expression, Local, Variable } from '../ir.ts';
import type { BodyOf } from '../memory-read.ts';
import { reachedCode } from '../reached-code.ts';
import {
  branchesOf,
  childrenOf,
  contains,
  localsBoundBy,
  partsOf,
  walk,
  withChangedChildren,
  withChildren,
} from '../visit.ts';
import type { Changes } from './memory-changes.ts';
import { mergeTails } from './merge-tails.ts';
import { endsInLift } from './name-lifts.ts';

export interface InliningFacts {
  readonly bodyOf: BodyOf;
  readonly changes: Changes;
  /** The component's variables that code has to do with, there and in what it calls. */
  readonly variables: (code: readonly Expression[]) => ReadonlySet<Variable>;
}

/** Functions that are written inside of each other. */
const DEEPEST = 8;

/** Calls that are replaced in one function: what is called twice by what is called twice is there many times. */
const MOST_CALLS = 256;

/** The body with such calls replaced; the same one where there are none. */
export const inlineLifts = (body: BlockExpression, facts: InliningFacts): BlockExpression =>
  new Inliner(facts).inBody(body);

/** Where a call stands. */
interface Surroundings {
  /** The body that it is in. */
  readonly scope: Expression;
  /** Whether it runs at most once. */
  readonly runsOnce: boolean;
  /** Functions that it stands in. */
  readonly open: readonly Callee[];
  /** What the function that it is to be written into does behind it. */
  readonly rest: readonly Expression[];
}

class Inliner {
  readonly #facts: InliningFacts;
  readonly #lifting = new Map<Callee, boolean>();
  #calls = 0;

  constructor(facts: InliningFacts) {
    this.#facts = facts;
  }

  /** Whatever is deferred in what is inlined here is deferred once. */
  inBody(body: BlockExpression): BlockExpression {
    const around = { scope: body, runsOnce: true, open: [], rest: [] };
    return withChangedChildren(body, (child) => this.#inside(child, around)) as BlockExpression;
  }

  #inside(expression: Expression, around: Surroundings): Expression {
    // A deferred action has locals of its own.
    if (expression.kind === 'defer') return expression;
    const repeated = partsOf(expression).flatMap(({ code, runs }) => (runs === 'repeated' ? [code] : []));
    const again = { ...around, runsOnce: false };
    const inner = withChangedChildren(
      expression,
      (child) => this.#inside(child, repeated.includes(child) ? again : around),
      (block) =>
        withChangedChildren(block, (child) =>
          this.#inside(child, repeated.includes(block) ? again : around),
        ) as BlockExpression,
    );
    return inner.kind === 'call' ? (this.#inlined(inner, expression, around) ?? inner) : inner;
  }

  /** @param original - the call before its arguments were changed */
  #inlined(call: CallExpression, original: Expression, around: Surroundings): Expression | undefined {
    const { callee } = call;
    const { open, runsOnce } = around;
    const found = open.length < DEEPEST && !open.includes(callee) ? this.#facts.bodyOf(callee) : undefined;
    if (!found || found.function.isAsync || !this.#mayLift(callee) || !canBeInlined(found.body)) return undefined;
    if (++this.#calls > MOST_CALLS) return undefined;
    const rest = [...around.rest, ...(behind(around.scope, original) ?? allIn(around.scope))];
    const whole = mergeTails(found.body, this.#facts.bodyOf, writtenFor);
    const inside = { scope: whole, runsOnce, open: [...open, callee], rest };
    const body = withChangedChildren(whole, (child) => this.#inside(child, inside)) as BlockExpression;
    if (!endsInLift(body)) return undefined;
    const defers = deferredIn(whole, this.#facts.bodyOf);
    if (defers.length > 0 && !(runsOnce && this.#mayRunLater(defers, rest))) return undefined;
    return writtenFor(call, body);
  }

  /** Whether a function may end in a lift, there or in what it calls last. One after the other: of them there may be thousands in a row. */
  #mayLift(callee: Callee): boolean {
    const callers = new Map<Callee, Callee | undefined>([[callee, undefined]]);
    // A map's iteration goes on to what is added meanwhile.
    for (const each of callers.keys()) {
      const body = this.#facts.bodyOf(each)?.body;
      const note = (next: Callee): void => {
        if (!callers.has(next)) callers.set(next, each);
      };
      if (!(this.#lifting.get(each) ?? (body !== undefined && mayEndInLift(body, note)))) continue;
      for (let at: Callee | undefined = each; at; at = callers.get(at)) this.#lifting.set(at, true);
      return true;
    }
    for (const each of callers.keys()) this.#lifting.set(each, false);
    return false;
  }

  /**
   * Whether what is deferred has nothing to do with what the function does until it is left, nor that with it. What was
   * deferred before runs behind it as ever.
   */
  #mayRunLater(defers: readonly Expression[], rest: readonly Expression[]): boolean {
    const { changes, variables } = this.#facts;
    const modules = modulesIn(rest);
    const own = modulesIn(defers);
    const used = variables(rest);
    return (
      defers.every((each) => isPlain(each) && modules.every((module) => !changes(each, module))) &&
      [...variables(defers)].every((variable) => !used.has(variable)) &&
      rest.every((each) => own.every((module) => !changes(each, module)))
    );
  }
}

/** Variables and bound functions have an identity, and `try` a boundary of its own. */
const canBeInlined = (body: Expression): boolean =>
  !contains(body, ({ kind }) => kind === 'bind' || kind === 'var' || kind === 'try') &&
  // What is deferred again and again is not many times too late.
  !contains(body, (inner) => partsOf(inner).some(({ code, runs }) => runs === 'repeated' && defers(code)));

const defers = (code: Expression): boolean => contains(code, ({ kind }) => kind === 'defer');

/** All that is deferred, with what that calls of the component. */
const deferredIn = (body: Expression, bodyOf: BodyOf): readonly Expression[] =>
  reachedCode(
    allIn(body).flatMap((inner) => (inner.kind === 'defer' ? [inner.action] : [])),
    bodyOf,
  );

/** Memories, core modules and variables are all that it has to do with. */
const isPlain = (expression: Expression): boolean =>
  !hasEffect(expression, 'calls JavaScript') &&
  (variableIn(expression) !== undefined ||
    !(hasEffect(expression, 'writes state') || hasEffect(expression, 'reads state')));

/** What may run behind an expression in some code that runs once; undefined where it is not in there. */
function behind(code: Expression, left: Expression): readonly Expression[] | undefined {
  if (code === left || isSameCall(code, left)) return [];
  const children = childrenOf(code);
  for (const [index, child] of children.entries()) {
    const found = behind(child, left);
    if (found) return [...found, code, ...children.slice(index + 1).flatMap(allIn)];
  }
  return undefined;
}

function allIn(code: Expression): readonly Expression[] {
  const found: Expression[] = [];
  walk(code, (each) => found.push(each));
  return found;
}

/** Parts of a call may have been replaced already. */
const isSameCall = (code: Expression, left: Expression): boolean =>
  code.kind === 'call' && left.kind === 'call' && code.callee === left.callee && code.span === left.span;

const modulesIn = (code: readonly Expression[]): readonly string[] => [
  ...new Set(code.flatMap((each) => moduleOf(each) ?? [])),
];

/** The body with the call's arguments for its parameters, and bindings of its own. */
function writtenFor({ callee, arguments: args, span }: CallExpression, body: BlockExpression): BlockExpression {
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

/** Whether code may end in a lift. @param note - what is called where it may end otherwise */
function mayEndInLift(code: Expression, note: (callee: Callee) => void): boolean {
  if (endsInLift(code)) return true;
  const last = code.kind === 'block' ? code.items.at(-1) : undefined;
  if (last) return mayEndInLift(last, note);
  if (code.kind === 'call') note(code.callee);
  return code.kind !== 'call' && branchesOf(code).some((branch) => mayEndInLift(branch, note));
}
