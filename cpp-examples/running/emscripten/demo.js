// node demo.js FOLDER: one instance, used by Emscripten's JavaScript and by the glue that itlc has made
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2] ?? 'out');
const createLibrary = createRequire(import.meta.url)(resolve(folder, 'library/notes.js'));
const { instantiateSync } = await import(pathToFileURL(resolve(folder, 'glue/notes.js')).href);

const library = await createLibrary({ wasmBinary: readFileSync(resolve(folder, 'library/notes.wasm')) });
const { note, notes } = instantiateSync({}, { modules: { 'notes.wasm': library.wasmExports ?? library.asm } });

console.log(notes());
console.log(note('größer'), note('than before'));
library.FS.writeFile('/notes.txt', "and Emscripten's\n", { flags: 577 });
console.log(note('x'.repeat(20_000_000)));
console.log(notes()?.length, library.FS.stat('/notes.txt').size);
try {
  note(42);
} catch (error) {
  console.log(String(error));
}
