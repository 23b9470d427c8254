/** ITL6260 to ITL6269: core modules and the worlds that they are made for. One function a message. */
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './suggest.ts';

const error = (code: string, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
});

export const unusableCore = (path: string, message: string, offset: number): Diagnostic =>
  error('ITL6260', `cannot use '${path}' as a core module: ${message} (at byte ${offset})`);

export const missingCoreExport = (path: string, world: string, name: string, known: readonly string[]): Diagnostic => {
  const meant = didYouMean(name, known);
  return error(
    'ITL6261',
    `the world '${world}' exports a function that '${path}' lacks: its core export would be '${name}'`,
    meant === undefined ? 'is it built with the bindings of this world?' : `did you mean '${meant}'?`,
  );
};

export const otherCoreSignature = (
  path: string,
  world: string,
  name: string,
  wanted: string,
  actual: string,
): Diagnostic =>
  error(
    'ITL6262',
    `'${name}' of '${path}' is ${actual}, and in the world '${world}' it is ${wanted}`,
    'make the bindings again, from the WIT that is given here',
  );

export const unknownCoreImport = (
  path: string,
  world: string,
  module: string,
  field: string,
  meant: string | undefined,
): Diagnostic =>
  error(
    'ITL6263',
    `'${path}' imports '${field}' of '${module}', which the world '${world}' does not import`,
    meant === undefined ? 'link what it needs into it, or import it in the world' : `did you mean '${meant}'?`,
  );

export const noRoom = (path: string, name: string, missing: 'memory' | 'cabi_realloc'): Diagnostic =>
  error(
    'ITL6264',
    `'${name}' of '${path}' takes or gives what lies in memory, and there is no export '${missing}'`,
    missing === 'memory' ? 'export the memory' : 'wit-bindgen writes it; by hand, it is realloc with an alignment',
  );

export const unusableSection = (path: string, section: string, message: string): Diagnostic =>
  error('ITL6265', `the section '${section}' of '${path}' is not the type of a component: ${message}`);

export const differentWorlds = (path: string, name: string): Diagnostic =>
  error(
    'ITL6266',
    `sections of '${path}' disagree about '${name}'`,
    'its libraries were made for different versions of it',
  );
