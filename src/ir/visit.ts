/**
 * What each kind of expression is made of, what it binds, and when that runs: passes derive what they need from it and
 * know only the kinds that they are about.
 */
import type { BlockExpression, Expression, Local, OperationExpression } from './ir.ts';
import { operations, type Row } from './ops.ts';
import type { OperandByKind, Slot } from './slots.ts';

/** When a part runs, seen from the expression that it is a part of. */
export type Timing =
  /** Once, behind the parts before it. */
  | 'once'
  /** The same, but perhaps not to its end. */
  | 'partly'
  /** Of the parts in a row that are so, at most one runs. */
  | 'either'
  /** Any number of times, also none. */
  | 'repeated'
  /** When the function is left. */
  | 'deferred';

/** An expression directly inside another one. */
export interface Part {
  readonly code: Expression;
  readonly runs: Timing;
  /** Locals that are bound when it begins and that only it sees. */
  readonly binds: readonly Local[];
}

const part = (runs: Timing, code: Expression, binds: readonly Local[] = []): Part => ({ code, runs, binds });

const once = (code: Expression): Part => part('once', code);
const either = (code: Expression): Part => part('either', code);

/** The parts of an expression, in order of evaluation. */
export function partsOf(expression: Expression): readonly Part[] {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'text':
    case 'local':
    case 'unreachable':
    case 'error':
      return [];
    case 'let':
    case 'var':
    case 'convert':
      return [once(expression.value)];
    case 'call':
      return expression.arguments.map(once);
    case 'if':
      return [
        once(expression.condition),
        ...[expression.consequent, ...present(expression.alternate)].map((branch) => either(branch)),
      ];
    case 'block':
      return expression.items.map(once);
    case 'switch':
      return [
        once(expression.subject),
        ...expression.arms.map((arm) => either(arm.block)),
        ...present(expression.otherwise).map(either),
      ];
    case 'match':
      return [
        once(expression.subject),
        ...expression.arms.map(({ block, binding }) => part('either', block, present(binding))),
      ];
    case 'while':
    case 'lift-while':
      return [part('repeated', expression.condition), part('repeated', expression.body)];
    case 'try':
      return [part('partly', expression.body), part('either', expression.handler, [expression.error])];
    case 'defer':
      return [part('deferred', expression.action)];
    case 'bind':
      return expression.captured.map(once);
    case 'measure':
      return [once(expression.lift)];
    case 'copy':
      return [...[expression.source, expression.destination, expression.size].map(once), either(expression.otherwise)];
    case 'window':
      return [expression.pointer, expression.length].map(once);
    case 'operation':
      return operandParts(expression);
  }
}

/** The expressions directly inside one, in order of evaluation. */
export const childrenOf = (expression: Expression): readonly Expression[] =>
  partsOf(expression).map(({ code }) => code);

/** The parts of which one gives the value; none where it comes from elsewhere. */
export const branchesOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'if' || expression.kind === 'switch' || expression.kind === 'match'
    ? partsOf(expression).flatMap(({ code, runs }) => (runs === 'either' ? [code] : []))
    : [];

/** The locals that an expression itself, not one inside it, binds: for what comes behind it, or for a part of it. */
export const localsBoundBy = (expression: Expression): readonly Local[] => [
  ...bindingsBehind(expression),
  ...partsOf(expression).flatMap(({ binds }) => binds),
];

/** The locals that an expression binds for what comes behind it in its block. */
export const bindingsBehind = (expression: Expression): readonly Local[] =>
  expression.kind === 'let' ? expression.locals : [];

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

function operandParts({ operation, operands }: OperationExpression): readonly Part[] {
  const byName = operands as Readonly<Record<string, unknown>>;
  return codeSlots[operation].flatMap(([name, kind]) => partsIn(kind, byName[name]));
}

type Reader<K extends Slot['kind']> = (operand: OperandByKind[K]) => readonly Part[];

const nothing = (): readonly Part[] => [];

const readers: { readonly [K in Slot['kind']]: Reader<K> } = {
  value: (operand) => [once(operand)],
  operand: (operand) => [once(operand)],
  same: (operand) => [once(operand)],
  values: (operand) => operand.map(once),
  elements: (operand) => operand.map(once),
  arguments: (operand) => operand.map(once),
  fields: (operand) => operand.map((field) => once(field.value)),
  payload: (operand) => present(operand).map(once),
  body: ({ block, locals }) => [part('repeated', block, locals)],
  module: nothing,
  memory: nothing,
  table: nothing,
  global: nothing,
  signature: nothing,
  type: nothing,
  field: nothing,
  position: nothing,
  case: nothing,
  integer: nothing,
  variable: nothing,
};

/** Of each operation the slots that may have parts, listed once: this is asked of every node, in every pass. */
const codeSlots = Object.fromEntries(
  Object.entries(operations).map(([operation, { slots }]: [string, Row]) => [
    operation,
    Object.entries(slots).flatMap(([name, { kind }]) => (readers[kind] === nothing ? [] : [[name, kind] as const])),
  ]),
) as unknown as Readonly<Record<OperationExpression['operation'], readonly (readonly [string, Slot['kind']])[]>>;

/** The operand is of its slot's kind: the checker made it so. */
function partsIn<K extends Slot['kind']>(kind: K, operand: unknown): readonly Part[] {
  return (readers[kind] as Reader<K>)(operand as OperandByKind[K]);
}

/** Whether an expression or anything inside it is of that kind. */
export const contains = (expression: Expression, isWanted: (expression: Expression) => boolean): boolean =>
  isWanted(expression) || childrenOf(expression).some((child) => contains(child, isWanted));

