/**
 * Runs what was made. A service worker serves it under an address of the page's own, so that no policy has to allow text that
 * is evaluated; it runs in a worker, where it cannot reach the page and can be ended.
 */
import type { Built } from '../messages.ts';
import { MAIN } from '../program.ts';

/** What the runner tells. */
export type ConsoleMessage =
  | { readonly kind: 'line'; readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug'; readonly text: string }
  | { readonly kind: 'end' };

export interface Console {
  /** Ends what runs, and runs this. */
  readonly run: (made: Built['made'], main: string) => Promise<void>;
  readonly stop: () => void;
}

/** Where the service worker finds what it serves. */
export const STORE = 'itlc-playground';

const types: Readonly<Record<string, string>> = { js: 'text/javascript', wasm: 'application/wasm' };

/** What is run may load what lies beside it, and nothing else. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

export function createConsole(list: HTMLElement, onState: (isRunning: boolean) => void): Console {
  let worker: Worker | undefined;
  let runs = 0;
  const stop = (): void => {
    worker?.terminate();
    worker = undefined;
    onState(false);
  };
  const hear = ({ data }: MessageEvent<ConsoleMessage>): void => {
    if (data.kind === 'end') onState(false);
    else addLine(list, data.level, data.text);
  };
  return {
    stop,
    run: async (made, main) => {
      const run = ++runs;
      stop();
      onState(true);
      const folder = await place({ ...made, [MAIN]: main });
      if (run !== runs) return;
      list.replaceChildren();
      if (folder === undefined) return addLine(list, 'error', NO_SERVICE_WORKER);
      worker = new Worker(`${folder}runner.js`, { type: 'module', name: 'program' });
      worker.addEventListener('message', hear);
      worker.addEventListener('error', ({ message }) =>
        addLine(list, 'error', message || 'the program was not loaded'),
      );
    },
  };
}

const NO_SERVICE_WORKER = 'This browser has no service workers here (a private window?), and the console needs one.';

const LINES = 1000;

function addLine(list: HTMLElement, level: string, text: string): void {
  const line = document.createElement('li');
  line.className = level;
  line.textContent = text;
  list.append(line);
  while (list.children.length > LINES) list.firstElementChild?.remove();
  list.scrollTop = list.scrollHeight;
}

let folders = 0;

/** Puts files where the service worker serves them. @returns their folder; undefined where there is none */
async function place(files: Built['made']): Promise<string | undefined> {
  if (!('serviceWorker' in navigator) || !(await served())) return undefined;
  const folder = new URL(`run/${Date.now().toString(36)}-${folders++}/`, location.href).href;
  const [cache, ...beside] = await Promise.all([caches.open(STORE), ...Object.entries(HELPERS).map(fetched)]);
  const old = await cache.keys();
  const all = [...beside, ...Object.entries(files)];
  await Promise.all([
    ...old.map((request) => cache.delete(request)),
    ...all.map(([path, content]) => put(cache, `${folder}${path}`, content)),
  ]);
  return folder;
}

/** What lies beside the page, by the path that what is run has it at. */
const HELPERS: Readonly<Record<string, string>> = { 'runner.js': 'runner.js', 'out/it_wasi.js': 'it_wasi.js' };

const fetched = async ([path, source]: readonly [string, string]) =>
  [path, await (await fetch(new URL(source, location.href))).text()] as const;

function put(cache: Cache, url: string, content: string | Uint8Array): Promise<void> {
  const type = types[url.split('.').at(-1) ?? ''] ?? 'text/plain';
  const headers = { 'content-type': type, 'content-security-policy': policy };
  return cache.put(url, new Response(content as BodyInit, { headers }));
}

let registration: Promise<boolean> | undefined;

/** Whether the service worker serves this page. */
function served(): Promise<boolean> {
  registration ??= register().catch(() => false);
  return registration;
}

async function register(): Promise<boolean> {
  await navigator.serviceWorker.register(new URL('./service-worker.js', location.href));
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return true;
  await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  return true;
}
