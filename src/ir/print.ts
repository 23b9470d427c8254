/**
 * The IR as text, to be read and compared: what a pass left. It resembles ITL, with everything said that the checker found
 * out. Locals are numbered through each function in order of binding, `%2:name`.
 */
import { type Form, formText, inline } from './form-text.ts';
import type {
  AdapterFunction,
  BindTarget,
  Body,
  Callee,
  Component,
  CoreModule,
  Expression,
  FunctionBody,
  Local,
  MatchArm,
  SwitchArm,
} from './ir.ts';
import { operations, type Row } from './ops.ts';
import type { OperandByKind, Slot } from './slots.ts';
import { type NamedType, type Type, type TypeDefinition, typeText } from './types.ts';

export const printComponent = (component: Component): string => `${formText(componentForm(component))}\n`;

/** One function by itself. */
export const printFunction = (body: FunctionBody): string => `${formText(functionForm(body))}\n`;

/** An expression by itself. */
export const printExpression = (expression: Expression): string => formText(new Printer().form(expression));

const quoted = (text: string): string => JSON.stringify(text);

const componentForm = ({ name, types, imports, modules, variables, functions, drops }: Component): Form => [
  'component',
  name,
  ...[...types.values()].map(definitionForm),
  ...imports.map((callee) => ['import', quoted(callee.module), calleeForm(callee)]),
  ...modules.map(moduleForm),
  ...variables.map((variable) => inline('var', variable.name, typeText(variable.type), variable.initial.name)),
  ...functions.map(functionForm),
  ...[...drops].map(([resource, callee]) => ['drop', resource, callee.name]),
];

function definitionForm(definition: TypeDefinition): Form {
  const { kind, name } = definition;
  switch (definition.kind) {
    case 'record':
      return inline(kind, name, ...definition.fields.map((field) => inline(field.name, typeText(field.type))));
    case 'enum':
      return inline(kind, name, ...definition.cases);
    case 'flags':
      return inline(kind, name, ...definition.flags);
    case 'variant':
      return inline(kind, name, ...definition.cases.map(({ name, type }) => inline(name, ...optionalType(type))));
    case 'func':
      return inline(kind, name, typeText(definition.type));
    case 'resource':
      return inline(kind, name, ...extended(definition.base), inline('drop', definition.drop));
    case 'class':
      return inline('resource', name, ...extended(definition.base), inline('from', JSON.stringify(definition.from)));
  }
}

const extended = (base: NamedType | undefined): readonly Form[] => (base ? [inline('extends', base.name)] : []);

const optionalType = (type: Type | undefined): readonly string[] => (type ? [typeText(type)] : []);

const moduleForm = ({
  name,
  path,
  functions,
  imports,
  relays,
  passed,
  sharedMemories,
  wideMemories,
  start,
}: CoreModule): Form => [
  'module',
  name,
  quoted(path),
  ...functions.map(calleeForm),
  ...imports.map((callee) => inline('import', callee.name)),
  ...relays.map(({ from, signature }) => inline('relay', quoted(from), signature.text)),
  ...passed.map(({ from }) => inline('import', quoted(from), '*')),
  ...[...sharedMemories].map((memory) => inline('shared', quoted(memory))),
  ...[...wideMemories].map((memory) => inline('wide', quoted(memory))),
  ...(start ? [inline('start', start === 'nothing' ? '_' : start.name)] : []),
];

function calleeForm(callee: Exclude<Callee, AdapterFunction>): Form {
  const { name, field, params, results } = callee;
  const isAsync = callee.kind === 'import' && callee.isAsync ? ['async'] : [];
  return inline('func', name, quoted(field), ...isAsync, ...signatureForms(params, results));
}

const signatureForms = (params: readonly Local[], results: readonly Type[]): readonly Form[] => [
  ...(params.length > 0 ? [inline('param', ...params.map(({ type }) => typeText(type)))] : []),
  ...(results.length > 0 ? [inline('result', ...results.map(typeText))] : []),
];

function functionForm({ function: callee, body }: FunctionBody): Form {
  const { name, params, results, isAsync } = callee;
  const printer = new Printer();
  return [
    'func',
    name,
    ...roleForms(callee),
    ...(isAsync ? ['async'] : []),
    ...params.map((param) => inline('param', printer.bind(param), typeText(param.type))),
    ...(results.length > 0 ? [inline('result', ...results.map(typeText))] : []),
    ...body.items.map((item) => printer.form(item)),
  ];
}

function roleForms({ role }: AdapterFunction): readonly Form[] {
  switch (role.kind) {
    case 'helper':
      return [];
    case 'export':
      return [inline('export', quoted(role.field))];
    case 'adapted-import':
      return [inline('serves', role.module, quoted(role.from), quoted(role.field))];
  }
}

/** One function's: it numbers the locals. */
class Printer {
  readonly #numbers = new Map<Local, number>();

  bind(local: Local): string {
    this.#numbers.set(local, this.#numbers.size);
    return this.#text(local);
  }

