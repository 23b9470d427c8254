/** `let block if switch match defer unreachable`: what decides which code runs, and what is bound in it. */
import type { Form, NameAtom, Node } from '../ast/nodes.ts';
import { unknownCase } from '../diagnostics/names.ts';
import {
  bindingCount,
  literalOutOfRange,
  misplacedDefer,
  misplacedLet,
  missingCases,
  noPayload,
  repeatedCase,
  switchNeedsElse,
  typeMismatch,
  wrongOperand,
} from '../diagnostics/types.ts';
import { capturesOf } from '../ir/captures.ts';
import { casesOf } from '../ir/cases.ts';
import type {
  BlockExpression,
  CoreFunction,
  Expression,
  FunctionVariable,
  Local,
  MatchArm,
  SwitchArm,
} from '../ir/ir.ts';
import { arithmeticTypeOf } from '../ir/numbers.ts';
import { never, none, shownType, type Type, type VariantCase } from '../ir/types.ts';
import { controlForms } from '../ir/usage.ts';
import type { Span } from '../source/source-map.ts';
import { lookUpFunction } from './basic-forms.ts';
import { check, checkValue } from './check-node.ts';
import { type Clauses, refuseClause } from './clauses.ts';
import { checkCondition } from './conditions.ts';
import { bindLocal, type Context, failed, fit, single } from './context.ts';
import { literalRange } from './literals.ts';
import { noteUse } from './notes.ts';
import { readNumeral } from './numerals.ts';
import { isBinder } from './truths.ts';
import { noteUnusedLocals, noteUnusedVariables } from './unused.ts';
import { checkVariable } from './variables.ts';

/** The items of a body or block, of which the last gives the value. `let` binds until the end of it. */
export function checkSequence(
  nodes: readonly Node[],
  expected: Type | undefined,
  span: Span,
  context: Context,
): BlockExpression {
  return context.scope.within(() => {
    const bound = new Map<Local, Span>();
    const declared = new Map<FunctionVariable, Span>();
    const items = nodes.map((node, index) => {
      if (node.kind === 'form' && node.head.text === 'let') return checkLet(node, bound, context);
      if (node.kind === 'form' && node.head.text === 'var') return checkVariable(node, declared, context);
      return checkBranch(node, index === nodes.length - 1 ? expected : none, context);
    });
    noteUnusedLocals(bound, context);
    noteUnusedVariables(declared, context);
    const block: BlockExpression = { kind: 'block', items, type: sequenceType(items, expected), span };
    return expected ? fitBlock(block, expected, context) : block;
  });
}

/** Nothing in it, or a `let` at its end, where a value is expected: items that give one were looked at themselves. */
function fitBlock(block: BlockExpression, expected: Type, context: Context): BlockExpression {
  if (block.type.kind !== 'none' || expected.kind === 'none') return block;
  fit({ ...block, span: block.items.at(-1)?.span ?? block.span }, expected, context);
  return { ...block, type: never };
}

function sequenceType(items: readonly Expression[], expected: Type | undefined): Type {
  if (items.some((item) => item.type.kind === 'never')) return never;
  if (expected?.kind === 'none') return none;
  return items.at(-1)?.type ?? none;
}

/** `(let $name* E)`. */
function checkLet(form: Form, bound: Map<Local, Span>, context: Context): Expression {
  const names = form.args.slice(0, -1);
  const valueNode = form.args.at(-1);
  if (!valueNode || !names.every((node) => node.kind === 'name')) {
    const odd = names.find((node) => node.kind !== 'name');
    context.environment.sink.add(
      wrongOperand('let', 'a name or one expression', (odd ?? form).span, controlForms.let.usage),
    );
    return failed(form.span);
  }
  const value = check(valueNode, undefined, context);
  const types = letTypes(value, names, context);
  const locals = types.map((type, index) => bindLocal(names[index], type, context));
  for (const [index, local] of locals.entries()) bound.set(local, (names[index] ?? form).span);
  return { kind: 'let', locals, value, type: value.type.kind === 'never' ? never : none, span: form.span };
}

/** One type a binding. An erroneous value still binds, so that later positions stay right. */
function letTypes(value: Expression, names: readonly NameAtom[], context: Context): readonly Type[] {
  const types = value.type.kind === 'values' ? value.type.items : [single(value, 'a value to bind', context).type];
  const extra = names[types.length];
  if (extra) context.environment.sink.add(bindingCount(types.length, names.length, extra.span));
  return types;
}

export function checkMisplacedLet(form: Form, _expected: Type | undefined, context: Context): Expression {
  context.environment.sink.add(misplacedLet(form.span));
  return failed(form.span);
}

export function checkBlock(form: Form, expected: Type | undefined, context: Context): Expression {
  return checkSequence(form.args, expected, form.span, context);
}

