/**
 * One bundler with the plugin, in a process of its own: `node bundle.js vite FOLDER`. Prints a line of JSON each time the page could
 * have the component, with the greeting that is in its core module.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , name = '', folder = ''] = process.argv;
const modules = join(folder, '../../node_modules');

const load = (path) => import(pathToFileURL(join(modules, path)).href);

const tell = (bytes) => {
  const [greeting = ''] =
    /Hello in round \d+, which is said at some length, /.exec(Buffer.from(bytes).toString('latin1')) ?? [];
  console.log(JSON.stringify({ greeting }));
};

/** Core modules of former builds may lie there as well. */
function tellBuilt(dist) {
  const cores = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.wasm'));
  for (const path of cores) tell(readFileSync(join(dist, path)));
}

/** A server for developers: its page asks for the script, and for the core module that this names. */
async function serveByVite({ vite: itlc }) {
  const { createServer } = await load('vite/dist/node/index.js');
  let origin = '';
  const fetchAll = async () => {
    const script = await (await fetch(`${origin}component.cpp?import&t=${Date.now()}`)).text();
    const [, core = ''] = /["'](\/[^"']*\.wasm[^"']*)["']/.exec(script) ?? [];
    tell(await (await fetch(new URL(core, origin))).arrayBuffer());
  };
  const changed = { name: 'changed', hotUpdate: () => void setTimeout(fetchAll) };
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    plugins: [itlc(), changed],
    server: { port: 0, host: '127.0.0.1' },
  });
  await server.listen();
  origin = server.resolvedUrls.local[0];
  await fetch(`${origin}main.js`);
  await fetchAll();
}

async function buildByVite({ vite: itlc }) {
  const { build } = await load('vite/dist/node/index.js');
  await build({ root: folder, configFile: false, logLevel: 'error', plugins: [itlc()] });
  tellBuilt(join(folder, 'dist'));
}

async function watchByRollup({ rollup: itlc }) {
  const { watch } = await load('rollup/dist/es/rollup.js');
  const input = join(folder, 'main.js');
  const dir = join(folder, 'dist');
  const watcher = watch({ input, plugins: [itlc()], output: { dir, format: 'es' }, watch: {} });
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') throw event.error;
    if (event.code === 'BUNDLE_END') void event.result.close().then(() => tellBuilt(dir));
  });
}

async function watchByWebpack({ webpack: itlc }) {
  const { default: webpack } = await load('webpack/lib/index.js');
  const path = join(folder, 'dist');
  const output = { path, filename: 'main.js', module: true, clean: true };
  const options = { mode: 'development', context: folder, entry: './main.js', output, plugins: [itlc()] };
  webpack({ ...options, experiments: { outputModule: true } }).watch({}, (error, stats) => {
    if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
    tellBuilt(path);
  });
}

const bundlers = { vite: serveByVite, 'vite build': buildByVite, rollup: watchByRollup, webpack: watchByWebpack };

await bundlers[name](await load('itlc/dist/plugin.js'));
