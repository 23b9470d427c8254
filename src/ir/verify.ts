/**
 * What holds for every component, between any two passes: locals are bound once, before they are read; every expression is
 * of the type that its parts give it; what is called is there; operands are what the operation's row says.
 */
import { capturesOf, variableIn } from './captures.ts';
import { calleeOf } from './effects.ts';
import { fits, isConvertible } from './fits.ts';
import type {
  Callee,
  Component,
  Expression,
  FunctionBody,
  InstanceVariable,
  Local,
  OperationExpression,
  Variable,
} from './ir.ts';
import { operations, type Row } from './ops.ts';
import { printFunction } from './print.ts';
import type { Operand, Slot } from './slots.ts';
import { operandType, typeByRule } from './type-rules.ts';
import { callType, functionSignature, none, resultType, sameType, simple, type Type, typeText } from './types.ts';
import { bindingsBehind, partsOf } from './visit.ts';

/** What does not hold, each in a line; none where all is well. */
export function verifyComponent(component: Component): readonly string[] {
  const callees = new Set<Callee>([
    ...component.imports,
    ...component.modules.flatMap((module) => module.functions),
    ...component.functions.map((body) => body.function),
  ]);
  const names = [...callees].map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...repeated.map((name) => `two functions are called ${name}`),
    ...component.variables.flatMap((variable) => variableProblems(variable, callees)),
    ...component.functions.flatMap((body) => new FunctionVerifier(callees).problems(body)),
  ];
}

function variableProblems({ name, type, initial }: InstanceVariable, callees: ReadonlySet<Callee>): readonly string[] {
  if (!callees.has(initial)) return [`${name} begins with what is no function of the component`];
  return mustBe(resultType(initial.results), type, name);
}

class FunctionVerifier {
  readonly #callees: ReadonlySet<Callee>;
  readonly #bound = new Set<Local>();
  readonly #variables = new Set<Variable>();
  readonly #problems: string[] = [];

  constructor(callees: ReadonlySet<Callee>) {
    this.#callees = callees;
  }

  problems(body: FunctionBody): readonly string[] {
    const { function: callee, body: block } = body;
    const visible = new Set<Local>();
    for (const param of callee.params) this.#bind(param, visible);
    this.#visit(block, visible);
    const result = resultType(callee.results);
    if (!fits(block.type, result)) this.#report(`the body gives ${typeText(block.type)}, not ${typeText(result)}`);
    return this.#problems.map((problem) => `${callee.name}: ${problem}, in\n${printFunction(body)}`);
  }

  #report(problem: string): void {
    this.#problems.push(problem);
  }

  #bind(local: Local, visible: Set<Local>): void {
    if (this.#bound.has(local)) this.#report(`${local.name ?? 'a local'} is bound twice`);
    this.#bound.add(local);
    visible.add(local);
  }

  /** What is bound in parts that may not run is not bound behind them. */
  #visit(expression: Expression, visible: Set<Local>): void {
    if (expression.kind === 'local' && !visible.has(expression.local)) {
      this.#report(`${expression.local.name ?? 'a local'} is read before it is bound`);
    }
    for (const { code, runs, binds } of partsOf(expression)) {
      const inner = runs === 'once' ? visible : new Set(visible);
      for (const local of binds) this.#bind(local, inner);
      this.#visit(code, inner);
    }
    for (const local of bindingsBehind(expression)) this.#bind(local, visible);
    this.#visitVariable(expression);
    const callee = calleeOf(expression);
    if (callee && !this.#callees.has(callee)) this.#report(`${callee.name} is no function of the component`);
    for (const problem of problemsOf(expression)) this.#report(`${expression.kind}: ${problem}`);
  }

  #visitVariable(expression: Expression): void {
    if (expression.kind === 'var') this.#variables.add(expression.variable);
    const variable = variableIn(expression);
    if (variable?.scope !== 'function' || this.#variables.has(variable)) return;
    this.#report(`the variable ${variable.name} is used before it is declared`);
  }
}

const i32 = simple('i32');
const i64 = simple('i64');

const mustFit = (type: Type, wanted: Type, what: string): readonly string[] =>
  fits(type, wanted) ? [] : [`${what} is ${typeText(type)}, not ${typeText(wanted)}`];

const mustBe = (type: Type, wanted: Type, what: string): readonly string[] =>
  sameType(type, wanted) ? [] : [`${what} is ${typeText(type)}, not ${typeText(wanted)}`];

const allFit = (values: readonly Expression[], types: readonly Type[], what: string): readonly string[] =>
  values.length > types.length
    ? [`${values.length} ${what}s for ${types.length}`]
    : values.flatMap(({ type }, index) => mustFit(type, types[index] ?? none, `${what} ${index}`));

const isEndless = ({ type }: Expression): boolean => type.kind === 'never';