  /** A local that is not bound is in error, and shown as such. */
  #text(local: Local): string {
    const number = this.#numbers.get(local) ?? '?';
    return `%${number}${local.name === undefined ? '' : `:${local.name}`}`;
  }

  #binding = (local: Local): Form => inline(this.bind(local), typeText(local.type));

  form = (expression: Expression): Form => {
    switch (expression.kind) {
      case 'integer':
        return literal(String(expression.value), expression.type);
      case 'float':
        return literal(String(expression.value), expression.type);
      case 'text':
        return quoted(expression.value);
      case 'local':
        return this.#text(expression.local);
      case 'let': {
        const value = this.form(expression.value);
        return ['let', ...expression.locals.map(this.#binding), value];
      }
      case 'var': {
        const { variable, value } = expression;
        return ['var', inline(variable.name, typeText(variable.type)), this.form(value)];
      }
      case 'call':
        return ['call', expression.callee.name, ...expression.arguments.map(this.form)];
      case 'if': {
        const { condition, consequent, alternate, type } = expression;
        return ['if', ...valueType(type), ...[condition, consequent, ...(alternate ? [alternate] : [])].map(this.form)];
      }
      case 'block':
        return ['block', ...valueType(expression.type), ...expression.items.map(this.form)];
      case 'switch': {
        const { subject, arms, otherwise, type } = expression;
        const rest: readonly Form[] = otherwise ? [['else', ...otherwise.items.map(this.form)]] : [];
        return ['switch', ...valueType(type), this.form(subject), ...arms.map(this.#switchArm), ...rest];
      }
      case 'match': {
        const { subject, arms, type } = expression;
        return ['match', ...valueType(type), this.form(subject), ...arms.map(this.#matchArm)];
      }
      case 'while':
        return ['while', this.form(expression.condition), ...expression.body.items.map(this.form)];
      case 'lift-while': {
        const { element, condition, body } = expression;
        return ['lift-while', typeText(element), this.form(condition), ...body.items.map(this.form)];
      }
      case 'try': {
        const { body, error, handler, type } = expression;
        const caught = (): Form => ['catch', this.#binding(error), ...handler.items.map(this.form)];
        return ['try', ...valueType(type), ...body.items.map(this.form), caught()];
      }
      case 'defer':
        return [
          'defer',
          ...(expression.after ? [inline('after', expression.after.name)] : []),
          inline('captures', ...expression.captures.map((local) => this.#text(local))),
          this.form(expression.action),
        ];
      case 'convert':
        return ['as', typeText(expression.type), this.form(expression.value)];
      case 'bind': {
        const { target, callee, captured } = expression;
        return [...bindHead(target), callee.name, ...captured.map(this.form)];
      }
      case 'unreachable':
        return inline('unreachable');
      case 'error':
        return inline('error');
      case 'measure':
        return ['measure', this.form(expression.lift)];
      case 'copy': {
        const { from, to, source, destination, size, unit, otherwise } = expression;
        return [
          'copy',
          inline('from', from.module, quoted(from.memory)),
          this.form(source),
          inline('to', to.module, quoted(to.memory)),
          ...[destination, size].map(this.form),
          inline('unit', String(unit)),
          ['otherwise', this.form(otherwise)],
        ];
      }
      case 'window': {
        const { place, pointer, length, unit } = expression;
        return [
          'window',
          inline('of', place.module, quoted(place.memory)),
          ...[pointer, length].map(this.form),
          inline('unit', String(unit)),
        ];
      }
      case 'operation':
        return [expression.operation, ...this.#operands(expression)];
    }
  };

  #switchArm = ({ value, block }: SwitchArm): Form => ['case', String(value), ...block.items.map(this.form)];

  #matchArm = ({ case: { name }, binding, block }: MatchArm): Form => [
    'case',
    name,
    ...(binding ? [this.#binding(binding)] : []),
    ...block.items.map(this.form),
  ];

  #operands({ operation, operands }: Extract<Expression, { kind: 'operation' }>): readonly Form[] {
    const { slots }: Row = operations[operation];
    const byName = operands as Readonly<Record<string, unknown>>;
    return Object.entries(slots).flatMap(([name, slot]) => this.#operand(slot.kind, byName[name]));
  }

  /** The operand is of its slot's kind: the checker made it so. */
  #operand<K extends Slot['kind']>(kind: K, operand: unknown): readonly Form[] {
    return (this.#operandForms[kind] as OperandPrinter<K>)(operand as OperandByKind[K]);
  }

  readonly #operandForms: { readonly [K in Slot['kind']]: OperandPrinter<K> } = {
    value: (operand) => [this.form(operand)],
    operand: (operand) => [this.form(operand)],
    same: (operand) => [this.form(operand)],
    values: (operand) => operand.map(this.form),
    elements: (operand) => operand.map(this.form),
    arguments: (operand) => operand.map(this.form),
    fields: (operand) => operand.map(({ name, value }) => ['field', name, this.form(value)]),
    payload: (operand) => (operand ? [this.form(operand)] : []),
    body: (operand) => this.#body(operand),
    module: (operand) => [operand],
    memory: (operand) => [quoted(operand)],
    table: (operand) => [quoted(operand)],
    global: (operand) => [quoted(operand)],
    signature: (operand) => [typeText(operand)],
    type: (operand) => [typeText(operand)],
    field: ({ name }) => [name],
    position: ({ index }) => [String(index)],
    case: ({ name }) => [name],
    integer: (operand) => [String(operand)],
    variable: ({ name }) => [name],
  };

  #body = ({ locals, block }: Body): readonly Form[] => [
    ...locals.map(this.#binding),
    ...block.items.map((item) => this.form(item)),
  ];
}

type OperandPrinter<K extends Slot['kind']> = (operand: OperandByKind[K]) => readonly Form[];

/** An i32 goes without saying. */
const literal = (text: string, type: Type): string => {
  const shown = typeText(type);
  return shown === 'i32' ? text : `${text}:${shown}`;
};

/** Of what chooses or groups: nothing where it gives nothing. */
const valueType = (type: Type): readonly string[] => (type.kind === 'none' ? [] : [`:${typeText(type)}`]);

function bindHead(target: BindTarget): readonly string[] {
  switch (target.kind) {
    case 'function':
      return ['lift-func'];
    case 'relay':
      return ['lower-func', target.signature.text];
    case 'pointer':
      return ['lower-funcptr', target.module, quoted(target.table)];
  }
}
