/**
 * Builds the loader into a folder, `dist` unless another is named: `it_loader.js`, an ES module with everything in it but
 * WASI, which is `it_wasi.js` and loaded for core modules that import it; and both as CommonJS, `.cjs`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';

const runtime = dirname(fileURLToPath(import.meta.url));

/** Leaves WASI to the host, under the built file's name. @param {string} extension */
const besideTheLoader = (extension) => ({
  name: 'beside-the-loader',
  setup(builder) {
    builder.onResolve({ filter: /\/it_wasi\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./it_wasi${extension}`, external: true } : undefined,
    );
  },
});

/** Where CommonJS is all there is, `import()` is not allowed either. */
const formats = [
  { format: 'esm', extension: '.js' },
  { format: 'cjs', extension: '.cjs', supported: { 'dynamic-import': false } },
];

/**
 * Properties of the loader's own objects, which get short names. Not here may be what others know by name: users (options, errors),
 * adapters (`abi.ts`), hosts and engines, and what the loader and WASI have of each other.
 */
const ownProperties = `
  actions adapter adopt afterwards answered base calls check checkOf Class close codec collecting content context
  createCodec depth destroyed drop ended enter ErrorClass expected extend field fields free func given guard guards
  hasStacks high id inRange instance isAsync isExtension isLent isLive items json kept key label leave
  lend lenders life live low lowered measure memories names newContext offset outer own owned pointers raw reach
  readName reference references release releaseAll resource resources resting running section setOf shim slots source stacks
  stride suspending take takesBooleans target times trapped underWay uses View view watch`;
const isOwnProperty = new RegExp(`^(${ownProperties.trim().replaceAll(/\s+/g, '|')})$`);

/**
 * Large functions that are called once, each by another of them. Put in the place of its call, each would be read again by V8 with
 * every function that is around it.
 */
const keptApart = [
  'createRun',
  'createInstance',
  'createGuards',
  'createChecks',
  'linkAdapter',
  'linkImports',
  'createHost',
  'linkModules',
  'createExports',
  'wrapExport',
];

/** Everybody gets them minified: a page loads less, and an engine has less to parse before the first call. */
const shortened = {
  ecma: 2022,
  compress: { passes: 5, pure_getters: true, top_retain: keptApart },
  // What is printed of an error begins with its class.
  mangle: { reserved: ['ItlLinkError', 'ItlRangeError', 'ItlResultError', 'ItlTrapError', 'ItlTypeError'] },
  // V8 reads a text of single bytes faster.
  format: { comments: false, ascii_only: true },
};

/**
 * @param {{ outdir?: string, write?: boolean }} options
 * @returns a build for each format, as esbuild describes it, with the files minified
 */
export const buildLoader = ({ outdir = join(runtime, '../dist'), write = true } = {}) =>
  Promise.all(
    formats.map(async ({ extension, ...format }) => {
      const { metafile, outputFiles } = await build({
        ...format,
        entryPoints: { it_loader: join(runtime, 'it_loader.ts'), it_wasi: join(runtime, 'wasi/it_wasi.ts') },
        outExtension: { '.js': extension },
        outdir,
        plugins: [besideTheLoader(extension)],
        bundle: true,
        mangleProps: isOwnProperty,
        minifySyntax: true,
        platform: 'neutral',
        target: 'es2022',
        logLevel: 'warning',
        metafile: true,
        write: false,
      });
      const files = await Promise.all(outputFiles.map((file) => shorten(file, format.format === 'esm')));
      if (write) await mkdir(outdir, { recursive: true });
      if (write) await Promise.all(files.map(({ path, text }) => writeFile(path, text)));
      return { metafile, outputFiles: files };
    }),
  );

/** @param {{ path: string, text: string }} file @param {boolean} module */
async function shorten({ path, text }, module) {
  const { code = '' } = await minify(text, { ...shortened, module, toplevel: true });
  return { path, text: code };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLoader({ outdir: process.argv[2] });
