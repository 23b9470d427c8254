/** Memories, tables and globals that the core module imports: the component makes them. */
import { isCoreTypeOfItl } from './conversions.ts';
import { comment, form, type Group } from './form-lines.ts';
import { quoted } from './identifiers.ts';
import type { Entity, ModuleImport } from './module-interface.ts';

/** The ITL identifier of what the component makes. */
export const MADE_NAME = 'made';

export interface PlannedMade {
  readonly module: string;
  readonly field: string;
  /** In the component, unique. */
  readonly name: string;
  readonly kind: 'memory' | 'table' | 'global';
  /** A memory with 64-bit addresses. */
  readonly isWide: boolean;
  /** Behind the name, where it is made. */
  readonly limits: string;
}

export function planMade(imports: readonly ModuleImport[]): readonly PlannedMade[] {
  return imports.flatMap(({ module, field, entity }) => {
    const limits = limitsOf(entity);
    if (limits === undefined || (entity.kind !== 'memory' && entity.kind !== 'table' && entity.kind !== 'global'))
      return [];
    const isWide = entity.kind === 'memory' && entity.is64;
    return [{ module, field, name: `${module}.${field}`, kind: entity.kind, isWide, limits }];
  });
}

const range = ({ min, max }: { readonly min: number; readonly max: number | undefined }): string =>
  max === undefined ? `${min}` : `${min} ${max}`;

/** Nothing for what ITL has no words for. */
function limitsOf(entity: Entity): string | undefined {
  switch (entity.kind) {
    case 'memory':
      return `${entity.is64 ? 'i64 ' : ''}${range(entity)}${entity.shared ? ' shared' : ''}`;
    case 'table':
      return entity.element === 'funcref' || entity.element === 'externref'
        ? `${range(entity)} ${entity.element}`
        : undefined;
    case 'global': {
      const { type, mutable } = entity;
      if (type === undefined || type === 'externref' || !isCoreTypeOfItl(type)) return undefined;
      return `${mutable ? `(mut ${type})` : type} 0`;
    }
    case 'func':
    case 'tag':
      return undefined;
  }
}

/** `(module made …)`. */
export function madeModule(made: readonly PlannedMade[]): Group {
  if (made.length === 0) return [];
  const globals = made.some(({ kind }) => kind === 'global') ? ' Globals hold 0 until you say what.' : '';
  return [
    ...comment([`What the module imports besides functions, as small as it says.${globals}`]),
    ...form(`module ${MADE_NAME}`, [made.map(({ kind, name, limits }) => `(${kind} ${quoted(name)} ${limits})`)]),
  ];
}

/** The `(import …)`s inside `(module …)`. */
export const madeImports = (made: readonly PlannedMade[]): readonly Group[] =>
  made.map(({ module, kind, field, name }) => [
    `(import ${quoted(module)} (${kind} ${quoted(field)} ${MADE_NAME} ${quoted(name)}))`,
  ]);
