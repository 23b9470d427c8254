/** Compiles a type to the ITL expression that makes a value of it from what lies in the core module's memory. */
import { casesOf, type InterfaceType, type NamedType, typeText } from './interface-type.ts';
import { offsetsOf, payloadOffset, strideOf } from './layout.ts';
import { type Address, addressText, at, load, loadI32, textOperations, type Writer } from './writer.ts';

export function lift(type: InterfaceType, from: Address, writer: Writer): string {
  if (!writer.isApart(type)) return liftHere(type, from, writer);
  writer.declare(`get-${type.name}`, () => getFunction(type, writer));
  return `(call get-${type.name} ${addressText(from)})`;
}

function getFunction(type: NamedType, writer: Writer): string {
  const body = liftHere(type, { local: '$at', offset: 0 }, writer);
  return `(func get-${type.name} (param $at i32) (result ${type.name})\n    ${body})`;
}

function liftHere(type: InterfaceType, from: Address, writer: Writer): string {
  switch (type.kind) {
    case 'scalar':
      return load(type.name, from);
    case 'string':
      return `(${textOperations[type.encoding].lift} core "memory" ${pointerAndLength(from)})`;
    case 'buffer':
      return `(mem-to-buffer core "memory" ${pointerAndLength(from)})`;
    case 'any':
      return liftReference(from, writer);
    case 'func':
      return liftFunction(type, from, writer);
    case 'array':
      return liftArray(type, from, writer);
    case 'tuple':
      return `(make-tuple ${liftMembers(type.items, from, writer).join(' ')})`;
    case 'record':
      return liftRecord(type, from, writer);
    case 'enum':
      return `(lift-enum ${type.name} ${loadI32('u8', from)})`;
    case 'flags':
      return `(lift-flags ${type.name} ${loadI32('u32', from)})`;
    case 'option':
    case 'result':
    case 'variant':
      return liftCases(type, from, writer);
    case 'self':
      return `(call get-${type.name} ${loadI32('u32', from)})`;
  }
}

const pointerAndLength = (from: Address): string => `${loadI32('u32', from)} ${loadI32('u32', at(from, 4))}`;

/** What was lowered in a function of its own has no `defer` to drop its handle. */
function liftReference(from: Address, writer: Writer): string {
  const handle = loadI32('u32', from);
  if (writer.style === 'inline') return `(lift-ref ${handle})`;
  writer.declare('take-ref', () => {
    return '(func take-ref (param $handle i32) (result any)\n    (let $value (lift-ref (local $handle)))\n    (drop-ref (local $handle))\n    (local $value))';
  });
  return `(call take-ref ${handle})`;
}

/** A handle gives `any`; only JavaScript can say that it is a function. */
function liftFunction(type: InterfaceType, from: Address, writer: Writer): string {
  const text = typeText(type);
  const name = `as-function-${text.replace(/[()\s]+/g, '.')}`;
  writer.declare(name, () => `(import "host" (func ${name} "${name}" (param any) (result ${text})))`);
  return `(call ${name} ${liftReference(from, writer)})`;
}

function liftArray(type: Extract<InterfaceType, { kind: 'array' }>, from: Address, writer: Writer): string {
  const address = writer.fresh('at');
  const element = lift(type.element, { local: address, offset: 0 }, writer);
  return `(lift-array ${typeText(type.element)} ${strideOf(type)} ${pointerAndLength(from)} ${address} ${element})`;
}

function liftMembers(types: readonly InterfaceType[], from: Address, writer: Writer): readonly string[] {
  const offsets = offsetsOf(types);
  return types.map((type, index) => lift(type, at(from, offsets[index] ?? 0), writer));
}

/** Backwards, since fields may be given in any order. */
function liftRecord(type: Extract<InterfaceType, { kind: 'record' }>, from: Address, writer: Writer): string {
  const values = liftMembers(
    type.fields.map((field) => field.type),
    from,
    writer,
  );
  const fields = type.fields.map((field, index) => `(field ${field.name} ${values[index]})`);
  return `(make-record ${[type.name, ...fields.toReversed()].join(' ')})`;
}

/** The last case is the `else`. */
function liftCases(type: Parameters<typeof casesOf>[0], from: Address, writer: Writer): string {
  const cases = casesOf(type);
  const payload = at(from, payloadOffset(type));
  const arms = cases.map(({ name, type: carried }, tag) => {
    const value = carried ? ` ${lift(carried, payload, writer)}` : '';
    const head = tag === cases.length - 1 ? 'else' : `case ${tag}`;
    return `(${head} (make-variant ${typeText(type)} ${name}${value}))`;
  });
  return `(switch ${load('u8', from)} ${arms.join(' ')})`;
}