/** What is wrong with an expression by itself. */
function problemsOf(expression: Expression): readonly string[] {
  const { type } = expression;
  switch (expression.kind) {
    case 'integer':
    case 'float':
      return type.kind === 'simple' ? [] : [`a number of type ${typeText(type)}`];
    case 'text':
      return mustBe(type, simple('string'), 'a text');
    case 'local':
      return mustBe(type, expression.local.type, expression.local.name ?? 'a local');
    case 'let':
      return letProblems(expression.value.type, expression.locals);
    case 'var':
      return mustFit(expression.value.type, expression.variable.type, expression.variable.name);
    case 'call': {
      const { callee, arguments: args } = expression;
      const types = callee.params.map((param) => param.type);
      const counted = args.length === types.length ? [] : [`${args.length} arguments for ${types.length}`];
      return [...counted, ...allFit(args, types, 'argument'), ...mustBe(callType(callee), type, 'the result')];
    }
    case 'if': {
      const { condition, consequent, alternate } = expression;
      return [...conditionProblems(condition), ...branchProblems([consequent, alternate], type)];
    }
    case 'block':
      return branchProblems([expression.items.some(isEndless) ? undefined : expression.items.at(-1)], type, true);
    case 'switch':
      return branchProblems([...expression.arms.map((arm) => arm.block), expression.otherwise], type);
    case 'match':
      return [
        ...branchProblems(
          expression.arms.map((arm) => arm.block),
          type,
        ),
        ...expression.arms.flatMap(({ case: { type: payload }, binding }) =>
          binding ? mustBe(binding.type, payload ?? none, 'a payload') : [],
        ),
      ];
    case 'while':
      return conditionProblems(expression.condition);
    case 'lift-while':
      return [
        ...conditionProblems(expression.condition),
        ...mustFit(expression.body.type, expression.element, 'an element'),
        ...mustBe(type, { kind: 'array', element: expression.element }, 'the array'),
      ];
    case 'try':
      return [
        ...branchProblems([expression.body, expression.handler], type),
        ...mustBe(expression.error.type, simple('any'), 'the error'),
      ];
    case 'defer':
      return sameLocals(expression.captures, capturesOf(expression.action)) ? [] : ['captures are not what it reads'];
    case 'convert':
      return isConvertible(expression.value.type, type)
        ? []
        : [`${typeText(expression.value.type)} is no ${typeText(type)}`];
    case 'bind':
      return bindProblems(expression.callee, expression.captured);
    case 'unreachable':
      return type.kind === 'never' ? [] : ['has a type'];
    case 'error':
      return ['is no code'];
    case 'measure':
      return mustBe(type, i32, 'a measure');
    case 'copy':
      return [expression.source, expression.destination, expression.size].flatMap((part) =>
        mustFit(part.type, i32, 'a place'),
      );
    case 'window':
      return [
        ...mustBe(type, i32, 'a place in a window'),
        ...[expression.pointer, expression.length].flatMap((part) => mustFit(part.type, i64, 'a place')),
      ];
    case 'operation':
      return operationProblems(expression);
  }
}

function letProblems(value: Type, locals: readonly Local[]): readonly string[] {
  const types = value.kind === 'values' ? value.items : [value];
  if (locals.length !== types.length) return [`${locals.length} locals for ${types.length} values`];
  return locals.flatMap((local, index) => mustFit(types[index] ?? none, local.type, local.name ?? 'a value'));
}

function conditionProblems({ type }: Expression): readonly string[] {
  const isCondition = type.kind === 'never' || ['bool', 'u1', 'i32'].includes(typeText(type));
  return isCondition ? [] : [`the condition is ${typeText(type)}`];
}

/** A branch that is not there gives nothing; one that never ends, in a block, whatever is wanted. */
function branchProblems(branches: readonly (Expression | undefined)[], type: Type, isBlock = false): readonly string[] {
  return branches.flatMap((branch) => {
    if (branch) return mustFit(branch.type, type, 'a branch');
    return isBlock ? [] : mustFit(none, type, 'a missing branch');
  });
}

const sameLocals = (left: readonly Local[], right: readonly Local[]): boolean =>
  left.length === right.length && left.every((local, index) => local === right[index]);

/** An option may stand for a captured function. */
function bindProblems({ params }: Callee, captured: readonly Expression[]): readonly string[] {
  return captured.flatMap(({ type }, index) => {
    const wanted = params[index]?.type ?? none;
    const held = type.kind === 'option' && functionSignature(wanted) ? type.payload : type;
    return mustFit(held, wanted, `captured value ${index}`);
  });
}

function operationProblems(expression: OperationExpression): readonly string[] {
  const { slots, result }: Row = operations[expression.operation];
  const operands = expression.operands as Readonly<Record<string, Operand>>;
  const stray = Object.keys(operands).filter((name) => !Object.hasOwn(slots, name));
  const type = typeByRule(result, operands);
  return [
    ...stray.map((name) => `${expression.operation} has no operand ${name}`),
    ...Object.entries(slots).flatMap(([name, slot]) => operandProblems(name, slot, operands)),
    ...(type ? mustBe(expression.type, type, expression.operation) : [`${expression.operation} has no type`]),
  ];
}

function operandProblems(name: string, slot: Slot, operands: Readonly<Record<string, Operand>>): readonly string[] {
  const operand = operands[name];
  if (operand === undefined) return slot.kind === 'payload' ? [] : [`${name} is missing`];
  const type = operandType(operand);
  switch (slot.kind) {
    case 'value':
      return mustFit(type ?? none, typeByRule(slot.type, operands) ?? none, name);
    case 'same':
      return mustFit(type ?? none, operandType(operands[slot.as]) ?? none, name);
    case 'operand':
      return type && type.kind !== 'none' && type.kind !== 'values' ? [] : [`${name} gives no value`];
    case 'elements': {
      const wanted = operandType(operands[slot.of]) ?? none;
      return (operand as readonly Expression[]).flatMap((item) => mustFit(item.type, wanted, name));
    }
    case 'arguments': {
      const callee = operandType(operands[slot.of]);
      const types = (callee && functionSignature(callee))?.params ?? [];
      return allFit(operand as readonly Expression[], types, 'argument');
    }
    case 'module':
    case 'memory':
    case 'table':
    case 'global':
      return typeof operand === 'string' ? [] : [`${name} is no name`];
    case 'values':
    case 'fields':
    case 'payload':
    case 'signature':
    case 'type':
    case 'field':
    case 'position':
    case 'case':
    case 'integer':
    case 'variable':
    case 'body':
      return [];
  }
}
