/** The engines, how each is started, and what it is known to be unable to do. */
import { openFirefox, openWebKit } from '../harness/desktop-browser.ts';
import { nodeOf, tool } from '../harness/tools.ts';
import { openChromium, runBrowser } from './browser.ts';
import { commandLine } from './command-line.ts';
import type { Engine, Skip, Skips } from './engine.ts';
import { withoutMadeMemory64, withoutMemory64 } from './without-memory64.ts';
import { runWorkerd } from './workerd.ts';

const none: Skips = { adapter: {}, js: {} };

const both = (skips: Readonly<Record<string, Skip>>): Skips => ({ adapter: skips, js: skips });

const node = (major: number, skips = none): Engine => ({
  name: `Node ${major}`,
  version: new RegExp(`^${major}\\.`),
  skips,
  run: commandLine([nodeOf(major)], 'process.versions.node'),
});

const oneResponse = {
  reason: 'it gives a core module as a Response, and this engine compiles nothing once a program has started',
  failure: /Wasm code generation disallowed/,
};
const workerdSkips: Skips = { adapter: { 'one-response': oneResponse }, js: { 'one-response': oneResponse } };

export const engines: readonly Engine[] = [
  node(20, both(withoutMemory64)),
  node(22, both(withoutMadeMemory64)),
  node(24),
  node(26),
  {
    name: 'Deno',
    version: /^2\./,
    skips: none,
    run: commandLine([tool('deno'), 'run', '--allow-read'], 'Deno.version.deno'),
  },
  { name: 'Bun', version: /^1\./, skips: both(withoutMemory64), run: commandLine([tool('bun')], 'Bun.version') },
  { name: 'workerd', version: /^workerd 20\d\d-/, skips: workerdSkips, run: runWorkerd },
  { name: 'Chromium', version: /^1\d\d\./, skips: none, run: runBrowser(openChromium) },
  { name: 'Firefox', version: /^1[5-9]\d\./, skips: none, run: runBrowser(openFirefox) },
  { name: 'WebKit', version: /^2\.\d\d\./, skips: both(withoutMemory64), run: runBrowser(openWebKit) },
];
