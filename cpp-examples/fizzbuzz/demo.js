import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileCpp } from '../../.build/clang.js';
import { build } from './build.js';

console.log('Compiling C++ with clang (takes a few seconds), then ITL with itlc …');
const out = await build(compileCpp);
const print = { log: (line) => console.log(line), logInt: (number) => console.log(number) };

/** The JavaScript that itlc makes of each ITL. */
async function asJavaScript() {
  const [fizz, buzz, fizzbuzz] = await Promise.all([
    import('./out/fizz.js'),
    import('./out/buzz.js'),
    import('./out/fizzbuzz.js'),
  ]);
  return fizzbuzz.instantiate({ fizz: await fizz.instantiate(), buzz: await buzz.instantiate(), console: print });
}

/** The adapters, which are WebAssembly: linked, one of them calls the others directly. */
async function asAdapters() {
  const { instantiate } = await import('./out/it_loader.js');
  const adapter = (name) => pathToFileURL(join(out, `it_${name}.wasm`));
  const fizz = await instantiate(adapter('fizz'));
  const buzz = await instantiate(adapter('buzz'));
  return instantiate(adapter('fizzbuzz'), { fizz, buzz, console: print });
}

console.log('\nThrough JavaScript:');
const { fizzbuzz } = await asJavaScript();
fizzbuzz(20);

console.log('\nThrough adapters in WebAssembly:');
const adapted = await asAdapters();
adapted.fizzbuzz(20);
