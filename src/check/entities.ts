/** What core modules have besides their own code: what the component makes, and what one module gets of another. */
import type { EntityNode, ModuleItem, NameAtom, Node } from '../ast/nodes.ts';
import { misplacedEntity, modulesInOrder, pathMissing } from '../diagnostics/core.ts';
import { wrongOperand } from '../diagnostics/types.ts';
import type { CoreLink, MadeEntity } from '../ir/core-parts.ts';
import { simple } from '../ir/types.ts';
import type { Environment } from './environment.ts';
import { literalRange } from './literals.ts';
import { readNumeral } from './numerals.ts';
import { findModule } from './read-core-operand.ts';

const usages = {
  memory: '(memory "name" i64? PAGES MAXIMUM? shared?)',
  table: '(table "name" SLOTS MAXIMUM? funcref|externref)',
  global: '(global "name" TYPE|(mut TYPE) NUMBER)',
} as const;

/** What a module without a path is made of; undefined for one with a path. */
export function madeEntities(item: ModuleItem, { sink }: Environment): readonly MadeEntity[] | undefined {
  const entities = item.members.filter(isEntity);
  const others = item.members.filter((member) => !isEntity(member));
  if (item.path) {
    for (const entity of entities)
      if (!isWideMemory(entity)) sink.add(misplacedEntity(entity.kind, item.name.text, entity.span));
    return undefined;
  }
  if (others.length > 0 || entities.length === 0) {
    sink.add(pathMissing(item.name.text, item.name.span));
    return [];
  }
  return entities.flatMap((entity) => {
    const made = makers[entity.kind](entity);
    if (!made) sink.add(wrongOperand(entity.kind, 'how it is made', entity.span, usages[entity.kind]));
    return made ? [made] : [];
  });
}

type MadeNode = EntityNode & { readonly kind: MadeEntity['kind'] };

/** `(memory "name" i64)`: what a file's memory is. */
const isWideMemory = ({ kind, args }: EntityNode): boolean =>
  kind === 'memory' && args.length === 1 && isName(args[0], 'i64');

/** Memories with 64-bit addresses. */
export function wideMemories({ members }: ModuleItem, made: readonly MadeEntity[] | undefined): ReadonlySet<string> {
  const own = made?.filter((each) => each.kind === 'memory' && each.wide).map(({ name }) => name);
  return new Set(
    own ??
      members
        .filter(isEntity)
        .filter(isWideMemory)
        .map(({ field }) => field.value),
  );
}

/** The parser lets nothing else through. */
const isEntity = (member: ModuleItem['members'][number]): member is MadeNode =>
  member.kind === 'memory' || member.kind === 'table' || member.kind === 'global';

const makers: Readonly<Record<MadeEntity['kind'], (entity: EntityNode) => MadeEntity | undefined>> = {
  memory: makeMemory,
  table: makeTable,
  global: makeGlobal,
};

/** Pages of a memory with 32-bit addresses. */
const MOST_PAGES = 65_536n;
/** The same with 64-bit addresses. */
const MOST_WIDE_PAGES = 2n ** 48n;
/** What engines take. */
const MOST_SLOTS = 10_000_000n;

interface Limits {
  readonly initial: number;
  readonly maximum: number | undefined;
  readonly rest: readonly Node[];
}

function readLimits(args: readonly Node[], most: bigint): Limits | undefined {
  const numbers = args.slice(0, 2).filter((node) => node.kind === 'number');
  const [initial, maximum = most] = numbers.map((node) => whole(node.text));
  if (initial === undefined || initial < 0n || initial > maximum || maximum > most) return undefined;
  return {
    initial: Number(initial),
    maximum: numbers.length > 1 ? Number(maximum) : undefined,
    rest: args.slice(numbers.length),
  };
}

function whole(text: string): bigint | undefined {
  const numeral = readNumeral(text);
  return numeral.kind === 'integer' ? numeral.value : undefined;
}

const isName = (node: Node | undefined, ...texts: readonly string[]): node is NameAtom =>
  node?.kind === 'name' && !node.dollar && texts.includes(node.text);

function makeMemory({ field, args }: EntityNode): MadeEntity | undefined {
  const wide = isName(args[0], 'i64');
  const limits = readLimits(wide ? args.slice(1) : args, wide ? MOST_WIDE_PAGES : MOST_PAGES);
  const [shared, extra] = limits?.rest ?? [];
  if (!limits || extra || (shared && !isName(shared, 'shared'))) return undefined;
  // Threads need to know how far it may grow.
  if (shared && limits.maximum === undefined) return undefined;
  const { initial, maximum } = limits;
  return { kind: 'memory', name: field.value, initial, maximum, shared: shared !== undefined, wide };
}

function makeTable({ field, args }: EntityNode): MadeEntity | undefined {
  const limits = readLimits(args, MOST_SLOTS);
  const [element, extra] = limits?.rest ?? [];
  if (!limits || extra || !isName(element, 'funcref', 'externref')) return undefined;
  const { initial, maximum } = limits;
  return { kind: 'table', name: field.value, initial, maximum, element: element.text as 'funcref' | 'externref' };
}

const numberTypes = ['i32', 'i64', 'f32', 'f64'] as const;

function makeGlobal({ field, args }: EntityNode): MadeEntity | undefined {
  const [shape, number, extra] = args;
  const mutable = shape?.kind === 'form' && shape.head.text === 'mut' && shape.args.length === 1;
  const name = mutable ? shape.args[0] : shape;
  const type = numberTypes.find((each) => isName(name, each));
  if (!type || number?.kind !== 'number' || extra) return undefined;
  const value = initialValue(type, number.text);
  return value === undefined ? undefined : { kind: 'global', name: field.value, type, mutable, value };
}

function initialValue(type: (typeof numberTypes)[number], text: string): bigint | number | undefined {
  const numeral = readNumeral(text);
  if (type === 'f32' || type === 'f64') return Number(numeral.value);
  const [low, high] = literalRange(simple(type));
  return numeral.kind === 'integer' && numeral.value >= low && numeral.value <= high ? numeral.value : undefined;
}

/** `(memory "field" MODULE "name")`: undefined after a reported error. */
export function readLink(
  { kind, field, args, span }: EntityNode,
  from: string,
  module: string,
  environment: Environment,
): CoreLink | undefined {
  const [provider, name, extra] = args;
  if (provider?.kind !== 'name' || name?.kind !== 'string' || extra) {
    const usage = `(${kind} "name" MODULE "name of the export")`;
    environment.sink.add(wrongOperand(kind, 'where it is from', span, usage));
    return undefined;
  }
  if (provider.text === module || !environment.modules.has(provider.text)) {
    environment.sink.add(modulesInOrder(module, provider.text, provider.span));
    return undefined;
  }
  const found = findModule(provider, environment);
  if (found === undefined) return undefined;
  return { kind, from, field: field.value, module: found, name: name.value, span: field.span };
}
