/**
 * `npm run bench [-- --node PATH]… [--browser chromium|firefox]…`: every participant on every engine, one process or page
 * each, twice, the better of the two. Writes results.json, RESULTS.md, chart.svg and summary.svg; engines that it did not measure keep
 * what they had, and other generators that are not built their ratios. `--js` measures JavaScript and the expert's glue alone, and
 * ends with the means for NOTES.md. `--quick` measures for a tenth of the time and writes nothing.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBrowser } from './browser/measure.js';
import { build } from './build.js';
import { chart, overview } from './chart.js';
import { measureNode } from './node.js';
import { others, own, readResults, references, sizesOf, writeResults } from './participants.js';
import { builtPeers } from './peers.js';
import { geometricMean, ratios, report } from './report.js';
import { withKept } from './runs.js';

const here = fileURLToPath(new URL('.', import.meta.url));
/** An odd number of cold starts, for the median. */
const thorough = { rounds: 2, coldStarts: 15, milliseconds: 20 };
const quickly = { rounds: 1, coldStarts: 3, milliseconds: 2 };

const options = {
  node: { type: 'string', multiple: true },
  browser: { type: 'string', multiple: true, default: [] },
  quick: { type: 'boolean' },
  js: { type: 'boolean' },
};

/** `Node 26`, `Chromium`: of each there is one, the newest that was measured. */
export const kindOf = (engine) => /^Node \d+|^\w+/.exec(engine)?.[0];

/** Node first, the newest first. @param kept who keeps what was measured before */
function merged(before, now, kept) {
  const measured = new Set(Object.keys(now).map(kindOf));
  const rest = Object.entries(before).filter(([engine]) => !measured.has(kindOf(engine)));
  const earlier = (engine) => Object.entries(before).find(([name]) => kindOf(name) === kindOf(engine))?.[1];
  const whole = Object.entries(now).map(([engine, found]) => [engine, withKept(found, earlier(engine), kept)]);
  const isNode = (engine) => engine.startsWith('Node');
  const all = [...rest, ...whole].sort(([one], [two]) =>
    isNode(one) && isNode(two)
      ? Number.parseInt(two.slice(5), 10) - Number.parseInt(one.slice(5), 10)
      : isNode(two) - isNode(one),
  );
  return Object.fromEntries(all);
}

async function measureAll({ node, browser, settings, names, pages }) {
  const engines = {};
  for (const path of node) {
    const { engine, measured } = await measureNode(resolve(path), names, settings);
    engines[engine] = measured;
  }
  for (const name of browser) {
    const { engine, measured } = await measureBrowser(name, pages, settings);
    engines[engine] = measured;
  }
  return engines;
}

/** By hand and through the DSL, each beside the expert's glue over the same core module. */
function meansOf([engine, { peers }]) {
  const mean = (peer, reference) => geometricMean(Object.values(ratios(peers, peer, reference))).toFixed(2);
  return `${kindOf(engine)}: by hand ${mean('js-itl', 'expert')}, through the DSL ${mean('js', 'expert-dsl')}`;
}

async function main() {
  const { browser, quick, js, node = browser.length > 0 ? [] : [process.execPath] } = parseArgs({ options }).values;
  if (quick) process.env.BENCH_MS = `${quickly.milliseconds}`;
  await build();
  const built = await builtPeers();
  const pages = [...references, ...own];
  const names = [...pages, ...others.filter((name) => built[name].version)];
  const alone = [...references, 'js', 'js-itl'];
  const wanted = js ? { names: alone, pages: alone } : { names, pages };
  const engines = await measureAll({ node, browser, settings: quick ? quickly : thorough, ...wanted });
  if (js) console.log(Object.entries(engines).map(meansOf).join('\n'));
  const before = await readResults();
  const earlier = others.filter((name) => !built[name].version && before.others[name]);
  const kept = {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    others: { ...built, ...Object.fromEntries(earlier.map((name) => [name, before.others[name]])) },
    sizes: { ...(await sizesOf(names)), ...Object.fromEntries(earlier.map((name) => [name, before.sizes[name]])) },
  };
  if (quick) return console.log(report({ ...kept, engines }));
  const all = { ...kept, engines: merged(before.engines, engines, js ? [...own, ...others] : others) };
  if (!js) console.log(report(all));
  await writeResults(all);
  await writeFile(join(here, 'RESULTS.md'), report(all));
  await writeFile(join(here, 'chart.svg'), chart(all));
  await writeFile(join(here, 'summary.svg'), overview(all));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
