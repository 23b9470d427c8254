/** Where a core module comes from, where the user gives none: a function that gives its URL or its bytes. */
import type { Expression as Js } from 'estree';
import { arrow, call, create, id, member, string } from './build/expressions.ts';
import { constant } from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { GlueOptions, ModuleFormat } from './glue-options.ts';
import { toBase64 } from './to-base64.ts';

export function emitCoreSource(path: string, { format, locate, inlined }: GlueOptions, module: EmittedModule): Js {
  const bytes = inlined(path);
  return arrow([], bytes ? bytesOf(path, bytes, module) : create('URL', string(locate(path)), ownUrl[format]()));
}

/** The URL of the module itself. Bundlers find the file by `new URL('…', import.meta.url)`, written just so. */
const ownUrl: Readonly<Record<ModuleFormat, () => Js>> = {
  esm: () => member({ type: 'MetaProperty', meta: id('import'), property: id('meta') }, 'url'),
  cjs: () => call(member(call('require', string('node:url')), 'pathToFileURL'), id('__filename')),
};

function bytesOf(path: string, bytes: Uint8Array, module: EmittedModule): Js {
  const file = path.split('/').at(-1) ?? path;
  const text = module.declareLast(`inlined ${path}`, file, (name) => constant(name, string(toBase64(bytes))));
  return call(module.helper('fromBase64'), id(text));
}
