/** The operations that host functions do, or WebAssembly by itself, in the same way for both variants. */
import type { HostFunctionName } from '../../../../runtime/abi.ts';
import { type ArithmeticOperator, computation } from '../../../ir/arithmetic.ts';
import { isTaggedOption } from '../../../ir/cases.ts';
import type { Expression, OperationExpression } from '../../../ir/ir.ts';
import { carrierOf, elementSize, type NumberType, numberTypeOf } from '../../../ir/numbers.ts';
import type { OperandsOf } from '../../../ir/ops.ts';
import { roomFor } from '../../../ir/string-room.ts';
import type { Type } from '../../../ir/types.ts';
import { typeJson } from '../../type-json.ts';
import { emitLiftArray, emitLowerArray, emitMakeArray } from './emit-arrays.ts';
import { hold, operand } from './emit-expression.ts';
import { emitLowerEnum, emitLowerFlags, fromNumber, nameOf, toNumber } from './emit-numbered.ts';
import type { FunctionContext } from './function-context.ts';
import { familySignatures, signatureClauses } from './host-imports.ts';
import { i32 } from './instructions.ts';
import { emitComputation } from './numbers.ts';
import { place, scalar } from './places.ts';
import { emitRead, emitWrite } from './variables.ts';
import type { OperationEmitters } from './variant.ts';
import { wasmTypeOf } from './wasm-types.ts';
import type { Wat } from './wat.ts';

