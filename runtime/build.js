/**
 * Builds the loader into a folder, `dist` unless another is named: `it_loader.js`, an ES module with everything in it but
 * WASI, which is `it_wasi.js` and loaded for core modules that import it; and both as CommonJS, `.cjs`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const runtime = dirname(fileURLToPath(import.meta.url));

const wasi = join(runtime, 'wasi/it_wasi.ts');

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
export async function buildLoader({ outdir = join(runtime, '../dist'), minify = false, write = true } = {}) {
  const built = await Promise.all(
    formats.map(({ extension, ...format }) =>
      build({
        ...format,
        entryPoints: [join(runtime, 'it_loader.ts'), wasi].map((file) => ({
          in: file,
          out: file === wasi ? 'it_wasi' : 'it_loader',
        })),
        outExtension: { '.js': extension },
        outdir,
        plugins: [besideTheLoader(extension)],
        bundle: true,
        platform: 'neutral',
        target: 'es2022',
        logLevel: 'warning',
        minify,
        write: false,
      }),
    ),
  );
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  if (write) {
    mkdirSync(outdir, { recursive: true });
    for (const { path, text } of files) writeFileSync(path, text);
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLoader({ outdir: process.argv[2] });
