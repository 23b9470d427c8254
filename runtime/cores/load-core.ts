/** Where core modules come from: files, and what the user gives instead. */
import { reason } from '../values/errors.ts';
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
import { notWaiting, type Run, type Steps, waiting } from './steps.ts';

export type Loaded = WebAssembly.Module | Started;

/** Loads what is only a place. Gives a module, or exports. */
export function* loadCore({ path, source }: Core, { modules }: Options, run: Run): Steps<Loaded> {
  const waits = run === waiting;
  const give =
    typeof modules === 'function'
      ? modules
      : modules !== undefined && Object.hasOwn(modules, path) && (() => modules[path]);
  let label = give ? `the module given for '${path}'` : `core module '${path}'`;
  const isAt = (place: string): void => {
    // Nobody reads what such a URL holds: messages call it by what it was given for.
    if (!place.startsWith('data:')) label = place;
  };
  try {
    let content = yield give ? give(path) : source();
    if (isUrl(content)) content = content.href;
    if (typeof content === 'string') {
      const place = content;
      isAt(place);
      content = bytesAt(place);
      if (!content && !waits) throw notWaiting('has to be fetched');
      content ??= yield fetch(place);
    }
    if (waits && isResponse(content)) {
      isAt(content.url || 'the given response');
      label = shownResponse(content, label);
      if (!content.ok) throw new Error('no file came');
      return yield compileResponse(content);
    }
    if (isModule(content)) return content as WebAssembly.Module;
    const started = startedOf(content);
    if (started) return started;
    const bytes = bytesOfSource(content);
    return waits ? yield WebAssembly.compile(bytes) : new WebAssembly.Module(bytes);
  } catch (cause) {
    throw cannot(
      `load ${label}`,
      cause,
      reason(cause) + (give ? '' : `; options.modules can say where core module '${path}' is`),
    );
  }
}
