/** One reader a kind of slot: takes nodes from the cursor, gives the checked operand or reports. */
import type { NameAtom, Node } from '../ast/nodes.ts';
import { unknownCase, unknownField, unknownVariable } from '../diagnostics/names.ts';
import { missingField, repeatedField, typeMismatch, wrongArgumentCount } from '../diagnostics/types.ts';
import { casesOf } from '../ir/cases.ts';
import type { Expression, FieldValue, Variable } from '../ir/ir.ts';
import { memoryScalarOf, scalarNameOf, typedArrayElementOf } from '../ir/numbers.ts';
import { operations, type Row } from '../ir/ops.ts';
import type { OperandByKind, Slot, TypeClass } from '../ir/slots.ts';
import { typeByRule } from '../ir/type-rules.ts';
import { type Field, functionSignature, shownType, simple, type Type, type TypeDefinition } from '../ir/types.ts';
import { usageOf } from '../ir/usage.ts';
import { isI64, ruleType } from './address-types.ts';
import { checkExpected, checkValue } from './check-node.ts';
import { type Clauses, refuseClause } from './clauses.ts';
import { bindLocal, fit } from './context.ts';
import { checkSequence } from './control-forms.ts';
import type { Environment } from './environment.ts';
import { noteUse } from './notes.ts';
import { readNumeral } from './numerals.ts';
import type { Operands } from './operands.ts';
import { readGlobal, readMemory, readModule, readSignature, readTable } from './read-core-operand.ts';
import { bad, good, type Read, refuse, type SlotOf } from './reading.ts';
import { resolveType } from './resolve-type.ts';
import { isCoreType } from './signature.ts';
import { isBinder } from './truths.ts';
import { belongs, classPhrase } from './value-classes.ts';

const readers: { readonly [K in Slot['kind']]: (slot: SlotOf<K>, operands: Operands) => Read<OperandByKind[K]> } = {
  value: readValue,
  operand: readClass,
  same: readSame,
  values: readValues,
  elements: readElements,
  arguments: readArguments,
  module: readModule,
  memory: readMemory,
  table: readTable,
  global: readGlobal,
  signature: readSignature,
  type: readType,
  field: readField,
  fields: readFields,
  position: readPosition,
  case: readCase,
  payload: readPayload,
  integer: readInteger,
  variable: readVariable,
  body: readBody,
};

export function readOperand<K extends Slot['kind']>(slot: SlotOf<K>, operands: Operands): Read<OperandByKind[K]> {
  return readers[slot.kind as K](slot, operands);
}

function readValue(slot: SlotOf<'value'>, operands: Operands): Read<Expression> {
  const type = ruleType(slot.type, operands);
  if (!type && slot.type === 'address') return readOpenAddress(operands);
  const node = operands.next();
  return type ? good(checkExpected(node, type, operands.context)) : bad;
}

/** An address by itself may be one of either kind. */
function readOpenAddress(operands: Operands): Read<Expression> {
  const { context } = operands;
  const node = operands.next();
  const address = checkValue(node, 'an address', context, simple('i32'));
  return good(isI64(address.type) ? address : fit(address, simple('i32'), context));
}

function readClass({ accepts }: SlotOf<'operand'>, operands: Operands): Read<Expression> {
  const hint = operandHint(operands);
  const expression = checkValue(operands.next(), classPhrase[accepts], operands.context, hint);
  const { environment } = operands.context;
  if (expression.type.kind === 'never' || belongs(expression.type, accepts)) return good(expression);
  environment.sink.add(typeMismatch(classPhrase[accepts], expression.type, expression.span));
  return bad;
}

/**
 * What a literal first operand should be: the second operand's type if that has one of its own, else what the
 * surroundings expect. The second operand is checked for that before its turn, and once only.
 */
function operandHint(operands: Operands): Type | undefined {
  const [first, second] = [operands.peek(), operands.peek(1)];
  const expected = expectedOfOperand(operands);
  if (first?.kind !== 'number' || !second || second.kind === 'number') return expected;
  operands.ahead = checkValue(second, 'a number', operands.context, expected);
  const { type } = operands.ahead;
  return type.kind === 'never' ? expected : type;
}

