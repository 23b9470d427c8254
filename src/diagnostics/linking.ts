/** ITL203x and ITL403x: components that are made of others. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic, Note } from './diagnostic.ts';
import { hintFor, listOf, thereAre } from './suggest.ts';

const error = (code: string, span: Span, message: string, hint?: string, notes?: readonly Note[]): Diagnostic => ({
  code,
  severity: 'error',
  span,
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(notes === undefined ? {} : { notes }),
});

const listed = (names: readonly string[], nothing: string): string => (names.length === 0 ? nothing : thereAre(names));

export const unknownComponent = (name: string, span: Span, components: readonly string[]): Diagnostic =>
  error(
    'ITL2030',
    span,
    `unknown component '${name}'`,
    hintFor(name, components) ?? listed(components, 'declare it: (component NAME "path")'),
  );

/** @param circle - the first one again at its end */
export const circularComponents = (circle: readonly string[], span: Span): Diagnostic =>
  error(
    'ITL2031',
    span,
    `components need each other in a circle: ${circle.join(' → ')}`,
    'one of them has to come first',
  );

export const nothingImported = (
  component: string,
  module: string,
  span: Span,
  modules: readonly string[],
): Diagnostic =>
  error(
    'ITL2032',
    span,
    `'${component}' imports nothing from '${module}'`,
    hintFor(module, modules) ??
      (modules.length === 0 ? 'it imports nothing at all' : `it imports from ${listOf(modules)}`),
  );

export const linkedTwice = (module: string, span: Span): Diagnostic =>
  error('ITL2032', span, `'${module}' is linked twice`, 'one component serves all that is imported from there');

export interface Import {
  readonly component: string;
  readonly module: string;
  readonly field: string;
  readonly span: Span;
}

/** @param provider - the component that is to serve the import */
export const notExported = (provider: string, imported: Import, span: Span, exports: readonly string[]): Diagnostic =>
  error(
    'ITL2033',
    span,
    `'${provider}' exports no function '${imported.field}', which '${imported.component}' imports from '${imported.module}'`,
    hintFor(imported.field, exports) ?? listed(exports, 'it exports no function at all'),
    [{ message: 'it is imported here', span: imported.span }],
  );

/** @param imported - a class, and who imports it */
export const noSuchClass = (
  provider: string,
  { component, field }: Pick<Import, 'component' | 'field'>,
  span: Span,
  classes: readonly string[],
): Diagnostic =>
  error(
    'ITL2033',
    span,
    `'${provider}' has no class '${field}', which '${component}' imports`,
    hintFor(field, classes) ?? listed(classes, 'it has no class at all'),
  );

export const otherBase = (
  provider: string,
  { component, field, base }: Pick<Import, 'component' | 'field'> & { readonly base: string },
  span: Span,
): Diagnostic =>
  error(
    'ITL2034',
    span,
    `'${component}' imports '${field}' as one that extends '${base}', which that of '${provider}' does not`,
  );

/** A function as somebody has it: `(param string) (result u32)`. */
export interface Shown {
  readonly text: string;
  readonly span: Span;
}

export const differentFunctions = (
  provider: string,
  imported: Import,
  { wanted, offered }: { readonly wanted: Shown; readonly offered: Shown },
  span: Span,
): Diagnostic =>
  error(
    'ITL2034',
    span,
    `'${imported.component}' imports '${imported.field}' as another function than '${provider}' exports`,
    undefined,
    [
      { message: `it is imported as ${wanted.text} here`, span: wanted.span },
      { message: `and exported as ${offered.text} here`, span: offered.span },
    ],
  );

export const differentImports = (
  imported: Pick<Import, 'module' | 'field'>,
  { first, second }: { readonly first: Shown; readonly second: Shown },
  span: Span,
): Diagnostic =>
  error(
    'ITL2035',
    span,
    `'${imported.field}' is imported from '${imported.module}' as two different functions`,
    'link one of them to a component, or make them the same',
    [
      { message: `here as ${first.text}`, span: first.span },
      { message: `and here as ${second.text}`, span: second.span },
    ],
  );

export const componentNotThere = (path: string, span: Span, hint?: string): Diagnostic =>
  error(
    'ITL4030',
    span,
    `the component '${path}' is not there`,
    hint ?? 'its path is meant from the folder of this file',
  );

/** There is a file, and it is something else. */
export const noComponentAtAll = (path: string, span: Span): Diagnostic =>
  error(
    'ITL4030',
    span,
    `'${path}' is no component`,
    'there may be ITL, in a file that ends in .itl, C++ with a block, or a component binary',
  );
