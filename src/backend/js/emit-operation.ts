/** One emitter an operation: a total map, so that TypeScript names the row that lacks one. */

import type { Expression as Js } from 'estree';
import { isTaggedOption } from '../../ir/cases.ts';
import type { Expression, OperationExpression, Variable } from '../../ir/ir.ts';
import { elementSize, numberTypeOf } from '../../ir/numbers.ts';
import type { OperandsOf, OperationName } from '../../ir/ops.ts';
import { roomFor } from '../../ir/string-room.ts';
import type { Type } from '../../ir/types.ts';
import {
  array,
  assign,
  binary,
  call,
  create,
  item,
  member,
  nothing as none,
  number,
  object,
  string,
  unary,
} from './build/expressions.ts';
import { returned, statement, thrown, when } from './build/statements.ts';
import type { Destination, Scope, Wanted } from './context.ts';
import { coveredLoads } from './covered-loads.ts';
import { nothing } from './destination.ts';
import { value, values } from './emit.ts';
import { emitLiftArray, emitLowerArray, lengthOf } from './emit-arrays.ts';
import { emitCallFunction, emitCallPointer, emitUnbox } from './emit-functions.ts';
import { emitDropReference, emitLiftReference } from './emit-references.ts';
import { emitLowerText, emitLowerTextInto, emitMeasure } from './emit-text.ts';
import type { HelperName } from './library/library.ts';
import { emitLoad, emitStore, typedArrayOf, viewOf, withCover } from './memory-access.ts';
import { type ArithmeticName, arithmetic, normalised, numberOf, takesWrapped } from './numbers.ts';
import { makeRecord, recordFields } from './records.ts';
import { codedOf, inside, outside } from './values.ts';

type Emitter<N extends OperationName> = (
  operands: OperandsOf<N>,
  scope: Scope,
  wanted: Wanted,
  expression: OperationExpression,
) => Js;

type Emitters = { readonly [N in OperationName]: Emitter<N> };