/**
 * What the surroundings expect of a sum they expect of its terms; of a comparison it says nothing of what is compared, nor of
 * what is unboxed.
 */
function expectedOfOperand({ operation, expected }: Operands): Type | undefined {
  const { result, slots }: Row = operations[operation];
  const isOperandsOwn = typeof result === 'object' && 'of' in result && slots[result.of]?.kind === 'operand';
  return isOperandsOwn ? expected : undefined;
}

function readSame(slot: SlotOf<'same'>, operands: Operands): Read<Expression> {
  const type = operands.typeOf(slot.as);
  const node = operands.next();
  if (!type) return bad;
  const { ahead } = operands;
  // Whatever comes behind an operand that never gives a value fits.
  if (type.kind === 'never') return good(ahead ?? checkAlone(node, operands));
  return good(ahead ? fit(ahead, type, operands.context) : checkExpected(node, type, operands.context));
}

const checkAlone = (node: Node, operands: Operands): Expression =>
  checkValue(node, 'a number', operands.context, expectedOfOperand(operands));

function readValues(_slot: SlotOf<'values'>, operands: Operands): Read<readonly Expression[]> {
  const expected = operands.expected?.kind === 'tuple' ? operands.expected.items : [];
  return good(operands.rest().map((node, index) => checkValue(node, 'an item', operands.context, expected[index])));
}

function readElements(slot: SlotOf<'elements'>, operands: Operands): Read<readonly Expression[]> {
  const type = operands.typeOf(slot.of);
  const nodes = operands.rest();
  return type ? good(nodes.map((node) => checkExpected(node, type, operands.context))) : bad;
}

function readArguments(slot: SlotOf<'arguments'>, operands: Operands): Read<readonly Expression[]> {
  const { context, form } = operands;
  const nodes = operands.rest();
  const callee = operands.typeOf(slot.of);
  if (callee?.kind === 'never') return good([]);
  const signature = callee && functionSignature(callee);
  if (!callee || !signature) return bad;
  if (nodes.length !== signature.params.length) {
    const { slots }: Row = operations[operands.operation];
    const place = form.args[Object.keys(slots).indexOf(slot.of)]?.span ?? form.span;
    context.environment.sink.add(
      wrongArgumentCount(shownType(callee), signature.params.length, nodes.length, form.span, place),
    );
    return bad;
  }
  return good(signature.params.map((type, index) => checkExpected(nodes[index] ?? form, type, context)));
}

const typePhrase: Readonly<Record<TypeClass, string>> = {
  core: 'a core type: i32 i64 f32 f64 externref',
  stored: 'a scalar type such as u8, s32, f64 or i32',
  value: 'an interface type',
  scalar: 'a scalar type such as u8, s32 or f64',
  element: 'a type that has typed arrays, such as u8, s32 or f64',
  record: "a record's name",
  enum: "an enum's name",
  flags: 'the name of flags',
  variant: "a variant's name, an option or a result",
  tuple: 'a tuple type',
  resource: "a resource's name",
};

function readType({ accepts }: SlotOf<'type'>, operands: Operands): Read<Type> {
  const node = operands.next();
  const { environment } = operands.context;
  if (node.kind !== 'name' && node.kind !== 'form') return refuse(operands, typePhrase[accepts], node);
  const type = resolveType(node, environment);
  if (!type || isUnsound(type, environment)) return bad;
  if (isOfClass(type, accepts)) return good(type);
  const isImported = accepts === 'resource' && type.kind === 'named' && type.definition.kind === 'class';
  return refuse(operands, isImported ? 'a resource that is not imported' : typePhrase[accepts], node);
}

/** A name whose definition is in error, which was reported there. */
const isUnsound = (type: Type, { definitions }: Environment): boolean =>
  type.kind === 'named' && !definitions.has(type.name);

