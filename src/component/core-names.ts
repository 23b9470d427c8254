/** The names by which core modules for a world import and export: those of the build target `cm32p2`, and the older ones of wit-bindgen. */

/** What an import of a core module stands for. */
export type CoreImportName =
  | { readonly kind: 'function'; readonly place: CorePlace; readonly name: string }
  | {
      readonly kind: 'resource.new' | 'resource.drop' | 'resource.rep';
      readonly place: CorePlace;
      readonly resource: string;
    };

/** An interface by its name, or the world itself. */
export interface CorePlace {
  readonly interface: string | undefined;
  /** Of what the module exports. */
  readonly isExported: boolean;
  /** Versions in it are those of `canonicalName`. */
  readonly isCanonical: boolean;
}

const TARGET = 'cm32p2';

export function coreImportName(module: string, field: string): CoreImportName {
  return module.startsWith(TARGET) ? targetImport(module.slice(TARGET.length), field) : olderImport(module, field);
}

const endings = { new: 'resource.new', drop: 'resource.drop', rep: 'resource.rep' } as const;

type Ending = keyof typeof endings;

function targetImport(rest: string, field: string): CoreImportName {
  const name = rest.replace(/^\|/, '');
  const isExported = name.startsWith('_ex_');
  const own = isExported ? name.slice('_ex_'.length) : name;
  const place = { interface: own === '' ? undefined : own, isExported, isCanonical: true };
  const [, resource, ending] = /^([^[\]]+)_(new|drop|rep)$/.exec(field) ?? [];
  return resource === undefined
    ? { kind: 'function', place, name: field }
    : { kind: endings[ending as Ending], place, resource };
}

function olderImport(module: string, field: string): CoreImportName {
  const isExported = module.startsWith('[export]');
  const own = isExported ? module.slice('[export]'.length) : module;
  const place = { interface: own === '$root' ? undefined : own, isExported, isCanonical: false };
  const [, ending, resource = ''] = /^\[resource-(new|drop|rep)\](.+)$/.exec(field) ?? [];
  return ending === undefined
    ? { kind: 'function', place, name: field }
    : { kind: endings[ending as Ending], place, resource };
}

/** Names of a core export, the target's first. */
export interface CoreExportNames {
  readonly function: readonly [target: string, older: string];
  readonly postReturn: readonly [target: string, older: string];
}

/** @param owner - the name of the interface; undefined for a function of the world itself */
export function coreExportNames(owner: string | undefined, name: string): CoreExportNames {
  const target = `${TARGET}|${owner === undefined ? '' : canonicalName(owner)}|${name}`;
  const older = owner === undefined ? name : `${owner}#${name}`;
  return { function: [target, older], postReturn: [`${target}_post`, `cabi_post_${older}`] };
}

export const destructorNames = (owner: string | undefined, resource: string): readonly [string, string] => [
  `${TARGET}|${owner === undefined ? '' : canonicalName(owner)}|${resource}_dtor`,
  `${owner === undefined ? '' : `${owner}#`}[dtor]${resource}`,
];

export const memoryNames: readonly string[] = [`${TARGET}_memory`, 'memory'];
export const startNames: readonly string[] = [`${TARGET}_initialize`, '_initialize'];

/** For values that the module is given: results of its imports, or parameters of its exports. */
export const reallocNames: Readonly<Record<'import' | 'export', readonly string[]>> = {
  import: [`${TARGET}_realloc`, 'cabi_import_realloc', 'cabi_realloc', 'canonical_abi_realloc'],
  export: [`${TARGET}_realloc`, 'cabi_export_realloc', 'cabi_realloc', 'canonical_abi_realloc'],
};

/** `wasi:io/streams@0.2.3` → `wasi:io/streams@0.2`: with no more of the version than tells incompatible ones apart. */
export function canonicalName(name: string): string {
  const at = name.indexOf('@');
  return at < 0 ? name : `${name.slice(0, at)}@${track(name.slice(at + 1))}`;
}

function track(version: string): string {
  if (version.includes('-')) return version;
  const [major = '0', minor = '0', patch = '0'] = version.split('.');
  if (major !== '0') return major;
  return minor !== '0' ? `0.${minor}` : `0.0.${patch}`;
}
