/**
 * `npm run fuzz:components -- [--wit N] [--binaries N] [--seed S]`: changed WIT, component binaries and core modules that carry a
 * world. Each is either refused with diagnostics that have a place, or made ITL of, which compiles; nothing throws, and
 * nothing takes long. A finding is printed with its seed, which finds it again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { translateComponent } from '../../src/canonical/translate-component.ts';
import { compile } from '../../src/compile.ts';
import { appendCustomSection } from '../../src/core/sections.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { readWit } from '../../src/wit/resolve-wit.ts';
import { root } from '../harness/folders.ts';
import { changedBytes, changedText } from './change-source.ts';
import { pseudoRandom } from './pseudo-random.ts';

const { values } = parseArgs({
  options: {
    wit: { type: 'string', default: '20000' },
    binaries: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    folder: { type: 'string', multiple: true, default: [] },
  },
});

const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));

/** In milliseconds, for what is this small, on a busy machine. */
const PATIENCE = 5000;

/** Of the binaries one in so many is compiled, where it was translated, which takes long; by its seed, which so finds it again. */
const COMPILED = 200;

/** The fixtures', and those of folders that are named. */
function filesEndingIn(ending: string): readonly Uint8Array[] {
  const folders = [join(root, 'fixtures'), ...values.folder];
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => readFileSync(join(folder, name))),
  );
}

const tally = { taken: 0, refused: 0, compiled: 0, findings: 0 };

function finding(seed: number, text: string): void {
  tally.findings += 1;
  process.stdout.write(`seed ${seed}: ${text}\n`);
}

async function guarded(seed: number, what: string, work: () => Promise<void> | void): Promise<void> {
  const start = performance.now();
  try {
    await work();
  } catch (error) {
    finding(seed, `${error instanceof Error ? error.stack : error}\n${what}`);
  }
  const time = performance.now() - start;
  if (time > PATIENCE) finding(seed, `took ${Math.round(time)} ms\n${what}`);
}

function tryWit(seed: number, text: string): void {
  const [sources, sink] = [new SourceMap(), new DiagnosticSink()];
  const files = [{ path: 'case.wit', text }];
  const resolution = readWit([{ place: 'case.wit', files }], new Set(['active']), sources, sink);
  tally[resolution ? 'taken' : 'refused'] += 1;
  if (!resolution !== sink.hasErrors) finding(seed, `refused without a reason, or taken with one\n${text}`);
  for (const diagnostic of sink.all) {
    const { start, end } = diagnostic.span ?? { start: 0, end: 0 };
    if (start < 0 || end < start || end > text.length + 1) finding(seed, `${diagnostic.code} is nowhere\n${text}`);
    renderDiagnostic(diagnostic, sources);
  }
}

async function tryBinary(seed: number, bytes: Uint8Array): Promise<void> {
  const translation = translateComponent(bytes, 'case.component.wasm', 'case');
  tally[translation.kind === 'translated' ? 'taken' : 'refused'] += 1;
  if (translation.kind === 'refused') {
    if (translation.diagnostics.length === 0) finding(seed, 'refused without a reason');
    return;
  }
  if (seed % COMPILED !== 0 && Number(values.binaries) > 1) return;
  const { text, modules, isLinked } = translation;
  const readCore = (path: string): Uint8Array | undefined => modules.get(path);
  const options = { emit: ['js', 'dts'], isComponent: true, givesWasi: isLinked, readCore } as const;
  const { diagnostics } = await compile({ path: 'case.itl', text }, options);
  tally.compiled += 1;
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  // Names in a binary may be such that ITL lacks words for; whatever else is wrong was made so.
  if (wrong) finding(seed, `the ITL has ${wrong.code}: ${wrong.message}`);
}

function report(what: string, count: number, start: number): void {
  const seconds = Math.round((performance.now() - start) / 1000);
  const { taken, refused, compiled, findings } = tally;
  process.stdout.write(
    `${what}: ${count} from seed ${firstSeed} in ${seconds} s: ${taken} taken, ${refused} refused, ${compiled} compiled; ${findings} findings\n`,
  );
  Object.assign(tally, { taken: 0, refused: 0, compiled: 0 });
}

const decoded = filesEndingIn('.wit').map((bytes) => new TextDecoder().decode(bytes));
const isGood = (text: string): boolean =>
  readWit([{ place: '', files: [{ path: '', text }] }], 'all', new SourceMap(), new DiagnosticSink()) !== undefined;
/** Right ones more often: few changes of what is wrong make it right. */
const texts = [...decoded, ...Array(4).fill(decoded.filter(isGood)).flat()];
let start = performance.now();
for (let index = 0; index < Number(values.wit); index += 1) {
  const random = pseudoRandom(firstSeed + index);
  const text = changedText(texts, random);
  await guarded(firstSeed + index, text, () => tryWit(firstSeed + index, text));
}
report('WIT', Number(values.wit), start);

const bare = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const binaries = [
  ...filesEndingIn('.component.wasm'),
  ...filesEndingIn('world.wasm').map((world) => appendCustomSection(bare, 'component-type', world)),
];
start = performance.now();
for (let index = 0; index < Number(values.binaries); index += 1) {
  const random = pseudoRandom(firstSeed + index);
  const bytes = changedBytes(binaries, random);
  await guarded(firstSeed + index, Buffer.from(bytes).toString('hex').slice(0, 20_000), () =>
    tryBinary(firstSeed + index, bytes),
  );
}
report('binaries', Number(values.binaries), start);
process.exit(tally.findings === 0 ? 0 : 1);
