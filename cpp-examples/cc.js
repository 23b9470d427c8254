/**
 * A C and C++ compiler for whoever has none that makes WebAssembly: clang from npm, with clang's flags.
 *
 *   node cpp-examples/cc.js hello.c -o hello.wasm -Wl,--export=malloc
 *
 * Makes libraries (`-mexec-model=reactor`). It sees the files given and the headers beside them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileCpp } from '../.build/clang.js';

const args = process.argv.slice(2);
const at = args.indexOf('-o');
const output = at < 0 ? 'a.wasm' : args.splice(at, 2)[1];
const isSource = (arg) => /\.(c|cc|cpp|cxx)$/.test(arg);
const units = args.filter(isSource);
const folders = new Set(units.map(dirname));
const headers = [...folders].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(h|hpp)$/.test(name))
    .map((name) => join(folder, name)),
);
const sources = Object.fromEntries(
  [...units, ...headers].map((path) => [path.replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
);

const result = await compileCpp({ sources, flags: args.filter((arg) => !isSource(arg)) });
if (result.kind === 'failed') {
  console.error(result.errors);
  process.exitCode = 1;
} else {
  if (result.warnings) console.error(result.warnings);
  writeFileSync(output, result.wasm);
}
