/** The engines, how each is started, and what it is known to be unable to do. */
import { openFirefox, openWebKit } from '../harness/desktop-browser.ts';
import { nodeOf, tool } from '../harness/tools.ts';
import { openChromium, runBrowser } from './browser.ts';
import { commandLine } from './command-line.ts';
import type { Engine, Skip } from './engine.ts';
import { runWorkerd } from './workerd.ts';

const node = (major: number): Engine => ({
  name: `Node ${major}`,
  version: new RegExp(`^${major}\\.`),
  skips: {},
  run: commandLine([nodeOf(major)], 'process.versions.node'),
});

const workerdSkips: Readonly<Record<string, Skip>> = {
  'twin-modules': {
    reason: 'it gives a core module as a Response, and this engine compiles nothing at run time',
    failure: /Wasm code generation disallowed/,
  },
};

export const engines: readonly Engine[] = [
  node(20),
  node(22),
  node(24),
  node(26),
  {
    name: 'Deno',
    version: /^2\./,
    skips: {},
    run: commandLine([tool('deno'), 'run', '--allow-read'], 'Deno.version.deno'),
  },
  { name: 'Bun', version: /^1\./, skips: {}, run: commandLine([tool('bun')], 'Bun.version') },
  { name: 'workerd', version: /^workerd 20\d\d-/, skips: workerdSkips, run: runWorkerd },
  { name: 'Chromium', version: /^1\d\d\./, skips: {}, run: runBrowser(openChromium) },
  { name: 'Firefox', version: /^1[5-9]\d\./, skips: {}, run: runBrowser(openFirefox) },
  { name: 'WebKit', version: /^2\.\d\d\./, skips: {}, run: runBrowser(openWebKit) },
];
