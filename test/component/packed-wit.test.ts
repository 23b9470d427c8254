/** Packages of WIT that are binaries: read as text is, in `deps` and by themselves. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { CollectedReports } from '../../src/session/collected-reports.ts';
import { isWitPackage, readWitSources } from '../../src/session/read-wit.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { readWit, type WitSource } from '../../src/wit/resolve-wit.ts';
import { unpackWit } from '../../src/wit/unpack-binary.ts';
import { compareWithExpected, root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const folder = join(root, 'fixtures/packages');
const store = join(folder, 'store.wasm');

const app = `package my:app;

world app {
  use local:store/types@1.2.0.{item, problem as trouble};
  import local:store/shelves@1.2.0;
  export find: func(name: string) -> result<item, trouble>;
}
`;

/** The names of worlds in the first package, after there was nothing to complain of. */
function worldsOf(sources: readonly WitSource[]): readonly string[] {
  const [map, sink] = [new SourceMap(), new DiagnosticSink()];
  const resolution = readWit(sources, new Set(), map, sink);
  expect(sink.all.map((each) => renderDiagnostic(each, map))).toEqual([]);
  return [...(resolution?.main?.worlds.keys() ?? [])];
}

test('what a binary has becomes text, with what it mentions of other packages', () => {
  const packages = unpackWit(readFileSync(store));
  if (typeof packages === 'string') return expect.fail(packages);
  expect(packages.map(({ name }) => name)).toEqual(['local:store@1.2.0', 'other:time@0.1.0']);
  const [own = '', other = ''] = packages.map(({ text }) => text);
  expect(compareWithExpected(folder, { 'store.wit': own, 'time.wit': other })).toEqual([]);
});

test('it is read by itself', () => {
  const reports = new CollectedReports();
  expect(isWitPackage(store)).toBe(true);
  expect(worldsOf(readWitSources(store, reports) ?? [])).toEqual(['keeper']);
  expect(reports.problems).toEqual([]);
});

test('it is read in deps, beside packages as text', () => {
  const place = temporaryFolder({
    'wit/app.wit': app,
    'wit/deps/time.wit':
      'package other:time@0.1.0;\ninterface clock { resource tick { now: func() -> u64; } type pair = tuple<u8, u8>; }\n',
  });
  copyFileSync(store, join(place, 'wit/deps/store.wasm'));
  const sources = readWitSources(join(place, 'wit'), new CollectedReports()) ?? [];
  expect(sources.map(({ place: each }) => each.slice(place.length + 1))).toEqual([
    'wit',
    'wit/deps/store.wasm',
    'wit/deps/time.wit',
  ]);
  expect(worldsOf(sources)).toEqual(['app']);
});

test('of a package that only binaries mention there is what they need', () => {
  const place = temporaryFolder({ 'app.wit': app });
  mkdirSync(join(place, 'deps'));
  copyFileSync(store, join(place, 'deps/store.wasm'));
  expect(worldsOf(readWitSources(join(place, 'app.wit'), new CollectedReports()) ?? [])).toEqual(['app']);
});

test('what is no package is refused by its name', () => {
  const place = temporaryFolder({ 'app.wit': app, 'deps/broken.wasm': 'text' });
  copyFileSync(join(root, 'fixtures/wasm-components/greet/case.component.wasm'), join(place, 'deps/greet.wasm'));
  const reports = new CollectedReports();
  expect(readWitSources(join(place, 'app.wit'), reports)).toBeUndefined();
  expect(reports.problems.map(({ code, message }) => [code, message.replace(place, '')])).toEqual([
    ['ITL6246', expect.stringMatching(/^'.*broken.wasm' is no package of WIT: /)],
    [
      'ITL6246',
      expect.stringMatching(/^'.*greet.wasm' is no package of WIT: it has neither an interface nor a world$/),
    ],
  ]);
});
