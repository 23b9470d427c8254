/** `npm run test:engines [-- ENGINE…]`: every behavioural fixture on every engine, or those that are named, as a table. */
import { join } from 'node:path';
import { installTools, toolsFolder } from '../harness/tools.ts';
import { type BuiltSuite, buildSuite } from './build-suite.ts';
import type { Engine } from './engine.ts';
import { engines } from './engines.ts';
import { type Column, report } from './matrix.ts';

/** Raised, with the reason in engines.ts, only where an engine cannot do what a new fixture is about. */
const expected = {
  engines: ['Node 20', 'Node 22', 'Node 24', 'Node 26', 'Deno', 'Bun', 'workerd', 'Chromium', 'Firefox', 'WebKit'],
  skips: 1,
};

async function runEngine(engine: Engine, suite: BuiltSuite): Promise<Column> {
  try {
    return { engine, run: await engine.run(suite) };
  } catch (error) {
    return { engine, run: error instanceof Error ? error : new Error(String(error)) };
  }
}

const asked = process.argv.slice(2);
const chosen = asked.length === 0 ? engines : engines.filter(({ name }) => asked.includes(name));
const skips = chosen.flatMap((engine) => Object.keys(engine.skips)).length;
const expectation = asked.length === 0 ? expected : { engines: asked, skips };

installTools();
const suite = await buildSuite(join(toolsFolder, 'suite'));
const columns: Column[] = [];
for (const engine of chosen) columns.push(await runEngine(engine, suite));
const { lines, passed, failed, skipped } = report(columns, { ...expectation, fixtures: suite.names });
for (const line of lines) console.log(line);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
