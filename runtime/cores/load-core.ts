/** Where core modules come from: files, and what the user gives instead. */
import type { Core, Options, Started } from './modules.ts';
import {
  bytesAt,
  bytesOfSource,
  cannot,
  compileResponse,
  isModule,
  isResponse,
  isUrl,
  shownResponse,
} from './sources.ts';
import { startedOf } from './started.ts';
import { atOnce, notWaiting, type Run, type Steps } from './steps.ts';

export type Loaded = WebAssembly.Module | Started;

/** Nobody reads what such a URL holds: messages call it by what it was given for. */
const isData = (url: string): boolean => url.startsWith('data:');

/** Loads what is only a place. Gives a module, or exports. */
export function* loadCore({ path, source, isMade }: Core, { modules }: Options, run: Run): Steps<Loaded> {
  const isSync = run === atOnce;
  const give =
    typeof modules === 'function'
      ? !isMade && modules
      : modules !== undefined && Object.hasOwn(modules, path) && (() => modules[path]);
  let label = give ? `the module given for '${path}'` : `core module '${path}'`;
  try {
    const found = yield give ? give(path) : source();
    const place: unknown = isUrl(found) ? found.href : found;
    let content = place;
    if (typeof place === 'string') {
      if (!isData(place)) label = place;
      content = bytesAt(place);
      if (!content && isSync) throw notWaiting('has to be fetched');
      content ??= yield fetch(place);
    }
    if (isModule(content)) return content as WebAssembly.Module;
    if (isSync) return startedOf(content) ?? new WebAssembly.Module(bytesOfSource(content));
    if (!isResponse(content)) return startedOf(content) ?? (yield WebAssembly.compile(bytesOfSource(content)));
    label = shownResponse(content, isData(content.url) ? label : content.url || 'the given response');
    if (!content.ok) throw new Error('no file came');
    return yield compileResponse(content);
  } catch (cause) {
    if (isMade) throw cause;
    throw cannot(`load ${label}`, cause, give ? '' : `; options.modules can say where core module '${path}' is`);
  }
}
