/**
 * Memory to memory: a value that is lifted from one core module only to be lowered into another is copied, and no
 * JavaScript value is made of it. What is lifted is measured where it was lifted; what asks for its length gets that, and
 * what lowers it copies. Functions of the component that it is handed to get a copy that takes its place in memory instead.
 */
import { callersWithin } from '../core-calls.ts';
import { blockOf, integerOf, letOf, localOf } from '../expressions.ts';
import type { AdapterFunction, BlockExpression, Callee, Component, Expression, FunctionBody, Local } from '../ir.ts';
import { calledIn } from '../prune.ts';
import { keyOf as keyOfParts, type Shape } from '../take-apart/parts.ts';
import { parametersFor, type TakingApart, takeApart } from '../take-apart/take-apart.ts';
import { simple } from '../types.ts';
import { uniqueName } from '../unique-name.ts';
import { contains, walk, withChangedChildren } from '../visit.ts';
import { canForward, type ForwardingFacts } from './can-forward.ts';
import { type Source, sourceOf, useIn, withRange, withValue } from './encodings.ts';
import { type InliningFacts, inlineLifts } from './inline-lifts.ts';
import { changesIn, variablesIn } from './memory-changes.ts';
import { hold, nameLifts } from './name-lifts.ts';

/** What stands for a value that is not made. */
interface Parts {
  readonly source: Source;
  readonly pointer: Expression;
  readonly length: Expression | undefined;
  readonly size: Local;
}

type AllParts = ReadonlyMap<Local, Parts>;

/** The component with such values copied. The same one where there are none. */
export function withForwardedCopies(component: Component): Component {
  if (!component.functions.some(({ body }) => mayForward(body))) return component;
  const forwarding = new Forwarding(component);
  const functions = forwarding.all();
  if (functions.every((body, index) => body === component.functions[index])) return component;
  const before = calledIn(component);
  // What nobody called before is left alone, and so is what it calls.
  const idle = component.functions.map((body) => body.function).filter((callee) => !before.has(callee));
  const after = calledIn({ ...component, functions }, undefined, idle);
  return { ...component, functions: functions.filter((body) => after.has(body.function)) };
}

/** Whether there is anything to be looked at closely. */
const mayForward = (body: Expression): boolean => contains(body, isLift);

const isLift = (expression: Expression): boolean =>
  sourceOf(expression) !== undefined || (expression.kind === 'operation' && expression.operation === 'lift-array');

class Forwarding {
  readonly #component: Component;
  readonly #named: Map<Callee, FunctionBody>;
  /** By the original and what is handed to it. */
  readonly #copies = new Map<AdapterFunction, Map<string, AdapterFunction>>();
  readonly #origins = new Map<AdapterFunction, AdapterFunction>();
  readonly #made: FunctionBody[] = [];
  readonly #taken: Set<string>;
  readonly #facts: ForwardingFacts & InliningFacts & TakingApart;

