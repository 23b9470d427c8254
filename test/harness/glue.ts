/** Fixtures as JavaScript modules. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compile } from '../../src/compile.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { type Assertions, assertions } from './assertions.ts';
import type { AnyExports } from './fixture.ts';
import { readText, root } from './folders.ts';

interface Glue {
  readonly instantiate: (imports?: object, options?: object) => Promise<AnyExports>;
  readonly instantiateSync: (imports?: object, options?: object) => AnyExports;
}

type Modules = Readonly<Record<string, Uint8Array>>;

/** A fixture's case.itl as JavaScript. */
export const compileGlue = (folder: string, modules: Modules): Promise<string> =>
  compileGlueText(readText(folder, 'case.itl'), modules, join(folder, 'case.itl'));

/**
 * Compiles with a look at the core modules, as the command line does, unless the source differs from them on purpose.
 *
 * @param shown - stands in messages
 */
export async function compileGlueText(text: string, modules: Modules, shown = 'case.itl'): Promise<string> {
  const source = { path: 'case.itl', text };
  const checked = await compile(source, { emit: ['js'], readCore: (path) => modules[path] });
  const { js, diagnostics, sources } =
    checked.diagnostics.length > 0 ? await compile(source, { emit: ['js'] }) : checked;
  if (js !== undefined && diagnostics.length === 0) return js;
  throw new Error(`${shown}:\n${diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources)).join('\n')}`);
}

/** Compiles and instantiates in one. */
export async function startGlue(text: string, imports: object = {}, modules: Modules = {}): Promise<AnyExports> {
  const { instantiate } = await loadGlue(await compileGlueText(text, modules));
  return instantiate(imports, { modules });
}

let wasi: Promise<string> | undefined;

/** What modules import whose core modules import WASI. */
async function buildWasi(): Promise<string> {
  const entryPoints = [join(root, 'runtime/wasi/it_wasi.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', platform: 'neutral', write: false });
  return outputFiles[0]?.text ?? '';
}

let folder: string | undefined;
let count = 0;

/** Of this process, gone when it ends: what was imported may be imported again as long as it runs. */
function glueFolder(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), 'itlc-glue-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  writeFileSync(join(made, 'package.json'), '{ "type": "module" }');
  folder = made;
  return made;
}

/** Loads JavaScript as a module of its own. */
export async function loadGlue(js: string): Promise<Glue> {
  const file = join(glueFolder(), `case${count++}.js`);
  await writeFile(file, js);
  if (js.includes("'./it_wasi.js'")) {
    wasi ??= buildWasi();
    await writeFile(join(glueFolder(), 'it_wasi.js'), await wasi);
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
