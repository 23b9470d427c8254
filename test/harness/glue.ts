/** Fixtures as JavaScript modules. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type CompileOptions, compile } from '../../src/compile.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { type Assertions, assertions } from './assertions.ts';
import type { AnyExports } from './fixture.ts';
import { readText, root } from './folders.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface Glue {
  readonly instantiate: (imports?: object, options?: object) => Promise<AnyExports>;
  readonly instantiateSync: (imports?: object, options?: object) => AnyExports;
}

type Modules = Readonly<Record<string, Uint8Array>>;

/**
 * A fixture's case.itl as JavaScript. Its core modules are looked at, as the command line does it, unless that is where
 * the fixture differs from them on purpose.
 */
export async function compileGlue(folder: string, modules: Modules): Promise<string> {
  const source = { path: 'case.itl', text: readText(folder, 'case.itl') };
  const readCore = (path: string): Uint8Array | undefined => modules[path];
  const checked = await compile(source, { emit: ['js'], readCore });
  const { js, diagnostics, sources } = checked.diagnostics.length > 0 ? await compile(source, options) : checked;
  if (js !== undefined && diagnostics.length === 0) return js;
  throw new Error(`${folder}:\n${diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources)).join('\n')}`);
}

const options: CompileOptions = { emit: ['js'] };

let wasi: Promise<string> | undefined;

/** What modules import whose core modules import WASI. */
async function buildWasi(): Promise<string> {
  const entryPoints = [join(root, 'runtime/wasi/it_wasi.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', platform: 'neutral', write: false });
  return outputFiles[0]?.text ?? '';
}

/** Loads JavaScript as a module of its own. */
export async function loadGlue(js: string): Promise<Glue> {
  const folder = temporaryFolder();
  const file = join(folder, 'case.mjs');
  await writeFile(file, js);
  if (js.includes("'./it_wasi.js'")) {
    wasi ??= buildWasi();
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'it_wasi.js'), await wasi);
  }
  return import(/* @vite-ignore */ pathToFileURL(file).href) as Promise<Glue>;
}

/** A trap that needs no cleaning up may pass as the engine's own error, of which ItlTrapError is a subclass. */
const isEnginesTrap = (error: unknown, name: string): error is Error =>
  name === 'ItlTrapError' && error instanceof WebAssembly.RuntimeError && error.name === 'RuntimeError';

export const glueAssertions: Assertions = {
  ...assertions,
  throws(action, name, message) {
    let trap: Error | undefined;
    const watched = (): unknown => {
      try {
        return action();
      } catch (error) {
        if (isEnginesTrap(error, name)) trap = error;
        throw error;
      }
    };
    try {
      return assertions.throws(watched, name, message);
    } catch (failure) {
      if (trap) return trap;
      throw failure;
    }
  },
};
