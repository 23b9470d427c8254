/** `itlc.config.js` and `itlc.config.json`: what a project would write on each command line. */
import { createHash } from 'node:crypto';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { unusableConfig } from '../../diagnostics/config.ts';
import { SourceMap, type Span } from '../../source/source-map.ts';
import type { Config } from '../config.ts';
import { exists } from '../files.ts';
import { readReported } from '../reported-files.ts';
import type { Reports } from '../reports.ts';
import { reportWrongSettings } from './check-config.ts';

export interface FoundConfig {
  /** As people write it, from where they are. */
  readonly path: string;
  /** Absolute; what paths in it are meant from. */
  readonly folder: string;
  readonly config: Config;
}

/** In this order. */
const names = ['itlc.config.js', 'itlc.config.json'];

/**
 * The configuration that holds in the working directory: the nearest, from there up to the folder of the package.
 * @param asked - the path of another, or `false` for none
 * @param from - the folder in place of the working directory
 * @returns undefined where there is none, and after a reported error
 */
export async function readConfig(
  asked: string | boolean | undefined,
  reports: Reports,
  from = '.',
): Promise<FoundConfig | undefined> {
  if (asked === false) return undefined;
  const file = typeof asked === 'string' ? resolve(asked) : nearest(resolve(from));
  if (file === undefined) return undefined;
  const path = relative('.', file);
  const content = file.endsWith('.json') ? readJson(path, reports) : await loadScript(file, path, reports);
  if (!content || !reportWrongSettings(path, content, reports)) return undefined;
  reports.detail(`settings of ${path}`);
  return { path, folder: dirname(file), config: content.value as Config };
}

function nearest(folder: string): string | undefined {
  const file = names.map((name) => join(folder, name)).find(exists);
  const isOutermost = dirname(folder) === folder || exists(join(folder, 'package.json'));
  return file ?? (isOutermost ? undefined : nearest(dirname(folder)));
}

/** What a configuration says, unchecked. */
export interface ConfigContent {
  readonly value: unknown;
  readonly sources: SourceMap;
  /** Where a setting stands, where that is known. */
  readonly spanOf: (name: string) => Span | undefined;
}

function readJson(path: string, reports: Reports): ConfigContent | undefined {
  const bytes = readReported(path, reports);
  if (!bytes) return undefined;
  const sources = new SourceMap();
  const { text, base } = sources.add(path, new TextDecoder().decode(bytes));
  const spanOf = (name: string): Span | undefined => keySpan(text, base, JSON.stringify(name));
  try {
    return { value: JSON.parse(text), sources, spanOf };
  } catch (error) {
    const { reason, offset } = syntaxError((error as Error).message, text);
    reports.show([unusableConfig(basename(path), reason, { start: base + offset, end: base + offset + 1 })], sources);
    return undefined;
  }
}

/** Of the whole: what a setting has in it may have keys too. */
function keySpan(text: string, base: number, key: string): Span | undefined {
  let depth = 0;
  for (const { 0: token, 1: found, index } of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (depth === 1 && found === key) return { start: base + index, end: base + index + key.length };
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
  }
  return undefined;
}

/** The engine's message without the place, which is shown; without one, the text ends too early. */
function syntaxError(message: string, text: string): { readonly reason: string; readonly offset: number } {
  const place = / (?:in JSON )?at position (\d+)[\s\S]*/.exec(message);
  return {
    reason: message.slice(0, place?.index),
    offset: place ? Number(place[1]) : Math.max(0, text.trimEnd().length - 1),
  };
}

async function loadScript(file: string, path: string, reports: Reports): Promise<ConfigContent | undefined> {
  const bytes = readReported(path, reports);
  if (!bytes) return undefined;
  // Engines keep a module by its URL: what has changed since is another.
  const content = createHash('sha256').update(bytes).digest('hex');
  const isEnding = (): void => {
    reports.show([unusableConfig(path, 'it ends the process, or waits for what never comes')]);
    process.exitCode = 1;
  };
  process.once('exit', isEnding);
  try {
    return {
      value: await settingsOf(`${pathToFileURL(file).href}?${content}`),
      sources: new SourceMap(),
      spanOf: () => undefined,
    };
  } catch (error) {
    reports.show([unusableConfig(path, error instanceof Error ? error.message : `it throws ${inspect(error)}`)]);
    return undefined;
  } finally {
    process.off('exit', isEnding);
  }
}

/** What a script exports, or a promise of it; what its getters give is asked for here, where they may throw. */
async function settingsOf(url: string): Promise<unknown> {
  const value = await ((await import(url)) as { readonly default: unknown }).default;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : value;
}
