/** The operations of the direct variant: host functions, but for what it does without the loader. */
import type { OperandsOf } from '../../../ir/ops.ts';
import { operand } from '../shared/emit-expression.ts';
import { endsWithin, hostOperations } from '../shared/host-operations.ts';
import { call } from '../shared/instructions.ts';
import { scalar } from '../shared/places.ts';
import type { OperationEmitter, OperationEmitters } from '../shared/variant.ts';
import { emitCallPointer } from './call-pointer.ts';
import { loader, placeOf, storer } from './memory-access.ts';
import { referenceDropper, referenceMaker, referenceReader } from './references.ts';
import { cTextReader, emitLength, emitWrite, intoWriter, textReader } from './strings.ts';
import type { Support } from './support.ts';

export function directOperations(support: Support): OperationEmitters {
  return {
    ...hostOperations,
    ...narrow(memoryOperations(support), support),
    'lower-ref': ({ value }, context) => [call(referenceMaker(support, context), operand(value, context))],
    'lift-ref': ({ handle }, context) => [call(referenceReader(support, context), operand(handle, context))],
    'drop-ref': ({ handle }, context) => [call(referenceDropper(support, context), operand(handle, context))],
    'utf16-len': ({ string }, context) => [call(support.builtin('length'), operand(string, context))],
    'string-len': ({ string }, context) => [emitLength(string, support, context)],
    'call-funcptr': (operands, context) => emitCallPointer(operands, support, context),
  };
}

type MemoryOperation =
  | 'load'
  | 'store'
  | 'memory-size'
  | 'memory-has'
  | 'memory-grow'
  | 'string-to-mem'
  | 'string-into-mem'
  | 'mem-to-string'
  | 'mem-to-c-string';

type MemoryOperations = { readonly [N in MemoryOperation]: OperationEmitter<N> };

const memoryOperations = (support: Support): MemoryOperations => ({
  load: ({ type, module, memory, pointer }, context) => {
    const load = loader(scalar(type), placeOf(module, memory, support, context), support, context);
    return [call(load, operand(pointer, context))];
  },
  store: ({ type, module, memory, pointer, value }: OperandsOf<'store'>, context) => {
    const store = storer(scalar(type), placeOf(module, memory, support, context), support, context);
    return [call(store, operand(pointer, context), operand(value, context))];
  },
  'memory-size': ({ module, memory }) => [['memory.size', support.memory(module, memory)]],
  'memory-has': (operands, context) => [
    endsWithin(['memory.size', support.memory(operands.module, operands.memory)], operands, context),
  ],
  'memory-grow': ({ module, memory, pages }, context) => [
    ['memory.grow', support.memory(module, memory), operand(pages, context)],
  ],
  'string-to-mem': ({ module, memory, string, pointer }, context) => [
    emitWrite(string, pointer, placeOf(module, memory, support, context), support, context),
  ],
  'string-into-mem': ({ module, memory, string, pointer, room }, context) => {
    const write = intoWriter(placeOf(module, memory, support, context), support, context);
    return [call(write, operand(string, context), operand(pointer, context), operand(room, context))];
  },
  'mem-to-string': ({ module, memory, pointer, length }, context) => {
    const read = textReader(placeOf(module, memory, support, context), support, context);
    return [call(read, operand(pointer, context), operand(length, context))];
  },
  'mem-to-c-string': ({ module, memory, pointer }, context) => {
    const read = cTextReader(placeOf(module, memory, support, context), support, context);
    return [call(read, operand(pointer, context))];
  },
});

/** Memories with 64-bit addresses are left to host functions, which see them through a window. */
function narrow(emitters: MemoryOperations, support: Support): MemoryOperations {
  const choose = <N extends MemoryOperation>(name: N): [N, OperationEmitter<N>] => {
    const emit: OperationEmitter<N> = (operands, ...rest) => {
      const { module, memory } = operands as OperandsOf<MemoryOperation>;
      const chosen = support.isWide(module, memory) ? hostOperations : emitters;
      return (chosen[name] as OperationEmitter<N>)(operands, ...rest);
    };
    return [name, emit];
  };
  return Object.fromEntries((Object.keys(emitters) as MemoryOperation[]).map(choose)) as MemoryOperations;
}