/** Calls `visit` for an expression and everything inside, outer before inner. */
export function walk(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walk(child, visit);
}

type Change = (child: Expression) => Expression;
type ChangeBlock = (block: BlockExpression) => BlockExpression;

/**
 * A copy with the expressions directly inside replaced.
 *
 * @param rename - what stands for each local that it names itself, to read or to bind it
 * @param changeBlock - for the blocks of arms and loops; by default each of their items is changed
 */
export function withChildren(
  expression: Expression,
  change: Change,
  rename: (local: Local) => Local = (local) => local,
  changeBlock: ChangeBlock = (block) => ({ ...block, items: block.items.map(change) }),
): Expression {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'text':
    case 'unreachable':
    case 'error':
      return expression;
    case 'local':
      return { ...expression, local: rename(expression.local) };
    case 'let':
      return { ...expression, locals: expression.locals.map(rename), value: change(expression.value) };
    case 'var':
    case 'convert':
      return { ...expression, value: change(expression.value) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
    case 'if':
      return {
        ...expression,
        condition: change(expression.condition),
        consequent: change(expression.consequent),
        alternate: expression.alternate && change(expression.alternate),
      };
    case 'block':
      return { ...expression, items: expression.items.map(change) };
    case 'switch':
      return {
        ...expression,
        subject: change(expression.subject),
        arms: expression.arms.map((arm) => ({ ...arm, block: changeBlock(arm.block) })),
        otherwise: expression.otherwise && changeBlock(expression.otherwise),
      };
    case 'match':
      return {
        ...expression,
        subject: change(expression.subject),
        arms: expression.arms.map((arm) => ({
          ...arm,
          binding: arm.binding && rename(arm.binding),
          block: changeBlock(arm.block),
        })),
      };
    case 'while':
    case 'lift-while':
      return { ...expression, condition: change(expression.condition), body: changeBlock(expression.body) };
    case 'try':
      return {
        ...expression,
        body: changeBlock(expression.body),
        error: rename(expression.error),
        handler: changeBlock(expression.handler),
      };
    case 'defer':
      return { ...expression, action: change(expression.action), captures: expression.captures.map(rename) };
    case 'bind':
      return { ...expression, captured: expression.captured.map(change) };
    case 'measure':
      return { ...expression, lift: change(expression.lift) as OperationExpression };
    case 'copy':
      return {
        ...expression,
        source: change(expression.source),
        destination: change(expression.destination),
        size: change(expression.size),
        otherwise: change(expression.otherwise),
      };
    case 'window':
      return { ...expression, pointer: change(expression.pointer), length: change(expression.length) };
    case 'operation':
      return {
        ...expression,
        operands: changedOperands(expression, change, rename, changeBlock),
      } as OperationExpression;
  }
}

function changedOperands(
  { operation, operands }: OperationExpression,
  change: Change,
  rename: (local: Local) => Local,
  changeBlock: ChangeBlock,
): Readonly<Record<string, unknown>> {
  const { slots }: Row = operations[operation];
  const entries = Object.entries(operands as Readonly<Record<string, unknown>>).map(([name, operand]) => {
    const slot = slots[name];
    return [name, slot ? changedOperand(slot.kind, operand, change, rename, changeBlock) : operand];
  });
  return Object.fromEntries(entries);
}

/** The operand is of its slot's kind: the checker made it so. */
function changedOperand(
  kind: Slot['kind'],
  operand: unknown,
  change: Change,
  rename: (local: Local) => Local,
  changeBlock: ChangeBlock,
): unknown {
  switch (kind) {
    case 'value':
    case 'operand':
    case 'same':
      return change(operand as Expression);
    case 'values':
    case 'elements':
    case 'arguments':
      return (operand as readonly Expression[]).map(change);
    case 'fields':
      return (operand as OperandByKind['fields']).map((field) => ({ ...field, value: change(field.value) }));
    case 'payload':
      return operand === undefined ? operand : change(operand as Expression);
    case 'body': {
      const { locals, block } = operand as OperandByKind['body'];
      return { locals: locals.map(rename), block: changeBlock(block) };
    }
    case 'module':
    case 'memory':
    case 'table':
    case 'global':
    case 'signature':
    case 'type':
    case 'field':
    case 'position':
    case 'case':
    case 'integer':
    case 'variable':
      return operand;
    default:
      // The result may be anything, so tsc has to be told that no kind is forgotten.
      return kind satisfies never;
  }
}

/**
 * The same with what `change` leaves alone: an expression in which nothing changes stays itself.
 *
 * @param changeBlock - for the blocks of arms and loops; by default each of their items is changed
 */
export function withChangedChildren(expression: Expression, change: Change, changeBlock?: ChangeBlock): Expression {
  let isChanged = false;
  const noted = <E extends Expression>(child: E, next: E): E => {
    isChanged ||= next !== child;
    return next;
  };
  const changed = withChildren(
    expression,
    (child) => noted(child, change(child)),
    undefined,
    changeBlock && ((block) => noted(block, changeBlock(block))),
  );
  return isChanged ? changed : expression;
}

/** A copy whose bindings are its own: code that is written a second time. */
export function withFreshLocals<E extends Expression>(expression: E): E {
  const fresh = new Map<Local, Local>();
  walk(expression, (inner) => {
    for (const local of localsBoundBy(inner)) fresh.set(local, { ...local });
  });
  const rename = (local: Local): Local => fresh.get(local) ?? local;
  const copy = (inner: Expression): Expression => withChildren(inner, copy, rename);
  return fresh.size === 0 ? expression : (copy(expression) as E);
}