export const hostOperations: Omit<OperationEmitters, 'call-funcptr'> = {
  '+': emitArithmetic('+'),
  '-': emitArithmetic('-'),
  '*': emitArithmetic('*'),
  '/': emitArithmetic('/'),
  '%': emitRemainder,
  '&': emitArithmetic('&'),
  '|': emitArithmetic('|'),
  '^': emitArithmetic('^'),
  '<<': emitArithmetic('<<'),
  '>>': emitArithmetic('>>'),
  '>>>': emitArithmetic('>>>'),
  '==': emitArithmetic('=='),
  '!=': emitArithmetic('!='),
  '<': emitArithmetic('<'),
  '<=': emitArithmetic('<='),
  '>': emitArithmetic('>'),
  '>=': emitArithmetic('>='),
  'f32-bits': ({ value }, context) => [['i32.reinterpret_f32', operand(value, context)]],
  'f32-of-bits': ({ bits }, context) => [['f32.reinterpret_i32', operand(bits, context)]],
  'f64-bits': ({ value }, context) => [['i64.reinterpret_f64', operand(value, context)]],
  'f64-of-bits': ({ bits }, context) => [['f64.reinterpret_i64', operand(bits, context)]],
  'string-len': ({ string }, context) => [host('string_len', [string], context)],
  'mem-to-string': lift('mem_to_string'),
  'mem-to-c-string': ({ module, memory, pointer }, context) => [
    ['call', context.module.hosts.use('mem_to_c_string'), ...place(module, memory, context), operand(pointer, context)],
  ],
  'string-to-mem': ({ string, ...to }, context) => [lower('string_to_mem', to, string, context)],
  'string-into-mem': ({ string, room, ...to }, context) => [
    [...lower('string_into_mem', to, string, context), operand(room, context)],
  ],
  'string-room': ({ string }, context) => [operand(roomFor(string), context)],
  'utf16-len': ({ string }, context) => [host('utf16_len', [string], context)],
  'mem-to-utf16': lift('mem_to_utf16'),
  'utf16-to-mem': ({ string, ...to }, context) => [lower('utf16_to_mem', to, string, context)],
  'is-latin1': ({ string }, context) => [host('is_latin1', [string], context)],
  'latin1-len': ({ string }, context) => [host('latin1_len', [string], context)],
  'mem-to-latin1': lift('mem_to_latin1'),
  'mem-to-strict-string': lift('mem_to_strict_string'),
  'mem-to-strict-utf16': lift('mem_to_strict_utf16'),
  'latin1-to-mem': ({ string, ...to }, context) => [lower('latin1_to_mem', to, string, context)],
  'buffer-len': ({ buffer }, context) => [host('buffer_len', [buffer], context)],
  'mem-to-buffer': lift('mem_to_buffer'),
  'buffer-to-mem': ({ buffer, ...to }, context) => [lower('buffer_to_mem', to, buffer, context)],
  'mem-to-target': ({ module, memory, pointer, length, target }, context) => [
    [
      'call',
      context.module.hosts.use('mem_to_target'),
      ...place(module, memory, context),
      operand(pointer, context),
      operand(length, context),
      operand(target, context),
      i32(elementSize(target.type)),
    ],
  ],
  'mem-view': ({ type, module, memory, pointer, length }, context) => {
    const view = context.module.hosts.useFamily('mem_view', scalar(type), familySignatures.memoryToRef);
    return [['call', view, ...place(module, memory, context), operand(pointer, context), operand(length, context)]];
  },
  load: ({ type, module, memory, pointer }, context) => {
    const load = context.module.hosts.useFamily('load', scalar(type), familySignatures.load(scalar(type)));
    return [['call', load, ...place(module, memory, context), operand(pointer, context)]];
  },
  store: ({ type, module, memory, pointer, value }, context) => {
    const store = context.module.hosts.useFamily('store', scalar(type), familySignatures.store(scalar(type)));
    const to = place(module, memory, context);
    return [['call', store, ...to, operand(pointer, context), operand(value, context)]];
  },
  'memory-size': ({ module, memory }, context) => [
    ['call', context.module.hosts.use('memory_size'), ...place(module, memory, context)],
  ],
  'memory-has': (operands, context) => [
    endsWithin(
      ['call', context.module.hosts.use('memory_size'), ...place(operands.module, operands.memory, context)],
      operands,
      context,
    ),
  ],
  'memory-grow': ({ module, memory, pages }, context) => [
    ['call', context.module.hosts.use('memory_grow'), ...place(module, memory, context), operand(pages, context)],
  ],
  'global-get': ({ type, module, global }, context) => {
    const wasm = wasmTypeOf(type);
    const read = context.module.hosts.useFamily('global_get', wasm, familySignatures.global_get(wasm));
    return [['call', read, ...place(module, global, context)]];
  },
  'global-set': ({ module, global, value }, context) => {
    const wasm = wasmTypeOf(value.type);
    const write = context.module.hosts.useFamily('global_set', wasm, familySignatures.global_set(wasm));
    return [['call', write, ...place(module, global, context), operand(value, context)]];
  },
  'table-get': ({ module, table, index }, context) => [
    ['call', context.module.hosts.use('table_get'), ...place(module, table, context), operand(index, context)],
  ],
  'table-set': ({ module, table, index, value }, context) => [
    [
      'call',
      context.module.hosts.use('table_set'),
      ...place(module, table, context),
      operand(index, context),
      operand(value, context),
    ],
  ],
  'table-size': ({ module, table }, context) => [
    ['call', context.module.hosts.use('table_size'), ...place(module, table, context)],
  ],
  'table-grow': ({ module, table, value, count }, context) => [
    [
      'call',
      context.module.hosts.use('table_grow'),
      ...place(module, table, context),
      operand(value, context),
      operand(count, context),
    ],
  ],
  get: ({ variable }, context) => [emitRead(variable, context)],
  set: ({ variable, value }, context) => [emitWrite(variable, operand(value, context), context)],
  'lift-array': emitLiftArray,
  'lower-array': emitLowerArray,
  'array-len': ({ array }, context) => [host('array_len', [array], context)],
  slice: ({ sequence, start, end }, context) => [host('slice', [sequence, start, end], context)],
  'make-array': emitMakeArray,
  'make-map': ({ entries }, context) => [host('map_new', [entries], context)],
  'map-entries': ({ map }, context) => [host('map_entries', [map], context)],
  'make-set': ({ items }, context) => [host('set_new', [items], context)],
  'set-items': ({ type, set }, context) => {
    const items = context.module.hosts.useFamily('set_items', typeArgument(type), familySignatures.refToRef);
    return [['call', items, operand(set, context)]];
  },
  'make-date': ({ time }, context) => [host('date_new', [time], context)],
  'date-time': ({ date }, context) => [host('date_time', [date], context)],
  'make-record': emitMakeRecord,
  'read-field': ({ field, record }, context) => {
    const carrier = carrierOf(field.type);
    const read = context.module.hosts.useFamily(
      'field_get',
      `${carrier}.${field.name}`,
      familySignatures.read(carrier),
    );
    return [['call', read, operand(record, context)]];
  },
  'make-tuple': ({ items }, context) => {
    const carriers = items.map((item) => carrierOf(item.type));
    const make = context.module.hosts.useFamily('tuple_new', carriers.join(','), familySignatures.make(carriers));
    return [['call', make, ...items.map((item) => operand(item, context))]];
  },
  'read-tuple': ({ index, tuple }, context) => {
    const carrier = carrierOf(index.type);
    const read = context.module.hosts.useFamily('array_get', carrier, familySignatures.array_get(carrier));
    return [['call', read, operand(tuple, context), i32(index.index)]];
  },
  'lift-enum': ({ type, number }, context) => [fromNumber('enum_lift', type, number, context)],
  'lower-enum': emitLowerEnum,
  'lift-flags': ({ type, bits }, context) => [fromNumber('flags_lift', type, bits, context)],
  'lower-flags': emitLowerFlags,
  'make-variant': emitMakeVariant,
  'lift-ref': ({ handle }, context) => [host('ref_get', [handle], context)],
  'lower-ref': ({ value }, context) => [host('ref_new', [value], context)],
  'drop-ref': ({ handle }, context) => [host('ref_drop', [handle], context)],
  throw: ({ message }, context) => [host('throw_error', [message], context), ['unreachable']],
  'throw-range': ({ message }, context) => [host('throw_range', [message], context), ['unreachable']],
  dispose: ({ value }, context) => [host('dispose', [value], context)],
  trap: ({ message }, context) => [host('trap', [message], context), ['unreachable']],
  rethrow: ({ value }, context) => [host('rethrow', [value], context), ['unreachable']],
  box: ({ value }, context) => {
    const carrier = carrierOf(value.type);
    return [
      [
        'call',
        context.module.hosts.useFamily('box', carrier, familySignatures.make([carrier])),
        operand(value, context),
      ],
    ];
  },
  unbox: ({ type, value }, context) => {
    const signature = familySignatures.read(carrierOf(type));
    return [['call', context.module.hosts.useFamily('cast', typeArgument(type), signature), operand(value, context)]];
  },
  'get-property': ({ object, key }, context) => [host('get_property', [object, key], context)],
  'set-property': ({ object, key, value }, context) => [host('set_property', [object, key, value], context)],
  'has-property': ({ object, key }, context) => [host('has_property', [object, key], context)],
  'delete-property': ({ object, key }, context) => [host('delete_property', [object, key], context)],
  'instance-of': ({ value, class: of }, context) => [host('instance_of', [value, of], context)],
  'call-method': ({ object, key, arguments: list }, context) => [host('call_method', [object, key, list], context)],
  'call-any': ({ callee, arguments: list }, context) => [host('call_any', [callee, list], context)],
  construct: ({ class: of, arguments: list }, context) => [host('construct', [of, list], context)],
  'new-object': (_, context) => [host('new_object', [], context)],
  'type-of': ({ value }, context) => [host('type_of', [value], context)],
  'kind-of': ({ value }, context) => [host('kind_of', [value], context)],
  null: () => [['ref.null', 'extern']],
  same: ({ left, right }, context) => [host('same', [left, right], context)],
  'call-func': emitCallFunction,
  'free-func': ({ id }, context) => [['call', context.module.callbacks.free, operand(id, context)]],
  'free-funcptr': ({ module, table, pointer }, context) => {
    const { callbacks, strings } = context.module;
    const name = i32(strings.address(table));
    return [['call', callbacks.freePointer, callbacks.blocks({ module, table }), operand(pointer, context), name]];
  },
  'lift-resource': ({ type, handle }, context) => [fromNumber('resource_lift', type, handle, context)],
  'lend-resource': ({ type, handle, owner }, context) => {
    const id = context.module.hosts.useFamily('resource_lend', nameOf(type), familySignatures.lend);
    return [['call', id, operand(handle, context), operand(owner, context)]];
  },
  'end-lent': ({ owner }, context) => [host('end_lent', [owner], context)],
  'lower-resource': ({ type, instance }, context) => [toNumber('resource_lower', type, instance, context)],
  'take-resource': ({ type, instance }, context) => [toNumber('resource_take', type, instance, context)],
};

