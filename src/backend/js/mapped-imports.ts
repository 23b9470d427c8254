/** Imports that the module has itself, from other modules. */
import type { Expression, SpreadElement } from 'estree';
import { type MappedImport, mappedImport } from '../import-map.ts';
import { id, object, spread, string } from './build/expressions.ts';
import { constant, type Item } from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { GlueOptions } from './glue-options.ts';

export interface MappedImports {
  /** At the top of the module. */
  readonly statements: readonly Item[];
  /** What is linked: what users give, and what they leave out. */
  readonly imports: Expression;
}

export function mappedImports(module: EmittedModule, { imports: map, format }: GlueOptions): MappedImports {
  const names = new Set(module.component.imports.map((callee) => callee.module));
  const found = [...names].flatMap((name) => {
    const mapped = mappedImport(map, name);
    return mapped ? [{ name: name.replace(/@[^@]*$/, ''), mapped }] : [];
  });
  if (found.length === 0) return { statements: [], imports: id('imports') };
  const given = found.map(({ name, mapped }) => ({ name, mapped, local: module.names.free('given') }));
  const all = module.names.free('mapped');
  const importing = format === 'esm' ? imported : required;
  return {
    statements: [
      ...given.map(({ mapped, local }) => importing(mapped, local)),
      constant(all, object(given.map(({ name, local }) => [name, id(local)]))),
    ],
    // Users' go before: without its version a name is the same, and with it, it is asked for first.
    imports: {
      type: 'ObjectExpression',
      properties: [spread(id(all)), spread(id('imports'))] satisfies SpreadElement[],
    },
  };
}

/** `import { name as local } from 'module';`, `import * as local from 'module';` */
const imported = ({ module, name }: MappedImport, local: string): Item => ({
  type: 'ImportDeclaration',
  specifiers: [
    name === undefined
      ? { type: 'ImportNamespaceSpecifier', local: id(local) }
      : { type: 'ImportSpecifier', imported: isIdentifier(name) ? id(name) : literal(name), local: id(local) },
  ],
  source: literal(module),
  attributes: [],
});

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

const literal = (value: string) => ({ type: 'Literal', value }) as const;

/** `const local = require('module').name;` */
function required({ module, name }: MappedImport, local: string): Item {
  const all: Expression = {
    type: 'CallExpression',
    callee: id('require'),
    arguments: [string(module)],
    optional: false,
  };
  if (name === undefined) return constant(local, all);
  return constant(local, {
    type: 'MemberExpression',
    object: all,
    property: string(name),
    computed: true,
    optional: false,
  });
}