const operations: Emitters = {
  '+': compute,
  '-': compute,
  '*': compute,
  '/': compute,
  '%': compute,
  '&': compute,
  '|': compute,
  '^': compute,
  '<<': compute,
  '>>': compute,
  '>>>': compute,
  '==': compute,
  '!=': compute,
  '<': compute,
  '<=': compute,
  '>': compute,
  '>=': compute,
  'f32-bits': ({ value: of }, scope) => call(scope.module.helper('bitsOfF32'), value(of, scope, 'wrapped')),
  'f32-of-bits': ({ bits }, scope) => call(scope.module.helper('f32OfBits'), value(bits, scope, 'wrapped')),
  'f64-bits': ({ value: of }, scope) => call(scope.module.helper('bitsOfF64'), value(of, scope, 'exact')),
  'f64-of-bits': ({ bits }, scope) => call(scope.module.helper('f64OfBits'), value(bits, scope, 'wrapped')),
  'string-len': emitMeasure,
  'mem-to-string': lift('liftText'),
  'mem-to-c-string': ({ pointer, ...from }, scope) =>
    call(scope.module.helper('liftUpToNul'), scope.module.textMemory(from), value(pointer, scope, 'wrapped')),
  'string-to-mem': emitLowerText,
  'string-into-mem': emitLowerTextInto,
  'string-room': ({ string }, scope) => value(roomFor(string), scope),
  'utf16-len': ({ string }, scope) => member(value(string, scope) as never, 'length'),
  'mem-to-utf16': lift('liftUtf16'),
  'utf16-to-mem': ({ string, ...to }, scope) => lower('lowerUtf16', string, to, scope),
  'latin1-len': ({ string }, scope) => helper('latin1Size', [string], scope),
  'mem-to-latin1': lift('liftLatin1'),
  'mem-to-strict-string': lift('liftStrictText'),
  'mem-to-strict-utf16': lift('liftStrictUtf16'),
  'is-latin1': ({ string }, scope) => helper('isLatin1', [string], scope),
  'latin1-to-mem': ({ string, ...to }, scope) => lower('lowerLatin1', string, to, scope),
  'buffer-len': ({ buffer }, scope) => helper('lengthOf', [buffer], scope),
  'mem-to-buffer': lift('liftBytes'),
  'buffer-to-mem': ({ buffer, ...to }, scope) => lower('lowerBytes', buffer, to, scope),
  'mem-to-target': ({ pointer, length, target, ...from }, scope) => {
    const args = values([pointer, length, target], scope, 'wrapped');
    return call(
      scope.module.helper('fillTarget'),
      scope.module.memory(from),
      ...args,
      number(elementSize(target.type)),
    );
  },
  'mem-view': ({ type, pointer, length, ...from }, scope) => {
    const [at = nothing, count = nothing] = values([pointer, length], scope, 'wrapped');
    return call(scope.module.helper('viewArray'), scope.module.memory(from), viewOf(type, scope.module), at, count);
  },
  load: emitLoad,
  store: emitStore,
  'memory-size': (of, scope) => call(scope.module.helper('memorySize'), scope.module.memory(of)),
  'memory-has': lift('memoryHas'),
  'memory-grow': ({ pages, ...of }, scope) =>
    call(scope.module.helper('growMemory'), scope.module.memory(of), value(pages, scope, 'wrapped')),
  'global-get': ({ module, global }, scope) => globalValue(module, global, scope),
  'global-set': ({ module, global, value: to }, scope) =>
    assign(globalValue(module, global, scope), value(to, scope, 'wrapped')),
  'table-get': ({ module, table, index }, scope) =>
    call(scope.module.helper('tableItem'), tableOf(module, table, scope), value(index, scope, 'wrapped')),
  'table-set': ({ module, table, index, value: to }, scope) => {
    const [at = nothing, given = nothing] = values([index, to], scope);
    const made = outside(to.type, given, scope.module);
    return call(scope.module.helper('setTableItem'), tableOf(module, table, scope), at, made);
  },
  'table-size': ({ module, table }, scope) => member(member(tableOf(module, table, scope), 'table'), 'length'),
  'table-grow': ({ module, table, value: of, count }, scope) => {
    const [given = nothing, more = nothing] = values([of, count], scope);
    const made = outside(of.type, given, scope.module);
    return call(scope.module.helper('growTable'), tableOf(module, table, scope), made, more);
  },
  get: ({ variable }, scope) => {
    const held = scope.variable(variable);
    return isChecked(variable, scope) ? call(scope.module.helper('heldBy'), held, string(variable.name)) : held;
  },
  set: ({ variable, value: to }, scope) => {
    const held = scope.variable(variable);
    const made = value(to, scope);
    if (!isChecked(variable, scope)) return assign(held, made);
    const given = scope.stable(made, 'value');
    scope.push(statement(call(scope.module.helper('heldBy'), held, string(variable.name))));
    return assign(held, given);
  },
  'lift-array': emitLiftArray,
  'lower-array': emitLowerArray,
  'array-len': ({ array: of }, scope) => {
    const bound = of.kind === 'local' ? scope.bound(of.local) : undefined;
    if (bound?.kind === 'lent') return bound.count;
    return of.type.kind === 'array'
      ? lengthOf(of.type.element, value(of, scope), scope.module)
      : helper('lengthOf', [of], scope);
  },
  slice: ({ sequence, start, end }, scope) => helper('sliceOf', [sequence, start, end], scope),
  'make-array': ({ type, items }, scope) => {
    const made = array(values(items, scope).map((each) => outside(type, each, scope.module)));
    const View = typedArrayOf(type);
    return View ? call(member(View, 'of'), ...(made.elements as Js[])) : made;
  },
  'make-map': ({ entries }, scope) => create('Map', value(entries, scope)),
  'map-entries': ({ map }, scope) => call(member('Array', 'from'), value(map, scope)),
  'make-set': ({ items }, scope) => create('Set', value(items, scope)),
  'set-items': ({ type, set }, scope) => {
    const View = typedArrayOf(type);
    const items = value(set, scope);
    return View ? call(member(View, 'from'), items) : call(member('Array', 'from'), items);
  },
  'make-date': ({ time }, scope) => helper('makeDate', [time], scope),
  'date-time': ({ date }, scope) => call(member(value(date, scope) as never, 'getTime')),
  'make-record': ({ type, fields }, scope) => {
    const given = fields.map((field) => field.value);
    const made = withCover(coveredLoads(given), scope, () => values(given, scope));
    // Computed in the order written.
    const isInOrder = recordFields(type).every(({ name }, index) => fields[index]?.name === name);
    const held = isInOrder ? made : made.map((each, index) => scope.stable(each, fields[index]?.name ?? 'value'));
    return makeRecord(type, new Map(fields.map(({ name }, index) => [name, held[index] ?? nothing])), scope);
  },
  'read-field': emitReadField,
  'make-tuple': ({ items }, scope) =>
    array(values(items, scope).map((each, index) => outside(typeAt(items, index), each, scope.module))),
  'read-tuple': ({ index, tuple }, scope, wanted) =>
    given(index.type, item(value(tuple, scope), number(index.index)), scope, wanted),
  'lift-enum': ({ type, number: code }, scope) => {
    const { name, cases } = definition(type, 'enum');
    const held = scope.stable(value(code, scope), 'number');
    const isWrong = binary(binary(held, '>>>', number(0)), '>=', number(cases.length));
    if (!isIndex(held, cases.length) && !isBelow(code, BigInt(cases.length), scope))
      scope.push(when(isWrong, [statement(call(scope.module.helper('noCase'), held, string(name)))]));
    return held;
  },
  'lower-enum': ({ case: of }, scope) => value(of, scope),
  'lift-flags': ({ type, bits }, scope) => {
    const { name, flags } = definition(type, 'flags');
    const held = scope.stable(value(bits, scope), 'bits');
    const isWrong = binary(binary(held, '>>>', number(flags.length)), '!==', number(0));
    if (flags.length < 32 && !isBelow(bits, 1n << BigInt(flags.length), scope))
      scope.push(when(isWrong, [statement(call(scope.module.helper('noFlag'), held, string(name)))]));
    return held;
  },
  'lower-flags': ({ flags }, scope) => value(flags, scope),
  'make-variant': emitMakeVariant,
  'lift-ref': emitLiftReference,
  'lower-ref': ({ value: of }, scope) =>
    call(scope.module.helper('addReference'), scope.module.references, seen(of, scope)),
  'drop-ref': emitDropReference,
  throw: ({ message }, scope) => helper('throwError', [message], scope),
  'throw-range': ({ message }, scope) => helper('throwRange', [message], scope),
  trap: ({ message }, scope) => helper('trapWith', [message], scope),
  rethrow: ({ value: of }, scope) => call(scope.module.helper('rethrow'), seen(of, scope)),
  box: ({ value: of }, scope) => seen(of, scope),
  unbox: emitUnbox,
  'get-property': ({ object, key }, scope) => onValues('getProperty', [object, key], scope),
  'set-property': ({ object, key, value: to }, scope) => onValues('setProperty', [object, key, to], scope),
  'has-property': ({ object, key }, scope) => onValues('hasProperty', [object, key], scope),
  'delete-property': ({ object, key }, scope) => onValues('deleteProperty', [object, key], scope),
  'instance-of': ({ value: of, class: kind }, scope) => onValues('isInstanceOf', [of, kind], scope),
  'call-method': ({ object, key, arguments: list }, scope) => onValues('callMethod', [object, key, list], scope),
  'call-any': ({ callee, arguments: list }, scope) => onValues('callAny', [callee, list], scope),
  construct: ({ class: of, arguments: list }, scope) => onValues('construct', [of, list], scope),
  'new-object': () => object([]),
  dispose: ({ value: of }, scope) => onValues('disposeValue', [of], scope),
  'type-of': ({ value: of }, scope) => unary('typeof', seen(of, scope)),
  'kind-of': ({ value: of }, scope) => onValues('kindOf', [of], scope),
  null: () => none,
  same: ({ left, right }, scope) => {
    const [one = nothing, other = nothing] = allSeen([left, right], scope);
    return call(member('Object', 'is'), one, other);
  },
  'call-func': emitCallFunction,
  'free-func': ({ id: of }, scope) =>
    call(scope.module.helper('freeCallback'), scope.module.callbacks, value(of, scope)),
  'call-funcptr': emitCallPointer,
  'free-funcptr': ({ module, table, pointer }, scope) =>
    call(scope.module.helper('freePointer'), scope.module.pointers({ module, table }), value(pointer, scope)),
  'lift-resource': ({ type, handle }, scope) =>
    call(
      scope.module.helper('liftResource'),
      scope.module.resource(definition(type, 'resource').name),
      value(handle, scope),
    ),
  'lend-resource': ({ type, handle, owner }, scope) =>
    call(
      scope.module.helper('lendResource'),
      scope.module.resource(definition(type, 'resource').name),
      value(handle, scope),
      value(owner, scope),
    ),
  'end-lent': ({ owner }, scope) => call(scope.module.helper('endLent'), value(owner, scope)),
  'lower-resource': ({ type, instance }, scope) =>
    knownHandle(instance, scope) ?? resourceNumber('lowerResource', type, instance, scope),
  'take-resource': ({ type, instance }, scope) => resourceNumber('takeResource', type, instance, scope),
};