  constructor(component: Component) {
    const { functions, imports, modules } = component;
    this.#component = component;
    this.#named = new Map(functions.map((body) => [body.function, { ...body, body: nameLifts(body.body) }]));
    const callees = [
      ...functions.map((body) => body.function),
      ...imports,
      ...modules.flatMap((each) => each.functions),
    ];
    this.#taken = new Set(callees.map(({ name }) => name));
    const originOf = (callee: AdapterFunction): AdapterFunction => this.#origins.get(callee) ?? callee;
    const callers = callersWithin(component);
    this.#facts = {
      changes: changesIn(component, callers, originOf),
      variables: variablesIn(component, callers, originOf),
      bodyOf: (callee) => this.#named.get(callee),
      known: new Map(),
      takes: new Map(),
      copyFor: (callee, handed) => this.#copyInParts(callee, handed),
    };
  }

  all(): readonly FunctionBody[] {
    const functions = this.#component.functions.map((original) => this.#forwarded(original));
    // Making one may ask for others; some were made for what was not worth it.
    return [...functions, ...this.#made];
  }

  #forwarded(original: FunctionBody): FunctionBody {
    const inlined = inlineLifts(original.body, this.#facts);
    const own = this.#takenApart((this.#named.get(original.function) ?? original).body);
    const wide = inlined === original.body ? own : this.#takenApart(nameLifts(inlined));
    // What is written once more has to be worth it.
    const { body, parts } = scoreOf(wide) > scoreOf(own) ? wide : own;
    if (scoreOf(own) === 0 && body === own.body) return original;
    return { ...original, body: this.#inBody(body, parts) };
  }

  #takenApart(named: BlockExpression): Candidate {
    const { body, count } = takeApart(named, this.#facts);
    const again = count > 0 ? nameLifts(body) : body;
    return { body: again, count, parts: this.#partsIn(again) };
  }

  /** With what it binds and need not make taken apart; the same one where there is nothing of that. */
  #inBody(body: BlockExpression, parts: AllParts = this.#partsIn(body)): BlockExpression {
    return parts.size === 0 ? body : (this.#rewrite(body, parts) as BlockExpression);
  }

  #partsIn(body: BlockExpression): AllParts {
    const parts = new Map<Local, Parts>();
    if (!mayForward(body)) return parts;
    walk(body, (expression) => {
      if (expression.kind !== 'let') return;
      const [local, second] = expression.locals;
      const source = sourceOf(expression.value);
      if (!local || second || !source) return;
      if (canForward(local, source, body, this.#facts)) parts.set(local, partsOf(local, source));
    });
    return parts;
  }

  #rewrite(expression: Expression, parts: AllParts): Expression {
    const inner = withChangedChildren(expression, (child) => this.#rewrite(child, parts));
    if (inner.kind === 'block' && expression.kind === 'block') return spliced(inner, expression);
    if (inner.kind === 'let') return measured(inner, parts);
    if (inner.kind === 'call') return this.#rewriteCall(inner, parts);
    const use = useIn(inner);
    const taken = use?.value.kind === 'local' ? parts.get(use.value.local) : undefined;
    if (!use || !taken || inner.kind !== 'operation') return inner;
    const { lets, value: destination } = use.destination
      ? hold(use.destination.pointer, 'to')
      : { lets: [], value: undefined };
    const otherwise = withValue(inner, lifted(taken), destination);
    if (!use.destination || !destination) return lengthOf(taken, otherwise);
    const copy: Expression = {
      kind: 'copy',
      from: taken.source,
      source: taken.pointer,
      to: use.destination,
      destination,
      size: localOf(taken.size, inner),
      unit: taken.source.unit,
      otherwise,
      type: { kind: 'none' },
      span: inner.span,
    };
    return blockOf([...lets, copy, ...(inner.operation === 'lower-array' ? [destination] : [])]);
  }

  #rewriteCall(call: Extract<Expression, { kind: 'call' }>, parts: AllParts): Expression {
    const { callee, arguments: args } = call;
    const handed = args.map((argument) => (argument.kind === 'local' ? parts.get(argument.local) : undefined));
    if (callee.kind !== 'adapter' || handed.every((each) => each === undefined)) return call;
    const flat = args.flatMap((argument, index) => {
      const taken = handed[index];
      return taken
        ? [taken.pointer, ...(taken.length ? [taken.length] : []), localOf(taken.size, argument)]
        : [argument];
    });
    return { ...call, callee: this.#copyFor(callee, handed), arguments: flat };
  }

  /** The copy of a function that takes places in memory for some of its parameters. */
  #copyFor(callee: AdapterFunction, handed: readonly (Parts | undefined)[]): AdapterFunction {
    return this.#copyOf(callee, handed, {
      keyOf: ({ source }) => keyOf(source),
      suffixOf: ({ source }) => source.module,
      parametersFor: (param, { source }) => parameterParts(param, source),
      rewritten: (body, given) => this.#rewrite(body, given) as BlockExpression,
    });
  }

  /** The copy of a function that takes what values consist of for some of its parameters. */
  #copyInParts(callee: AdapterFunction, handed: readonly (Shape | undefined)[]): AdapterFunction {
    return this.#copyOf(callee, handed, {
      keyOf: keyOfParts,
      suffixOf: () => 'parts',
      parametersFor,
      rewritten: (body, given) => nameLifts(takeApart(body, this.#facts, given).body),
    });
  }

  #copyOf<T>(callee: AdapterFunction, handed: readonly (T | undefined)[], handing: Handing<T>): AdapterFunction {
    const copies = this.#copies.get(callee) ?? new Map<string, AdapterFunction>();
    this.#copies.set(callee, copies);
    const key = handed.map((each) => (each ? handing.keyOf(each) : '')).join('|');
    const known = copies.get(key);
    if (known) return known;
    const given = new Map<Local, T>();
    const params = callee.params.flatMap((param, index) => {
      const each = handed[index];
      if (!each) return [param];
      const { list, made } = handing.parametersFor(param, each);
      given.set(param, made);
      return list;
    });
    const { body: original } = this.#named.get(callee) as FunctionBody;
    const body = handing.rewritten(original, given);
    const [suffix] = handed.flatMap((each) => (each ? [handing.suffixOf(each)] : []));
    const name = uniqueName(`${callee.name}.from.${suffix}`, this.#taken);
    const copy: AdapterFunction = { ...callee, name, role: { kind: 'helper' }, params };
    copies.set(key, copy);
    this.#origins.set(copy, this.#origins.get(callee) ?? callee);
    this.#named.set(copy, { function: copy, body });
    this.#made.push({ function: copy, body: this.#inBody(body) });
    return copy;
  }
}