function isOfClass(type: Type, wanted: TypeClass): boolean {
  switch (wanted) {
    case 'value':
      return true;
    case 'core':
      return isCoreType(type);
    case 'stored':
      return memoryScalarOf(type) !== undefined;
    case 'scalar':
      return scalarNameOf(type) !== undefined;
    case 'element':
      return typedArrayElementOf(type) !== undefined;
    case 'tuple':
      return type.kind === 'tuple';
    case 'variant':
      return casesOf(type) !== undefined;
    case 'record':
    case 'enum':
    case 'flags':
    case 'resource':
      return type.kind === 'named' && type.definition.kind === wanted;
  }
}

function definitionIn<K extends TypeDefinition['kind']>(
  slot: string,
  kind: K,
  operands: Operands,
): Extract<TypeDefinition, { kind: K }> | undefined {
  const type = operands.typeOf(slot);
  const definition = type?.kind === 'named' ? type.definition : undefined;
  return definition?.kind === kind ? (definition as Extract<TypeDefinition, { kind: K }>) : undefined;
}

/** A record, and what the source calls it: one of a component that is used has that one's name in front. */
type ShownRecord = Extract<TypeDefinition, { kind: 'record' }> & { readonly shown: string };

function recordIn(slot: string, operands: Operands): ShownRecord | undefined {
  const definition = definitionIn(slot, 'record', operands);
  const type = operands.typeOf(slot);
  return definition && type && { ...definition, shown: shownType(type) };
}

function readField(slot: SlotOf<'field'>, operands: Operands): Read<Field> {
  const node = operands.next();
  const record = recordIn(slot.of, operands);
  if (!record) return bad;
  if (node.kind !== 'name') return refuse(operands, "a field's name", node);
  const field = findField(record, node, operands);
  return field ? good(field) : bad;
}

function findField(record: ShownRecord, name: NameAtom, operands: Operands): Field | undefined {
  const field = record.fields.find((candidate) => candidate.name === name.text);
  const names = record.fields.map((candidate) => candidate.name);
  const { environment } = operands.context;
  if (field) noteUse(environment, name, { kind: 'member', owner: record.name, name: field.name });
  else environment.sink.add(unknownField(record.shown, name.text, name.span, names));
  return field;
}

/** `(field F E)*`, each field once, in any order. */
function readFields(slot: SlotOf<'fields'>, operands: Operands): Read<readonly FieldValue[]> {
  const nodes = operands.rest();
  const record = recordIn(slot.of, operands);
  if (!record) return bad;
  const read = nodes.map((node) => readFieldValue(node, record, operands));
  const given = new Set<string>();
  const { sink } = operands.context.environment;
  for (const [index, field] of read.entries()) {
    if (!field) return bad;
    if (given.has(field.name)) sink.add(repeatedField(field.name, nodes[index]?.span ?? operands.form.span));
    given.add(field.name);
  }
  const missing = record.fields.map((field) => field.name).filter((name) => !given.has(name));
  if (missing.length > 0) sink.add(missingField(record.shown, missing, operands.form.head.span));
  const values = read.filter((field) => field !== undefined);
  return missing.length === 0 && given.size === read.length ? good(values) : bad;
}

const fieldClauses: Clauses = {
  form: 'make-record',
  expected: '(field NAME E)',
  heads: ['field'],
  usage: usageOf('make-record'),
};

function readFieldValue(node: Node, record: ShownRecord, operands: Operands): FieldValue | undefined {
  const [name, valueNode, extra] = node.kind === 'form' && node.head.text === 'field' ? node.args : [];
  if (name?.kind !== 'name' || !valueNode || extra) {
    refuseClause(fieldClauses, node, operands.context.environment.sink);
    return undefined;
  }
  const field = findField(record, name, operands);
  if (!field) return undefined;
  return { ...field, value: checkExpected(valueNode, field.type, operands.context) };
}

function smallInteger(node: Node): number | undefined {
  const numeral = node.kind === 'number' ? readNumeral(node.text) : undefined;
  const value = numeral?.kind === 'integer' ? numeral.value : -1n;
  return value >= 0n && value <= 0xffff_ffffn ? Number(value) : undefined;
}