export function emitOperation(expression: OperationExpression, scope: Scope, wanted: Wanted): Js {
  const emitter = operations[expression.operation] as unknown as Emitter<OperationName>;
  return emitter(expression.operands as OperandsOf<OperationName>, scope, wanted, expression);
}

const resourceNumber = (name: 'lowerResource' | 'takeResource', type: Type, instance: Expression, scope: Scope): Js =>
  call(scope.module.helper(name), scope.module.resource(definition(type, 'resource').name), value(instance, scope));

function knownHandle(instance: Expression, scope: Scope): Js | undefined {
  const bound = instance.kind === 'local' ? scope.bound(instance.local) : undefined;
  return bound?.kind === 'value' ? bound.handle : undefined;
}

/** Whether a core module's start function may ask for it before it has a value. */
const isChecked = (variable: Variable, { module }: Scope): boolean =>
  variable.scope === 'instance' && module.early.checked.has(variable);

const globalValue = (module: string, global: string, scope: Scope) =>
  member(scope.module.entity('global', module, global), 'value');

const tableOf = (module: string, table: string, scope: Scope): Js => scope.module.entity('table', module, table);

function definition<K extends 'enum' | 'flags' | 'resource'>(type: Type, kind: K) {
  if (type.kind !== 'named' || type.definition.kind !== kind) throw new Error(`${type.kind} is no ${kind}`);
  return type.definition as Extract<typeof type.definition, { kind: K }>;
}

