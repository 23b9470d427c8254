/**
 * Builds the playground into a folder, by default `out/site/playground`: static files, to be served as they are. clang, which is
 * 105 MB, is copied beside them and asked for with the first C++.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { exampleIn } from './examples.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');

/** Takes what a page has in the place of Node's modules; wabt asks for some only where it finds itself on Node. */
const withoutNode = {
  name: 'without-node',
  setup(builder) {
    builder.onResolve({ filter: /^node:(?:path|crypto|fs|v8)$/ }, ({ path }) => ({
      path: join(here, 'node', `${path.slice('node:'.length)}.ts`),
    }));
    builder.onResolve({ filter: /^(?:fs|path|crypto)$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    builder.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Name, as it is included → text. */
function headers() {
  const folder = join(root, 'runtime/cpp/it');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [`it/${name}`, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** @param {string} outdir */
function copyClang(outdir) {
  const folder = dirname(createRequire(import.meta.url).resolve('@yowasp/clang'));
  mkdirSync(join(outdir, 'clang'));
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(outdir, 'clang', name));
}

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  minify: true,
  logLevel: 'warning',
};

/** @param {string} outdir */
export async function buildPlayground(outdir) {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await build({
    ...common,
    splitting: true,
    chunkNames: 'part-[hash]',
    plugins: [withoutNode],
    define: { CPP_HEADERS: JSON.stringify(headers()) },
    entryPoints: {
      main: 'src/playground/page/main.ts',
      'compiler-worker': 'src/playground/worker/compiler-worker.ts',
    },
    outdir,
  });
  // Each a file by itself: they run under addresses of their own.
  const alone = { runner: 'src/playground/worker/runner.ts', it_wasi: 'runtime/wasi/it_wasi.ts' };
  const service = { 'service-worker': 'src/playground/worker/service-worker.ts' };
  await build({ ...common, entryPoints: { ...alone, ...service }, outdir });
  for (const name of ['index.html', 'style.css', 'icon.svg'])
    copyFileSync(join(here, 'page', name), join(outdir, name));
  writeFileSync(join(outdir, 'examples.json'), JSON.stringify(exampleIn(root)));
  copyClang(outdir);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildPlayground(process.argv[2] ?? join(root, 'out/site/playground'));
