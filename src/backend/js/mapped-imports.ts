/** Imports that the module has itself, from other modules. */
import type { Expression } from 'estree';
import { givenModules } from '../../boundary/given-modules.ts';
import { type MappedImport, mappedImport, withoutVersion } from '../import-map.ts';
import { id, member, object, spread } from './build/expressions.ts';
import { constant, type Item, imported, importedWhole, requiredWhole } from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { GlueOptions } from './glue-options.ts';

export interface MappedImports {
  /** At the top of the module. */
  readonly statements: readonly Item[];
  /** What is linked: what users give, and what they leave out. */
  readonly imports: Expression;
}

export function mappedImports(module: EmittedModule, { imports: map, format }: GlueOptions): MappedImports {
  const names = givenModules(module.component);
  const found = names.flatMap((name) => {
    const mapped = mappedImport(map, name);
    const plain = withoutVersion(name);
    const isOnly = names.every((other) => other === name || withoutVersion(other) !== plain);
    return mapped ? [{ name: isOnly ? plain : name, mapped }] : [];
  });
  if (found.length === 0) return { statements: [], imports: id('imports') };
  const given = found.map(({ name, mapped }) => ({ name, mapped, local: module.names.free('given') }));
  const all = module.names.free('mapped');
  const take = format === 'esm' ? importing : requiring;
  return {
    statements: [
      ...given.map(({ mapped, local }) => take(mapped, local)),
      constant(all, object(given.map(({ name, local }) => [name, id(local)]))),
    ],
    // Users' go before: without its version a name is the same, and with it, it is asked for first. Of two versions each has its own.
    imports: { type: 'ObjectExpression', properties: [spread(id(all)), spread(id('imports'))] },
  };
}

const importing = ({ module, name }: MappedImport, local: string): Item =>
  name === undefined ? importedWhole(module, local) : imported(name, module, local);

/** `const local = require('module').name;` */
const requiring = ({ module, name }: MappedImport, local: string): Item =>
  constant(local, name === undefined ? requiredWhole(module) : member(requiredWhole(module), name));