const typeAt = (items: readonly Expression[], index: number): Type => items[index]?.type ?? { kind: 'none' };

function helper(name: HelperName, operands: readonly Expression[], scope: Scope): Js {
  return call(scope.module.helper(name), ...values(operands, scope));
}

/** As JavaScript outside has it. */
const seen = (expression: Expression, scope: Scope): Js =>
  outside(expression.type, value(expression, scope), scope.module);

const allSeen = (expressions: readonly Expression[], scope: Scope): readonly Js[] =>
  values(expressions, scope).map((each, index) => outside(typeAt(expressions, index), each, scope.module));

const onValues = (name: HelperName, operands: readonly Expression[], scope: Scope): Js =>
  call(scope.module.helper(name), ...allSeen(operands, scope));

/** A part of a value, which is as JavaScript gave it. */
export function given(type: Type, part: Js, scope: Scope, wanted: Wanted): Js {
  if (codedOf(type)) return inside(type, part, scope.module);
  // Integers were brought into order when it was checked.
  return wanted === 'exact' && numberTypeOf(type)?.float ? normalised(type, part) : part;
}

interface Place {
  readonly module: string;
  readonly memory: string;
  readonly pointer: Expression;
}

function lift(name: HelperName): (range: Place & { readonly length: Expression }, scope: Scope) => Js {
  return ({ pointer, length, ...from }, scope) => {
    const { module } = scope;
    const memory = name === 'liftText' || name === 'liftStrictText' ? module.textMemory(from) : module.memory(from);
    return call(module.helper(name), memory, ...values([pointer, length], scope, 'wrapped'));
  };
}

