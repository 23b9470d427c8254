/** Compiles a type to the ITL that writes a value of it, all the way down, into the core module's memory. */
import { casesOf, type InterfaceType, type NamedType, typeText } from './interface-type.ts';
import { layoutOf, offsetsOf, payloadOffset, strideOf } from './layout.ts';
import { type Address, addressText, at, store, storeI32, textOperations, type Writer } from './writer.ts';

/** Expressions, in order, that leave `value` (an expression without effects) at an address. */
export function lower(type: InterfaceType, value: string, to: Address, writer: Writer): readonly string[] {
  if (writer.isApart(type)) {
    writer.declare(`put-${type.name}`, () => putFunction(type, writer));
    return [`(call put-${type.name} ${addressText(to)} ${value})`];
  }
  return lowerHere(type, value, to, writer);
}

function putFunction(type: NamedType, writer: Writer): string {
  writer.enter(type);
  const body = lowerHere(type, '(local $value)', { local: '$at', offset: 0 }, writer);
  return `(func put-${type.name} (param $at i32) (param $value ${type.name})\n    ${body.join('\n    ')})`;
}

function lowerHere(type: InterfaceType, value: string, to: Address, writer: Writer): readonly string[] {
  switch (type.kind) {
    case 'scalar':
      return [store(type.name, to, value)];
    case 'string':
      return lowerText(type, value, to, writer);
    case 'buffer':
      return lowerBuffer(value, to, writer);
    case 'any':
    case 'func':
      return lowerReference(value, to, writer);
    case 'array':
      return lowerArray(type, value, to, writer);
    case 'tuple':
      return lowerMembers(type.items, (index) => `(read-tuple ${typeText(type)} ${index} ${value})`, to, writer);
    case 'record':
      return lowerMembers(
        type.fields.map((field) => field.type),
        (index) => `(read-field ${type.name} ${type.fields[index]?.name} ${value})`,
        to,
        writer,
      );
    case 'enum':
      return [storeI32('u8', to, `(lower-enum ${type.name} ${value})`)];
    case 'flags':
      return [storeI32('u32', to, `(lower-flags ${type.name} ${value})`)];
    case 'option':
    case 'result':
    case 'variant':
      return [lowerCases(type, value, to, writer)];
    case 'self':
      return lowerSelf(type.name, value, to, writer);
  }
}

/** Memory of `size`, an expression; released when the component is done with it. */
export function allocate(name: string, size: string, writer: Writer): readonly string[] {
  const allocated = `(let ${name} (call malloc ${size}))`;
  return writer.style === 'inline' ? [allocated, `(defer (call free (local ${name})))`] : [allocated];
}

const storePointer = (to: Address, pointer: string): string => storeI32('u32', to, `(local ${pointer})`);

function lowerText(
  { encoding }: Extract<InterfaceType, { kind: 'string' }>,
  value: string,
  to: Address,
  writer: Writer,
): readonly string[] {
  const operation = textOperations[encoding];
  const [length, pointer] = [writer.fresh('length'), writer.fresh('text')];
  return [
    `(let ${length} (${operation.length} ${value}))`,
    ...allocate(pointer, `(* (local ${length}) ${operation.unit})`, writer),
    `(${operation.lower} core "memory" ${value} (local ${pointer}))`,
    storePointer(to, pointer),
    storePointer(at(to, 4), length),
  ];
}

function lowerBuffer(value: string, to: Address, writer: Writer): readonly string[] {
  const [length, pointer] = [writer.fresh('length'), writer.fresh('bytes')];
  return [
    `(let ${length} (buffer-len ${value}))`,
    ...allocate(pointer, `(local ${length})`, writer),
    `(buffer-to-mem core "memory" ${value} (local ${pointer}))`,
    storePointer(to, pointer),
    storePointer(at(to, 4), length),
  ];
}

/** In functions of their own handles are dropped where they are lifted again. */
function lowerReference(value: string, to: Address, writer: Writer): readonly string[] {
  const handle = writer.fresh('handle');
  const lowered = [`(let ${handle} (lower-ref ${value}))`, storePointer(to, handle)];
  return writer.style === 'inline' ? [...lowered, `(defer (drop-ref (local ${handle})))`] : lowered;
}

function lowerArray(
  type: Extract<InterfaceType, { kind: 'array' }>,
  value: string,
  to: Address,
  writer: Writer,
): readonly string[] {
  const [count, items] = [writer.fresh('count'), writer.fresh('items')];
  const [address, element] = [writer.fresh('at'), writer.fresh('element')];
  const body = lower(type.element, `(local ${element})`, { local: address, offset: 0 }, writer);
  const stride = strideOf(type);
  return [
    `(let ${count} (array-len ${value}))`,
    ...allocate(items, `(* (local ${count}) ${stride})`, writer),
    `(lower-array ${typeText(type.element)} ${stride} (local ${items}) ${value} ${address} ${element} ${body.join(' ')})`,
    storePointer(to, items),
    storePointer(at(to, 4), count),
  ];
}

function lowerMembers(
  types: readonly InterfaceType[],
  read: (index: number) => string,
  to: Address,
  writer: Writer,
): readonly string[] {
  const offsets = offsetsOf(types);
  return types.flatMap((type, index) => {
    const member = writer.fresh('_member');
    const code = lower(type, `(local ${member})`, at(to, offsets[index] ?? 0), writer);
    return [`(let ${member} ${read(index)})`, ...code];
  });
}

function lowerCases(type: Parameters<typeof casesOf>[0], value: string, to: Address, writer: Writer): string {
  const payload = at(to, payloadOffset(type));
  const arms = casesOf(type).map(({ name, type: carried }, tag) => {
    const held = writer.fresh('payload');
    const code = carried ? lower(carried, `(local ${held})`, payload, writer) : [];
    const binder = carried ? ` ${held}` : '';
    return `(case ${[`${name}${binder}`, store('u8', to, String(tag)), ...code].join(' ')})`;
  });
  return `(match ${value} ${arms.join(' ')})`;
}

function lowerSelf(name: string, value: string, to: Address, writer: Writer): readonly string[] {
  const slot = writer.fresh('slot');
  return [
    `(let ${slot} (call malloc ${layoutOf(writer.enclosing(name)).size}))`,
    storePointer(to, slot),
    `(call put-${name} (local ${slot}) ${value})`,
  ];
}
