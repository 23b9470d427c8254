/** `node build.js` makes all that main.js and the page need in `out/`. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../build.js';

const split = (paths) => (paths ?? '').split(delimiter).filter((path) => path !== '');

const environment = {
  ...process.env,
  // npm puts its own binaryen first, which is not the one that emcc was made for.
  PATH: split(process.env.PATH)
    .filter((path) => !path.includes('node_modules'))
    .join(delimiter),
  // So that Debian's emcc finds Debian's modules for Node with any Node.
  NODE_PATH: [...split(process.env.NODE_PATH), '/usr/share/nodejs'].join(delimiter),
};

// Emscripten's own code for Node is no ES module; main.js reads the file itself.
const flags = ['-O3', '-msimd128', '-std=c++17', '--bind', '-sMODULARIZE', '-sEXPORT_ES6', '-sENVIRONMENT=web'];

/**
 * The same through embind, as `out/embind.js`, where there is an emcc.
 * @returns {boolean} whether there is
 */
function buildEmbind() {
  const args = [...flags, 'embind.cpp', '-o', 'out/embind.js'];
  const cwd = dirname(fileURLToPath(import.meta.url));
  const { status, error, stderr } = spawnSync('emcc', args, { cwd, env: environment, encoding: 'utf8' });
  if (status === 0) return true;
  // An older one, or half of one.
  rmSync(join(cwd, 'out/embind.js'), { force: true });
  if (error?.code !== 'ENOENT') console.error(`embind is left out: ${error?.message ?? stderr}`);
  return false;
}

/** @returns {boolean} whether there is an `out/embind.js` as well */
export function buildAll() {
  // Every engine of today has SIMD, which clang uses for the image by itself.
  build(import.meta.url, 'canvas.cpp', '-O', '--cxxflags=-msimd128');
  return buildEmbind();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildAll();
