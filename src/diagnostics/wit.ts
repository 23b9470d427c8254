/** ITL622x to ITL625x: names and types of WIT. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic, Note } from './diagnostic.ts';
import { hintFor, listOf, thereAre } from './suggest.ts';

const error = (
  code: string,
  span: Span | undefined,
  message: string,
  hint?: string,
  notes?: readonly Note[],
): Diagnostic => ({
  code,
  severity: 'error',
  ...(span === undefined ? {} : { span }),
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(notes === undefined ? {} : { notes }),
});

const first = (span: Span): readonly Note[] => [{ message: 'the first is here', span }];

interface Named {
  readonly name: string;
  readonly span: Span;
}

/** Says why two names are one, where that is not to be seen. */
const onLetters = (name: string, before: string): string | undefined =>
  name === before ? undefined : 'names are the same whatever the case of their letters';

export const noPackageHeader = (place: string): Diagnostic =>
  error(
    'ITL6220',
    undefined,
    `no file of '${place}' says which package it is`,
    "begin one with 'package namespace:name;'",
  );

/** @param why - what is wrong with the binary */
export const unusablePackage = (path: string, why: string): Diagnostic =>
  error(
    'ITL6246',
    undefined,
    `'${path}' is no package of WIT: ${why}`,
    'wkg fetches packages as binaries, and wasm-tools component wit makes them',
  );

export const otherPackage = (name: string, expected: string, span: Span, before: Span): Diagnostic =>
  error(
    'ITL6221',
    span,
    `the files of a folder are one package, and this one is of '${name}', not '${expected}'`,
    undefined,
    first(before),
  );

export const packageTwice = (name: string, span: Span, before: Span): Diagnostic =>
  error('ITL6222', span, `the package '${name}' is defined twice`, undefined, first(before));

export const docsTwice = (span: Span, before: Span): Diagnostic =>
  error('ITL6223', span, 'two files document the package', 'keep the comment of one', first(before));

export const packageInPackage = (span: Span): Diagnostic =>
  error('ITL6224', span, 'a package cannot be nested in a nested package', 'move it to the level of the file');

export const itemTwice = (name: string, span: Span, before: Span): Diagnostic =>
  error(
    'ITL6225',
    span,
    `the package has two items named '${name}'`,
    'interfaces and worlds share their names',
    first(before),
  );

export const nameTwice = ({ name, span }: Named, before: Named): Diagnostic =>
  error('ITL6226', span, `the name '${name}' is defined twice`, onLetters(name, before.name), first(before.span));

export const unknownPackage = (name: string, span: Span, known: readonly string[]): Diagnostic => {
  const versions = known.filter((one) => one.split('@')[0] === name.split('@')[0]);
  const hint = versions.length > 0 ? `there is '${versions.join("', '")}'` : hintFor(name, known);
  return error(
    'ITL6227',
    span,
    `there is no package '${name}'`,
    hint ?? "packages are found in the folder 'deps' beside the WIT",
  );
};

type Kind = 'interface' | 'world' | 'type';

export const unknownItem = (name: string, place: string | undefined, span: Span, known: Iterable<string>): Diagnostic =>
  error(
    'ITL6228',
    span,
    `there is no interface or world '${name}'${place === undefined ? '' : ` in the package '${place}'`}`,
    hintFor(name, known),
  );

export const otherKind = (name: string, actual: Kind | 'function', wanted: Kind | 'resource', span: Span): Diagnostic =>
  error(
    'ITL6229',
    span,
    `'${name}' is ${actual === 'interface' ? 'an' : 'a'} ${actual}, and ${wanted === 'interface' ? 'an' : 'a'} ${wanted} is wanted`,
  );

export const unknownType = (name: string, span: Span, known: Iterable<string>): Diagnostic =>
  error('ITL6230', span, `there is no type '${name}'`, oldName(name) ?? hintFor(name, [...known, ...builtIn]));

const builtIn = ['u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64', 'f32', 'f64', 'bool', 'char', 'string'];

const oldName = (name: string): string | undefined =>
  name === 'float32' || name === 'float64' ? `it is called 'f${name.slice(5)}' now` : undefined;