function lower(name: HelperName, of: Expression, { pointer, ...to }: Place, scope: Scope): Js {
  const { module } = scope;
  return call(module.helper(name), module.memory(to), ...values([of, pointer], scope, 'wrapped'));
}

function compute(
  { left, right }: { readonly left: Expression; readonly right: Expression },
  scope: Scope,
  wanted: Wanted,
  { operation }: OperationExpression,
): Js {
  const type = numberOf(left.type);
  const name = operation as ArithmeticName;
  const [one = nothing, other = nothing] = values([left, right], scope, takesWrapped(name, type) ? 'wrapped' : 'exact');
  return arithmetic[name](type, one, other, wanted, scope.module);
}

function emitReadField({ field, record }: OperandsOf<'read-field'>, scope: Scope, wanted: Wanted): Js {
  const bound = record.kind === 'local' ? scope.bound(record.local) : undefined;
  const part = bound?.kind === 'fields' ? bound.fields.get(field.name) : undefined;
  if (part?.kind === 'value') {
    const exact = codedOf(field.type) === undefined && wanted === 'exact';
    return exact ? normalised(field.type, part.value) : given(field.type, part.value, scope, wanted);
  }
  const of = value(record, scope);
  const read =
    field.name in Object.prototype
      ? call(scope.module.helper('ownField'), of, string(field.name))
      : member(of as never, field.name);
  return given(field.type, read, scope, wanted);
}

function emitMakeVariant({ type, case: made, payload }: OperandsOf<'make-variant'>, scope: Scope): Js {
  const val = payload && seen(payload, scope);
  if (type.kind === 'option' && !isTaggedOption(type)) return val ?? nothing;
  return object([['tag', string(made.name)], ...(val ? [['val', val] as const] : [])]);
}

/** Where the function's own result is made: it is returned or thrown at once. */
export function returnVariant(expression: OperationExpression, destination: Destination, scope: Scope): boolean {
  if (destination.kind !== 'return' || destination.result.kind !== 'result' || !destination.isUnwrapped) return false;
  if (expression.operation !== 'make-variant') return false;
  const { case: made, payload } = expression.operands;
  const val = payload && seen(payload, scope);
  if (made.name === 'ok') scope.push(returned(val));
  else scope.push(thrown(create(scope.module.helper('ItlResultError'), val ?? nothing)));
  return true;
}

/** A literal that is one of so many. */
const isIndex = (value: Js, count: number): boolean =>
  value.type === 'Literal' && typeof value.value === 'number' && value.value >= 0 && value.value < count;

/** Whether a number was compared with a limit before, or is cut to some bits. */
function isBelow(code: Expression, limit: bigint, { function: { bounds } }: Scope): boolean {
  if (code.kind === 'local') return (bounds.get(code.local) ?? limit + 1n) <= limit;
  if (code.kind !== 'operation' || code.operation !== '&') return false;
  const { right } = code.operands;
  return right.kind === 'integer' && right.value >= 0n && right.value < limit;
}
