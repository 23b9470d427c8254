/** A case is a number: which fixture, what is changed in its source or core modules, and what it is called with. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import type { ItlSection } from '../../runtime/abi.ts';
import { compile } from '../../src/compile.ts';
import { inspectAdapter } from '../../src/core/inspect.ts';
import { readModule } from '../../src/core/read-module.ts';
import { renderInspection } from '../../src/core/render-inspection.ts';
import { scaffold } from '../../src/core/scaffold.ts';
import { refusedHere } from '../engines/without-memory64.ts';
import { assembleCores } from '../harness/assemble-core.ts';
import { fixturesIn, readText } from '../harness/folders.ts';
import { arbitraryEdits, changedText } from '../property/arbitrary-source.ts';
import { callAll } from './call-all.ts';
import { pseudoRandom, type Random } from './pseudo-random.ts';
import { buildTargets, type Modules } from './targets.ts';

const folders = [...fixturesIn('ops'), ...fixturesIn('components')].filter((folder) =>
  existsSync(join(folder, 'case.itl')),
);
const assembled = new Map<string, Promise<Modules>>();

function coresOf(folder: string): Promise<Modules> {
  const known = assembled.get(folder) ?? assembleCores(folder);
  assembled.set(folder, known);
  return known;
}

export interface FuzzCase {
  readonly fixture: string;
  readonly text: string;
  readonly modules: Modules;
}

export async function fuzzCase(seed: number): Promise<FuzzCase> {
  const random = pseudoRandom(seed);
  const folder = random.pick(folders as unknown as readonly [string, ...string[]]);
  const text = readText(folder, 'case.itl');
  const modules = await coresOf(folder);
  const fixture = basename(folder);
  if (random.below(4) === 0) return { fixture, text, modules: changedCores(modules, random) };
  const [edits = []] = fc.sample(arbitraryEdits, { seed, numRuns: 1 });
  // With one edit a source has a chance to compile still.
  return { fixture, text: changedText(text, edits.slice(0, random.below(2) === 0 ? 1 : edits.length)), modules };
}

function changedCores(modules: Modules, random: Random): Modules {
  const names = Object.keys(modules);
  const name = names[random.below(Math.max(1, names.length))];
  const bytes = name === undefined ? undefined : modules[name]?.slice();
  if (name === undefined || bytes === undefined) return modules;
  for (let edits = 1 + random.below(3); edits > 0; edits--)
    bytes[8 + random.below(bytes.length - 8)] = random.below(256);
  return { ...modules, [name]: random.below(8) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes };
}

/** What is wrong, or nothing. */
export async function findingIn({ text, modules, fixture }: FuzzCase, seed: number): Promise<string | undefined> {
  for (const bytes of Object.values(modules)) await checkCore(bytes);
  await compile({ path: 'case.itl', text }, { emit: [], readCore: (path) => modules[path] });
  // What this engine lacks, it refuses in words of its own on each target.
  if (Object.hasOwn(refusedHere, fixture)) return undefined;
  const built = await buildTargets(text, modules);
  if (!built) return undefined;
  const [first, ...others] = built.targets;
  if (!first) return undefined;
  const expected = await callAll(first, built.section, seed);
  if (startsEarly(expected)) return undefined;
  if (isUnordered(built.section, expected)) return undefined;
  for (const target of others) {
    const got = await callAll(target, built.section, seed);
    const line = expected.findIndex((line, index) => comparable(line, text) !== comparable(got[index] ?? '', text));
    if (line < 0 && got.length === expected.length) continue;
    const at = line < 0 ? expected.length : line;
    return `${fixture}: ${first.name} and ${target.name} differ\n  ${first.name}: ${expected[at]}\n  ${target.name}: ${got[at]}`;
  }
  return undefined;
}

/** What a start function has called before it came too early is another thing on each target. */
const startsEarly = (lines: readonly string[]): boolean => lines.some((line) => line.includes('; a start function'));

/** Where calls wait for each other, or as deep as the stack goes, what comes when is the engine's affair. */
const isUnordered = ({ exports }: ItlSection, lines: readonly string[]): boolean =>
  Object.values(exports).some(({ results: [result] }) => Array.isArray(result) && result[0] === 'async') ||
  lines.some((line) => line.endsWith('exhausts the stack'));

/** Handles and ids of callbacks are other numbers in each instance. An adapter does not know which variable it was. */
function comparable(line: string, source: string): string {
  const without = line.replace(
    /cannot give variable '.*?' its first value|the given module cannot set up its tables and variables/,
    '#',
  );
  return /\((?:lower-func|lower-ref)/.test(source) ? without.replaceAll(/-?\d{4,}/g, '#') : without;
}

/** What reads core modules takes any bytes; what it writes for one is ITL. */
async function checkCore(bytes: Uint8Array): Promise<void> {
  const description = inspectAdapter(bytes, () => 0);
  if (description.kind !== 'problem') renderInspection(description, 'core.wasm');
  const module = readModule(bytes);
  if (module.kind === 'problem' || !WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>)) return;
  const text = scaffold(module, 'core.wasm', 'core');
  const { diagnostics } = await compile({ path: 'core.itl', text }, { emit: [], readCore: () => bytes });
  const [error] = diagnostics.filter(({ severity }) => severity === 'error');
  if (error) throw new Error(`init writes what itlc refuses: ${error.code} ${error.message}\n${text}`);
}