/** `(if C A B?)`. */
export function checkIf(form: Form, expected: Type | undefined, context: Context): Expression {
  const [conditionNode, consequentNode, alternateNode, extra] = form.args;
  if (!conditionNode || !consequentNode || extra) {
    const what = 'a condition and one or two branches';
    context.environment.sink.add(wrongOperand('if', what, (extra ?? form).span, controlForms.if.usage));
    return failed(form.span);
  }
  const condition = checkCondition(conditionNode, context);
  const consequent = check(consequentNode, expected, context);
  if (!alternateNode) {
    return { kind: 'if', condition, consequent, alternate: undefined, type: none, span: form.span };
  }
  const wanted = settled(expected) ?? settled(consequent.type);
  const alternate = checkBranch(alternateNode, wanted, context);
  const joined = wanted ? fit(consequent, wanted, context) : consequent;
  return {
    kind: 'if',
    condition,
    consequent: joined,
    alternate,
    type: joinType(joined, alternate, wanted),
    span: form.span,
  };
}

const settled = (type: Type | undefined): Type | undefined => (type?.kind === 'never' ? undefined : type);

function checkBranch(node: Node, type: Type | undefined, context: Context): Expression {
  const branch = check(node, type, context);
  return type ? fit(branch, type, context) : branch;
}

/** Both branches fit what is wanted by now; where nothing was, the alternate speaks for both. */
function joinType(consequent: Expression, alternate: Expression, wanted: Type | undefined): Type {
  const endless = consequent.type.kind === 'never' && alternate.type.kind === 'never';
  return endless ? never : (wanted ?? alternate.type);
}

/** `(switch E (case N BODY*)* (else BODY*)?)`. */
export function checkSwitch(form: Form, expected: Type | undefined, context: Context): Expression {
  const [subjectNode, ...clauses] = form.args;
  if (!subjectNode) {
    context.environment.sink.add(wrongOperand('switch', 'an integer', form.span, controlForms.switch.usage));
    return failed(form.span);
  }
  const subject = checkInteger(subjectNode, context);
  const blocks = new Agreement(expected, context);
  const arms = clauses
    .filter((node) => !isElse(node))
    .flatMap((node) => checkCase(node, subject.type, blocks, context));
  const otherwise = checkElse(clauses.filter(isElse), form, blocks, context);
  reportRepeated(arms, context);
  const type = blocks.type;
  if (!otherwise && type.kind !== 'none' && type.kind !== 'never') {
    if (subject.type.kind === 'never') return subject;
    // What is no clause, and was reported, may have been meant for it.
    if (arms.length === clauses.length) context.environment.sink.add(switchNeedsElse(type, form.head.span));
    return failed(form.span);
  }
  return { kind: 'switch', subject, arms, otherwise, type: otherwise ? type : none, span: form.span };
}

const isElse = (node: Node): node is Form => node.kind === 'form' && node.head.text === 'else';

function checkInteger(node: Node, context: Context): Expression {
  const subject = checkValue(node, 'an integer', context);
  const number = arithmeticTypeOf(subject.type);
  if (subject.type.kind === 'never' || (number && !number.float)) return subject;
  context.environment.sink.add(typeMismatch('an integer', subject.type, subject.span));
  return failed(subject.span);
}

/** Blocks that must all give the same type: the expected one, else what the first of them gives. */
export class Agreement {
  #type: Type | undefined;
  readonly #context: Context;

  constructor(expected: Type | undefined, context: Context) {
    this.#type = settled(expected);
    this.#context = context;
  }

  get type(): Type {
    return this.#type ?? never;
  }

