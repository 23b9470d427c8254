/** `npm run test:engines [-- ENGINE…]`: every behavioural fixture on every engine, or those that are named, as a table. */
import { join } from 'node:path';
import { type Wrapper, wrappers } from '../harness/assertions.ts';
import { installTools, toolsFolder } from '../harness/tools.ts';
import { type BuiltSuite, buildSuite } from './build-suite.ts';
import type { Engine, Run } from './engine.ts';
import { engines } from './engines.ts';
import { columnOf, report } from './matrix.ts';

/** Raised, with the reason in engines.ts, only where an engine cannot do what a new fixture is about. */
const expected = {
  engines: ['Node 20', 'Node 22', 'Node 24', 'Node 26', 'Deno', 'Bun', 'workerd', 'Chromium', 'Firefox', 'WebKit'],
  skips: { adapter: 8, js: 8 },
};

async function runEngine(engine: Engine, suite: BuiltSuite): Promise<Run | Error> {
  try {
    return await engine.run(suite);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const titles: Readonly<Record<Wrapper, string>> = { adapter: 'Adapters', js: 'JavaScript' };

const asked = process.argv.slice(2);
const chosen = asked.length === 0 ? engines : engines.filter(({ name }) => asked.includes(name));
/** Of engines that were asked for by name, whatever they skip is expected. */
const skipsOf = (wrapper: Wrapper): number =>
  asked.length === 0 ? expected.skips[wrapper] : chosen.flatMap(({ skips }) => Object.keys(skips[wrapper])).length;
const names = asked.length === 0 ? expected.engines : asked;

installTools();
const suite = await buildSuite(join(toolsFolder, 'suite'));
const runs: [Engine, Run | Error][] = [];
for (const engine of chosen) runs.push([engine, await runEngine(engine, suite)]);
const reports = wrappers.map((wrapper) => {
  const columns = runs.map(([engine, run]) => columnOf(wrapper, engine, run));
  return report(columns, { fixtures: suite.names, engines: names, skips: skipsOf(wrapper), title: titles[wrapper] });
});
for (const line of reports.flatMap(({ lines }) => lines)) console.log(line);
const sum = (count: 'passed' | 'failed' | 'skipped'): number =>
  reports.reduce((total, counts) => total + counts[count], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