function host(name: HostFunctionName, args: readonly Expression[], context: FunctionContext): Wat {
  return ['call', context.module.hosts.use(name), ...args.map((argument) => operand(argument, context))];
}

interface Range {
  readonly module: string;
  readonly memory: string;
  readonly pointer: Expression;
  readonly length: Expression;
}

function lift(name: HostFunctionName): (range: Range, context: FunctionContext) => readonly Wat[] {
  return ({ module, memory, pointer, length }, context) => [
    [
      'call',
      context.module.hosts.use(name),
      ...place(module, memory, context),
      operand(pointer, context),
      operand(length, context),
    ],
  ];
}

function lower(name: HostFunctionName, to: Omit<Range, 'length'>, value: Expression, context: FunctionContext): Wat {
  const where = place(to.module, to.memory, context);
  return ['call', context.module.hosts.use(name), ...where, operand(value, context), operand(to.pointer, context)];
}

/** Whether a range ends before the memory does, given its pages: as f64, where neither sum nor product wraps. */
export function endsWithin(pages: Wat, { pointer, length }: OperandsOf<'memory-has'>, context: FunctionContext): Wat {
  const wide = (value: Wat): Wat => ['f64.convert_i32_u', value];
  const end: Wat = ['f64.add', wide(operand(pointer, context)), wide(operand(length, context))];
  return ['f64.le', end, ['f64.mul', wide(pages), ['f64.const', '65536']]];
}

