import type { Entity, ModuleInterface } from './module-interface.ts';

/** What the component makes for its core modules, as the ITL says it. */
export type MadeEntity =
  | {
      readonly kind: 'memory' | 'table';
      readonly name: string;
      readonly initial: number;
      readonly maximum: number | undefined;
      readonly shared?: boolean;
      readonly wide?: boolean;
      readonly element?: string;
    }
  | {
      readonly kind: 'global';
      readonly name: string;
      readonly type: string;
      readonly mutable: boolean;
      readonly value: bigint | number;
    };

/** As if it were the interface of a binary. */
export function madeInterface(made: readonly MadeEntity[]): ModuleInterface {
  const exports = made.map((entity, index) => ({ field: entity.name, entity: entityOf(entity, index) }));
  const memories = exports.flatMap(({ entity }) => (entity.kind === 'memory' ? [entity] : []));
  return {
    kind: 'module',
    reachOf: () => undefined,
    size: 0,
    imports: [],
    exports,
    definedFunctions: 0,
    memories,
    start: undefined,
    sections: [],
  };
}

function entityOf(entity: MadeEntity, index: number): Entity {
  if (entity.kind === 'global') {
    const { type, mutable, value } = entity;
    return { kind: 'global', index, type, mutable, initial: String(value) };
  }
  const { initial: min, maximum: max, shared = false, wide = false, element } = entity;
  const limits = { index, min, max, shared, is64: wide };
  return entity.kind === 'memory' ? { kind: 'memory', ...limits } : { kind: 'table', ...limits, element };
}
