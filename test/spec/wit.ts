/**
 * Resolves WIT of others' test suites, and counts what is taken and refused as it should be:
 *
 *     npm run test:wit -- FOLDER… [--verbose]
 *
 * A file or folder of each FOLDER is a case. In a folder called `parse-fail` it has to be refused. What it is compared with is
 * wit-parser's answer beside it, `NAME.wit.json`: the names of packages, interfaces, worlds, functions and types.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { CollectedReports } from '../../src/session/collected-reports.ts';
import { readWitSources } from '../../src/session/read-wit.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { readWit } from '../../src/wit/resolve-wit.ts';
import { differences } from './compare-wit.ts';

interface Outcome {
  readonly path: string;
  readonly isRight: boolean;
  readonly text: string;
}

const casesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name !== 'parse-fail' && (name.endsWith('.wit') || statSync(join(folder, name)).isDirectory()))
    .sort()
    .map((name) => join(folder, name));

function run(path: string, mustFail: boolean): Outcome {
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const reports = new CollectedReports();
  const read = readWitSources(path, reports);
  const resolution = read && readWit(read, new Set(['active']), sources, sink);
  const text = [
    ...reports.problems.map(({ message }) => message),
    ...sink.all.map((one) => renderDiagnostic(one, sources, {})),
  ].join('\n');
  if (mustFail || !resolution) return { path, isRight: mustFail === !resolution, text: text || 'is taken' };
  const expected = `${path.replace(/\.wit$/, '')}.wit.json`;
  if (!existsSync(expected)) return { path, isRight: true, text };
  const found = differences(resolution, JSON.parse(readFileSync(expected, 'utf8')));
  return { path, isRight: found.length === 0, text: found.join('\n') };
}

const given = process.argv.slice(2);
const folders = given.filter((each) => !each.startsWith('--'));
if (folders.length === 0) throw new Error('usage: npm run test:wit -- FOLDER… [--verbose]');
for (const folder of folders.map((each) => resolve(each))) {
  const mustFail = basename(folder) === 'parse-fail';
  const outcomes = casesIn(folder).map((path) => run(path, mustFail));
  const right = outcomes.filter(({ isRight }) => isRight).length;
  process.stdout.write(`| ${basename(folder)} | ${right} | ${outcomes.length} |\n`);
  for (const { path, isRight, text } of outcomes)
    if (!isRight || given.includes('--verbose')) process.stdout.write(`${isRight ? 'ok' : 'WRONG'} ${path}\n${text}\n`);
}