  check(nodes: readonly Node[], span: Span): BlockExpression {
    const block = checkSequence(nodes, this.#type, span, this.#context);
    this.#type ??= settled(block.type);
    return block;
  }
}

const switchClauses: Clauses = {
  form: 'switch',
  expected: '(case N …) or (else …)',
  heads: ['case', 'else'],
  usage: controlForms.switch.usage,
};

function checkCase(node: Node, type: Type, blocks: Agreement, context: Context): SwitchArm[] {
  const [value, ...rest] = node.kind === 'form' && node.head.text === 'case' ? node.args : [];
  const numeral = value?.kind === 'number' ? readNumeral(value.text) : undefined;
  if (value?.kind !== 'number' || numeral?.kind !== 'integer') {
    refuseClause(switchClauses, value ?? node, context.environment.sink);
    return [];
  }
  if (type.kind === 'never') return [];
  const [low, high] = literalRange(type);
  if (numeral.value < low || numeral.value > high) {
    context.environment.sink.add(literalOutOfRange(value.text, type, `it holds ${low} to ${high}`, value.span));
  }
  return [{ value: numeral.value, block: blocks.check(rest, node.span) }];
}

function checkElse(
  clauses: readonly Form[],
  form: Form,
  blocks: Agreement,
  context: Context,
): BlockExpression | undefined {
  const [first, second] = clauses;
  if (second) context.environment.sink.add(repeatedCase('else', second.span));
  if (!first) return undefined;
  if (first !== form.args.at(-1)) {
    context.environment.sink.add(wrongOperand('switch', 'the else last', first.span, controlForms.switch.usage));
  }
  return blocks.check(first.args, first.span);
}

function reportRepeated(arms: readonly SwitchArm[], { environment }: Context): void {
  const seen = new Set<bigint>();
  for (const { value, block } of arms) {
    if (seen.has(value)) environment.sink.add(repeatedCase(String(value), block.span));
    seen.add(value);
  }
}

/** `(match E (case CASE $x? BODY*)*)`. */
export function checkMatch(form: Form, expected: Type | undefined, context: Context): Expression {
  const [subjectNode, ...clauses] = form.args;
  if (!subjectNode) {
    context.environment.sink.add(
      wrongOperand('match', 'a variant, option or result', form.span, controlForms.match.usage),
    );
    return failed(form.span);
  }
  const subject = checkValue(subjectNode, 'a variant, option or result', context);
  if (subject.type.kind === 'never') return subject;
  const cases = casesOf(subject.type);
  if (!cases) {
    context.environment.sink.add(typeMismatch('a variant, option or result', subject.type, subject.span));
    return failed(form.span);
  }
  const blocks = new Agreement(expected, context);
  const arms = clauses.flatMap((node) => checkMatchArm(node, subject.type, cases, blocks, context));
  // An arm that is in error may be the one that seems to be missing.
  if (arms.length < clauses.length) return failed(form.span);
  return reportMissing(form, subject, cases, arms, context)
    ? { kind: 'match', subject, arms, type: blocks.type, span: form.span }
    : failed(form.span);
}

const matchClauses: Clauses = {
  form: 'match',
  expected: '(case NAME …)',
  heads: ['case'],
  usage: controlForms.match.usage,
};

function checkMatchArm(
  node: Node,
  type: Type,
  cases: readonly VariantCase[],
  blocks: Agreement,
  context: Context,
): MatchArm[] {
  const { sink } = context.environment;
  const [name, ...rest] = node.kind === 'form' && node.head.text === 'case' ? node.args : [];
  if (name?.kind !== 'name') {
    refuseClause(matchClauses, name ?? node, sink);
    return [];
  }
  const index = cases.findIndex((candidate) => candidate.name === name.text);
  const found = cases[index];
  if (!found) {
    sink.add(
      unknownCase(
        shownType(type),
        name.text,
        name.span,
        cases.map((candidate) => candidate.name),
      ),
    );
    return [];
  }
  if (type.kind === 'named') noteUse(context.environment, name, { kind: 'member', owner: type.name, name: found.name });
  const binder = isBinder(rest[0]) ? rest[0] : undefined;
  if (binder && !found.type) sink.add(noPayload(found.name, binder.span));
  const body = binder ? rest.slice(1) : rest;
  return context.scope.within(() => {
    const binding = found.type && bindLocal(binder, found.type, context);
    const block = blocks.check(body, node.span);
    return [{ case: { name: found.name, index, type: found.type }, binding, block }];
  });
}

function reportMissing(
  form: Form,
  subject: Expression,
  cases: readonly VariantCase[],
  arms: readonly MatchArm[],
  { environment }: Context,
): boolean {
  const given = new Set<string>();
  for (const arm of arms) {
    if (given.has(arm.case.name)) environment.sink.add(repeatedCase(arm.case.name, arm.block.span));
    given.add(arm.case.name);
  }
  const missing = cases.map((candidate) => candidate.name).filter((name) => !given.has(name));
  if (missing.length === 0) return true;
  environment.sink.add(missingCases(shownType(subject.type), missing, form.head.span));
  return false;
}

/** `(defer (after F)? E)`. */
export function checkDefer(form: Form, _expected: Type | undefined, context: Context): Expression {
  const [first] = form.args;
  const clause = first?.kind === 'form' && first.head.text === 'after' ? first : undefined;
  const [node, extra] = clause ? form.args.slice(1) : form.args;
  const after = clause && coreFunctionIn(clause, context);
  if (clause && !after) return failed(form.span);
  if (!node || extra) {
    context.environment.sink.add(
      wrongOperand('defer', 'one expression', (extra ?? form).span, controlForms.defer.usage),
    );
    return failed(form.span);
  }
  if (context.deferred) {
    context.environment.sink.add(misplacedDefer(form.span));
    return failed(form.span);
  }
  const action = check(node, undefined, { ...context, deferred: true });
  const captures = capturesOf(action);
  return { kind: 'defer', ...(after && { after }), action, captures, type: none, span: form.span };
}

/** `(after F)`. */
function coreFunctionIn({ args: [target, extra], span }: Form, { environment }: Context): CoreFunction | undefined {
  const callee = target?.kind === 'name' && !extra ? lookUpFunction(target, environment) : undefined;
  if (callee?.kind === 'core') return callee;
  const isTold = target?.kind === 'name' && !extra && !callee;
  if (!isTold) environment.sink.add(wrongOperand('after', "a core function's name", span, controlForms.defer.usage));
  return undefined;
}

export function checkUnreachable({ args, span }: Form, _expected: Type | undefined, context: Context): Expression {
  const [extra] = args;
  if (!extra) return { kind: 'unreachable', type: never, span };
  context.environment.sink.add(wrongOperand('unreachable', 'nothing', extra.span, controlForms.unreachable.usage));
  return failed(span);
}
