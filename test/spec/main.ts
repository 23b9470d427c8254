/**
 * Runs folders of component scripts on the JavaScript target:
 *
 *     npm run test:spec -- FOLDER… [--verbose]
 *
 * and jco's drivers of its own fixtures, which lie in a folder with `runtime` and `components/runtime`:
 *
 *     npm run test:spec -- --drivers FOLDER
 *
 * The drivers take `@bytecodealliance/preview2-shim` from `.engines`.
 *
 * `ITLC_WASM_TOOLS` is the URL of a module that exports wasm-tools' `parse`; without it that of jco is installed into
 * `.engines`.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assembleAll } from './assemble.ts';
import { runDrivers } from './drivers.ts';
import { type Outcome, runScript } from './run-script.ts';
import { type Step, stepsOf } from './steps.ts';

const engines = '.engines/node_modules/@bytecodealliance/jco-transpile/dist/wasm-tools.js';

function toolsHere(): string {
  if (process.env.ITLC_WASM_TOOLS !== undefined) return process.env.ITLC_WASM_TOOLS;
  if (existsSync(engines)) return pathToFileURL(resolve(engines)).href;
  throw new Error(
    'wasm-tools is not there: npm install --prefix .engines @bytecodealliance/jco-transpile, or set ITLC_WASM_TOOLS',
  );
}

/** What is asynchronous has folders of its own. */
const isSynchronous = (path: string): boolean =>
  !/(^|\/)async\//.test(path) && !/threading|shared-everything/.test(path);

function scriptsIn(place: string): readonly string[] {
  if (statSync(place).isFile()) return [place];
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.wast') && isSynchronous(name))
    .sort()
    .map((name) => join(place, name));
}

const textsIn = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap((step) => {
    const source =
      'source' in step ? step.source : 'subject' in step && 'content' in step.subject ? step.subject : undefined;
    return source?.content.kind === 'text' ? [source.content.text] : [];
  });

async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const isVerbose = given.includes('--verbose');
  const places = given.filter((each) => !each.startsWith('--'));
  if (places.length === 0) throw new Error('usage: npm run test:spec -- FOLDER… [--verbose]');
  const tools = toolsHere();
  if (given.includes('--drivers')) return await drive(places, tools);
  for (const place of places) {
    const rows: (readonly [file: string, outcomes: readonly Outcome[]])[] = [];
    for (const file of scriptsIn(place)) {
      const steps = stepsOf(readFileSync(file, 'utf8'));
      const assembled = await assembleAll(textsIn(steps), '.engines/spec', tools);
      const outcomes = await runScript(steps, assembled, resolve('.engines/spec/modules'));
      rows.push([relative(place, file) || file, outcomes]);
      if (isVerbose) report(file, outcomes);
    }
    print(place, rows);
  }
  // Instances may have timers of their own.
  process.exit(0);
}

/** Folders of jco's: `runtime` has the drivers, `components/runtime` what they drive. */
async function drive(places: readonly string[], tools: string): Promise<void> {
  for (const place of places) {
    const results = await runDrivers(place, '.engines/spec', tools);
    const failed = results.filter(({ problem }) => problem !== undefined);
    for (const { name, problem } of failed) console.log(`${name}: ${problem}\n`);
    console.log(`${results.length - failed.length} of ${results.length} passed`);
  }
}

function report(file: string, outcomes: readonly Outcome[]): void {
  for (const { line, kind, problem } of outcomes)
    if (problem !== undefined) console.log(`${file}:${line} ${kind}: ${problem.replaceAll('\n', ' ')}`);
}

function print(place: string, rows: readonly (readonly [file: string, outcomes: readonly Outcome[]])[]): void {
  const passed = (outcomes: readonly Outcome[]): number =>
    outcomes.filter(({ problem }) => problem === undefined).length;
  console.log(`\n| ${place} | passed | steps |\n| --- | --- | --- |`);
  for (const [file, outcomes] of rows) console.log(`| ${file} | ${passed(outcomes)} | ${outcomes.length} |`);
  const all = rows.flatMap(([, outcomes]) => outcomes);
  console.log(
    `| **all** | ${passed(all)} | ${all.length} (${((100 * passed(all)) / Math.max(all.length, 1)).toFixed(1)} %) |`,
  );
}

await main();