interface Binary {
  readonly left: Expression;
  readonly right: Expression;
}

function numberOf(type: Type): NumberType {
  const number = numberTypeOf(type);
  if (!number) throw new Error(`${type.kind} is no number`);
  return number;
}

function emitArithmetic(operator: ArithmeticOperator): (operands: Binary, context: FunctionContext) => readonly Wat[] {
  return ({ left, right }, context) => {
    const computed = computation(operator, numberOf(left.type));
    return [emitComputation(computed, operand(left, context), operand(right, context))];
  };
}

/** WebAssembly has no floating remainder; an f32's is exact when computed as f64. */
function emitRemainder({ left, right }: Binary, context: FunctionContext): readonly Wat[] {
  const number = numberOf(left.type);
  const [dividend, divisor] = [operand(left, context), operand(right, context)];
  if (!number.float) return [emitComputation(computation('%', number), dividend, divisor)];
  const remainder = context.module.hosts.use('f64_rem');
  if (number.bits === 64) return [['call', remainder, dividend, divisor]];
  return [['f32.demote_f64', ['call', remainder, ['f64.promote_f32', dividend], ['f64.promote_f32', divisor]]]];
}

/** The host function takes the fields in the type's order; values are computed in the order written. */
function emitMakeRecord({ type, fields }: OperandsOf<'make-record'>, context: FunctionContext): Wat[] {
  const definition = type.kind === 'named' ? type.definition : undefined;
  if (type.kind !== 'named' || definition?.kind !== 'record') throw new Error('make-record: not a record');
  const carriers = definition.fields.map((field) => carrierOf(field.type));
  const make = context.module.hosts.useFamily('record_new', type.name, familySignatures.make(carriers));
  const inOrder = fields.every((field, index) => field.name === definition.fields[index]?.name);
  if (inOrder) return [['call', make, ...fields.map((field) => operand(field.value, context))]];
  const held = new Map(fields.map(({ name, value }) => [name, hold(value, name, context)]));
  const values = definition.fields.map(({ name }) => held.get(name)?.value ?? []);
  return [...[...held.values()].flatMap(({ before }) => before), ['call', make, ...values]];
}

function emitMakeVariant(
  { type, case: made, payload }: OperandsOf<'make-variant'>,
  context: FunctionContext,
): readonly Wat[] {
  if (type.kind === 'option' && !isTaggedOption(type)) return [emitPlainOption(payload, context)];
  const carriers = payload ? [carrierOf(payload.type)] : [];
  const argument = `${carriers.join('')}.${made.name}`;
  const make = context.module.hosts.useFamily('variant_new', argument, familySignatures.make(carriers));
  return [['call', make, ...(payload ? [operand(payload, context)] : [])]];
}

function emitPlainOption(payload: Expression | undefined, context: FunctionContext): Wat {
  if (!payload) return ['call', context.module.hosts.use('undefined')];
  const carrier = carrierOf(payload.type);
  if (carrier === 'ref') return operand(payload, context);
  const box = context.module.hosts.useFamily('box', carrier, familySignatures.make([carrier]));
  return ['call', box, operand(payload, context)];
}

/** A type as the argument of a family: of one word it stands bare. */
function typeArgument(type: Type): string {
  const json = typeJson(type);
  return typeof json === 'string' ? json : JSON.stringify(json);
}

function emitCallFunction(
  { callee, arguments: args }: OperandsOf<'call-func'>,
  context: FunctionContext,
  { type }: OperationExpression,
): Wat[] {
  const result = type.kind === 'none' ? undefined : carrierOf(type);
  const signature = familySignatures.call(
    args.map((argument) => carrierOf(argument.type)),
    result,
  );
  const call = context.module.hosts.useFamily('func_call', typeArgument(callee.type), signature);
  return [['call', call, operand(callee, context), ...args.map((argument) => operand(argument, context))]];
}

/** `(param …)` and `(result …)` of what a function pointer points to. */
export function pointerClauses(signature: Type): readonly Wat[] {
  if (signature.kind !== 'func') throw new Error('call-funcptr: not a signature');
  return signatureClauses({
    params: signature.params.map(wasmTypeOf),
    results: signature.results.map(wasmTypeOf),
  });
}