export const unknownName = (name: string, owner: string, span: Span, known: Iterable<string>): Diagnostic =>
  error('ITL6231', span, `the interface '${owner}' has no type '${name}'`, hintFor(name, known));

export const dependsOnItself = (name: string, kind: Kind | 'package', span: Span): Diagnostic =>
  error('ITL6232', span, `the ${kind} '${name}' depends on itself`);

export const gatedReference = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6233',
    span,
    `'${name}' belongs to a feature that is off`,
    'give the reference the same @unstable, or turn the feature on: --features NAME',
  );

export const ungatedInside = (name: string, owner: string, span: Span): Diagnostic =>
  error(
    'ITL6244',
    span,
    `'${name}' has no @unstable, and '${owner}' around it belongs to a feature that is off`,
    'repeat the attribute',
  );

export const unreleased = (version: string, owner: string, span: Span): Diagnostic =>
  error('ITL6234', span, `version ${version} is not there yet: the package is '${owner}'`);

export const notAResource = (name: string, span: Span): Diagnostic =>
  error('ITL6235', span, `'${name}' is no resource`, 'own<T> and borrow<T> are for resources');

export const returnsBorrow = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6236',
    span,
    `the function '${name}' returns a borrowed handle`,
    'return own<T>, or take the handle as a parameter',
  );

export const wrongConstructor = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6237',
    span,
    `a constructor of '${name}' returns '${name}' or a result of it`,
    `-> result<${name}, string>`,
  );

export const emptyType = (kind: 'enum' | 'variant', name: string, span: Span): Diagnostic =>
  error('ITL6238', span, `the ${kind} '${name}' has no cases`);

export const tooManyFlags = (name: string, count: number, most: number, span: Span): Diagnostic =>
  error('ITL6245', span, `'${name}' has ${count} flags; there can be ${most}`, 'make two types of them');

export const wrongKey = (span: Span): Diagnostic =>
  error('ITL6239', span, 'keys of a map are bool, char, string or integers');

export const unusableType = (message: string, span: Span): Diagnostic => error('ITL6240', span, message);

export const externTwice = (kind: 'import' | 'export', { name, span }: Named, before: Named): Diagnostic =>
  error(
    'ITL6241',
    span,
    `the world has two ${kind}s named '${name}'`,
    onLetters(name, before.name),
    first(before.span),
  );

export const nothingToRename = (name: string, world: string, span: Span, known: Iterable<string>): Diagnostic =>
  error(
    'ITL6242',
    span,
    `the world '${world}' has no import or export with the plain name '${name}'`,
    hintFor(name, known) ?? 'interfaces that have a package keep their names',
  );

export const importedAndExported = (name: string, dependency: string, span: Span): Diagnostic =>
  error(
    'ITL6243',
    span,
    `exporting '${name}' needs the interface '${dependency}' both as an import and as an export`,
    `export what is between the two as well, or do not export '${dependency}'`,
  );
export const noWorld = (place: string): Diagnostic => error('ITL6250', undefined, `'${place}' has no world`);

export const whichWorld = (place: string, names: readonly string[]): Diagnostic =>
  error('ITL6251', undefined, `'${place}' has ${names.length} worlds: ${listOf(names)}`, 'choose one: --world NAME');

export const unknownWorld = (name: string, place: string, names: readonly string[]): Diagnostic =>
  error('ITL6252', undefined, `'${place}' has no world '${name}'`, hintFor(name, names) ?? thereAre(names));

export const witAlone = (place: string): Diagnostic =>
  error(
    'ITL6253',
    undefined,
    `'${place}' has no code`,
    `give the core module too: itlc ${place} module.wasm; or only 'itlc check ${place}'`,
  );

export const twoWits = (first: string, second: string): Diagnostic =>
  error(
    'ITL6254',
    undefined,
    `'${first}' and '${second}' are both WIT`,
    'one at a time; what it depends on belongs into its folder deps',
  );

/** Nothing of it is used, and it may differ from what the component says. */
export const witOfComponent = (component: string): Diagnostic => ({
  ...error(
    'ITL6255',
    undefined,
    `'${component}' is a component, which has its types in it: the WIT beside it is not read`,
    'leave the WIT out; it is for core modules',
  ),
  severity: 'warning',
});