/** How functions are handed what stands for a value. */
interface Handing<T> {
  /** Different where copies have to be. */
  readonly keyOf: (handed: T) => string;
  /** What the copy's name ends in. */
  readonly suffixOf: (handed: T) => string;
  readonly parametersFor: (param: Local, handed: T) => { readonly list: readonly Local[]; readonly made: T };
  /** The body for such parameters. */
  readonly rewritten: (body: BlockExpression, given: ReadonlyMap<Local, T>) => BlockExpression;
}

/** What a function may become. */
interface Candidate {
  readonly body: BlockExpression;
  readonly count: number;
  readonly parts: AllParts;
}

const scoreOf = ({ count, parts }: Candidate): number => count + parts.size;

const keyOf = ({ module, memory, encoding, length, lift: { operation } }: Source): string =>
  JSON.stringify([operation, module, memory, encoding, length !== undefined]);

const number = simple('i32');

const named = ({ name = 'it' }: Local, part: string): Local => ({ name: `${name}.${part}`, type: number });

function partsOf(local: Local, source: Source): Parts {
  const own = (value: Expression, part: string): Expression =>
    value.kind === 'local' || value.kind === 'integer' ? value : localOf(named(local, part), value);
  const length = source.length && own(source.length, 'length');
  return { source, pointer: own(source.pointer, 'pointer'), length, size: named(local, 'size') };
}

function parameterParts(param: Local, source: Source): { readonly list: readonly Local[]; readonly made: Parts } {
  const [pointer, length, size] = [named(param, 'pointer'), named(param, 'length'), named(param, 'size')];
  const made: Parts = {
    source,
    pointer: localOf(pointer, source.lift),
    length: source.length && localOf(length, source.lift),
    size,
  };
  return { list: [pointer, ...(source.length ? [length] : []), size], made };
}

/** The value after all. */
const lifted = ({ source, pointer, length }: Parts): Expression => withRange(source.lift, pointer, length);

/** What stands in an item's place is items of the block itself: what they bind is for those behind them. */
function spliced(block: BlockExpression, original: BlockExpression): BlockExpression {
  const isNew = (item: Expression, index: number): item is BlockExpression =>
    item.kind === 'block' && original.items[index]?.kind !== 'block';
  if (!block.items.some(isNew)) return block;
  return { ...block, items: block.items.flatMap((item, index) => (isNew(item, index) ? item.items : [item])) };
}

/** In place of a binding: where its value lies, and how much of it there is. */
function measured(binding: Extract<Expression, { kind: 'let' }>, all: AllParts): Expression {
  const parts = binding.locals[0] && all.get(binding.locals[0]);
  if (!parts) return binding;
  const { source, pointer, length, size } = parts;
  const { span } = binding;
  // What it is lifted from may itself use what was taken apart.
  const own = sourceOf(binding.value) ?? source;
  const measure: Expression = { kind: 'measure', lift: withRange(source.lift, pointer, length), type: number, span };
  return blockOf([
    ...bound(pointer, own.pointer),
    ...(length && own.length ? bound(length, own.length) : []),
    letOf(size, measure),
  ]);
}

const bound = (part: Expression, value: Expression): readonly Expression[] =>
  part.kind === 'local' && part !== value ? [letOf(part.local, value)] : [];

/** What was measured, unless that is nothing. */
function lengthOf({ size }: Parts, otherwise: Expression): Expression {
  const { span } = otherwise;
  const measured = localOf(size, otherwise);
  const operands = { left: measured, right: integerOf(-1n, number, otherwise) };
  const condition: Expression = { kind: 'operation', operation: '==', operands, type: simple('bool'), span };
  return { kind: 'if', condition, consequent: otherwise, alternate: measured, type: number, span };
}
