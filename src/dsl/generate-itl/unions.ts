/** Options, results and variants in memory: a byte that says which case, and the payload behind it. */
import type { Node } from '../../ast/nodes.ts';
import type { DslType } from '../model.ts';
import { itlType } from './itl-types.ts';
import { binding, form, inMemory, local, number, plus } from './nodes.ts';
import type { ValueContext } from './value-context.ts';
import { load, storeInParts } from './values.ts';

interface Case {
  readonly name: string;
  readonly type: DslType | undefined;
}

/** By the byte that stands for each. */
function casesOf(type: DslType, { types }: ValueContext): readonly Case[] {
  if (type.kind === 'option') return [none, { name: 'some', type: type.value }];
  if (type.kind === 'result') {
    return [
      { name: 'ok', type: type.ok },
      { name: 'err', type: type.error },
    ];
  }
  const named = type.kind === 'named' ? types.named(type.name) : undefined;
  if (named?.kind !== 'variant') throw new Error(`a ${type.kind} has no cases`);
  return named.cases;
}

const none: Case = { name: 'none', type: undefined };

const layoutOf = (cases: readonly Case[], { types }: ValueContext): number =>
  types.payloadOffset(cases.map((item) => item.type));

/** @param bound - a name for the payload */
export function storeCases(type: DslType, value: Node, at: Node, bound: string, context: ValueContext): Node {
  const cases = casesOf(type, context);
  const payload = plus(at, layoutOf(cases, context));
  const arms = cases.map((item, index) => {
    const tag = form('store', 'u8', ...inMemory, at, number(index));
    if (item.type === undefined) return form('case', item.name, tag);
    return form('case', item.name, binding(bound), tag, ...storeInParts(item.type, local(bound), payload, context));
  });
  return form('match', value, ...arms);
}

export function loadCases(type: DslType, at: Node, context: ValueContext): Node {
  const cases = casesOf(type, context);
  const payload = plus(at, layoutOf(cases, context));
  const made = cases.map((item) => {
    const value = item.type === undefined ? [] : [load(item.type, payload, context)];
    return form('make-variant', itlType(type), item.name, ...value);
  });
  const [first, second] = made;
  if (type.kind === 'option' || type.kind === 'result') {
    const isSecond = form('load', 'bool', ...inMemory, at);
    const some = isPointer(type, context) ? unlessNull(payload, second as Node, first as Node) : (second as Node);
    return form('if', isSecond, some, first as Node);
  }
  const arms = made.map((value, index) => form('case', number(index), value));
  return form('switch', form('load', 'u8', ...inMemory, at), ...arms, form('else', form('unreachable')));
}

/** Whether it is an option of a class, which a null pointer leaves empty. */
const isPointer = (type: DslType, { types }: ValueContext): boolean =>
  type.kind === 'option' && type.value.kind === 'named' && types.named(type.value.name).kind === 'class';

const unlessNull = (pointer: Node, some: Node, none: Node): Node =>
  form('if', form('==', form('load', 'u32', ...inMemory, pointer), number(0)), none, some);