function readPosition(slot: SlotOf<'position'>, operands: Operands): Read<{ index: number; type: Type }> {
  const node = operands.next();
  const tuple = operands.typeOf(slot.of);
  if (tuple?.kind !== 'tuple') return bad;
  const index = smallInteger(node);
  const type = index === undefined ? undefined : tuple.items[index];
  if (index === undefined || !type) return refuse(operands, `an index from 0 to ${tuple.items.length - 1}`, node);
  return good({ index, type });
}

function readCase(slot: SlotOf<'case'>, operands: Operands): Read<OperandByKind['case']> {
  const node = operands.next();
  const type = operands.typeOf(slot.of);
  const cases = type && casesOf(type);
  if (!type || !cases) return bad;
  if (node.kind !== 'name') return refuse(operands, "a case's name", node);
  const index = cases.findIndex((candidate) => candidate.name === node.text);
  const found = cases[index];
  if (type.kind === 'named' && found)
    noteUse(operands.context.environment, node, { kind: 'member', owner: type.name, name: found.name });
  if (found) return good({ name: found.name, index, type: found.type });
  const names = cases.map((candidate) => candidate.name);
  operands.context.environment.sink.add(unknownCase(shownType(type), node.text, node.span, names));
  return bad;
}

function readPayload(slot: SlotOf<'payload'>, operands: Operands): Read<Expression | undefined> {
  const found = operands.read[slot.of] as OperandByKind['case'] | undefined;
  if (!found) return bad;
  if (!found.type) return good(undefined);
  if (operands.atEnd) return refuse(operands, `the payload of '${found.name}', ${shownType(found.type)},`);
  return good(checkExpected(operands.next(), found.type, operands.context));
}

function readInteger(slot: SlotOf<'integer'>, operands: Operands): Read<number> {
  const node = operands.next();
  const value = smallInteger(node);
  if (value !== undefined && value >= slot.minimum) return good(value);
  return refuse(operands, `a whole number of at least ${slot.minimum}`, node);
}

function readVariable(_slot: SlotOf<'variable'>, operands: Operands): Read<Variable> {
  const node = operands.next();
  if (node.kind !== 'name') return refuse(operands, "a variable's name", node);
  const { environment, scope, usedVariables } = operands.context;
  const own = scope.variable(node.text);
  if (own) {
    usedVariables.add(own);
    noteUse(operands.context.environment, node, { kind: 'variable', variable: own });
    return good(own);
  }
  const { variables, used, sink } = environment;
  const found = variables.get(node.text);
  used.variables.add(node.text);
  if (!variables.has(node.text)) {
    sink.add(
      unknownVariable(
        node.text,
        node.span,
        [...scope.variableNames, ...variables.keys()],
        scope.find(node.text) !== undefined,
      ),
    );
  }
  if (!found) return bad;
  noteUse(operands.context.environment, node, { kind: 'variable', variable: found });
  return good(found);
}

/** `$name?` for each binding, then the code that sees them. */
function readBody(slot: SlotOf<'body'>, operands: Operands): Read<OperandByKind['body']> {
  const { context } = operands;
  const names = readBinders(Object.keys(slot.locals).length, operands);
  const nodes = operands.rest();
  const types = Object.values(slot.locals).map((rule) => ruleType(rule, operands));
  const result = typeByRule(slot.result, operands.read);
  if (!result || !types.every((type) => type !== undefined)) return bad;
  if (nodes.length === 0 && result.kind !== 'none') return refuse(operands, 'the code for an element');
  return context.scope.within(() => {
    const locals = types.map((type, index) => bindLocal(names[index], type, context));
    const block = checkSequence(nodes, result, operands.form.span, context);
    return good({ locals, block });
  });
}

function readBinders(most: number, operands: Operands): readonly NameAtom[] {
  const names: NameAtom[] = [];
  for (let node = operands.peek(); isBinder(node) && names.length < most; node = operands.peek()) {
    names.push(node);
    operands.next();
  }
  return names;
}
