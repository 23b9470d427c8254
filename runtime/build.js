/**
 * Builds the loader into a folder, `dist` unless another is named: `it_loader.js`, an ES module with everything in it but
 * WASI, which is `it_wasi.js` and loaded for core modules that import it; and both as CommonJS, `.cjs`.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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

/** @param {{ outdir?: string, minify?: boolean, write?: boolean }} options */
export const buildLoader = ({ outdir = join(runtime, '../dist'), minify = false, write = true } = {}) =>
  Promise.all(
    formats.map(({ extension, ...format }) =>
      build({
        ...format,
        entryPoints: { it_loader: join(runtime, 'it_loader.ts'), it_wasi: join(runtime, 'wasi/it_wasi.ts') },
        outExtension: { '.js': extension },
        outdir,
        plugins: [besideTheLoader(extension)],
        bundle: true,
        platform: 'neutral',
        target: 'es2022',
        logLevel: 'warning',
        metafile: true,
        minify,
        write,
      }),
    ),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLoader({ outdir: process.argv[2] });
