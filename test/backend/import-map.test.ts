/** Which modules imports are mapped to. */
import { expect, test } from 'vitest';
import { mappedImport } from '../../src/backend/import-map.ts';
import { compile } from '../../src/compile.ts';
import { importGenerated } from '../harness/generated-module.ts';

const map = {
  'wasi:cli/stdout@0.2.3': './exact.js',
  'wasi:cli/stdout': './plain.js#out',
  'wasi:cli/*': '@mine/cli#*',
  'wasi:*/types': 'types-of-*',
  log: './log.js#default',
};

test.each([
  ['wasi:cli/stdout@0.2.3', './exact.js', undefined],
  ['wasi:cli/stdout@0.2.4', './plain.js', 'out'],
  ['wasi:cli/terminal-input@0.2.3', '@mine/cli', 'terminalInput'],
  ['wasi:cli/stderr', '@mine/cli', 'stderr'],
  ['wasi:filesystem/types@0.2.0', 'types-of-filesystem', undefined],
  ['log', './log.js', 'default'],
])('%s', (name, module, wanted) => {
  expect(mappedImport(map, name)).toEqual({ module, name: wanted });
});

test.each(['wasi:io/streams', 'logs', 'toString', 'wasi:cli'])('%s is not mapped', (name) => {
  expect(mappedImport(map, name)).toBeUndefined();
});

test('each of two versions of an interface has its own module', async () => {
  const versions = ['0.2.0', '0.3.0'];
  const text = versions
    .map((version) => {
      const [name, field] = [`my:log/names@${version}`, JSON.stringify(version)];
      return `(import "${name}" (func f${version} "name" (result string))) (export (func _ ${field} (result string) (call f${version})))`;
    })
    .join('\n');
  const imports = Object.fromEntries(
    versions.map((version) => [
      `my:log/names@${version}`,
      `data:text/javascript,export const name = () => '${version}'`,
    ]),
  );
  const { js = '' } = await compile({ path: 'case.itl', text }, { emit: ['js'], imports });
  const { instantiateSync } = await importGenerated(js);
  const named = instantiateSync({});
  expect(versions.map((version) => named[version]?.())).toEqual(versions);
  const others = instantiateSync({ [`my:log/names@${versions[0]}`]: { name: () => 'mine' } });
  expect(versions.map((version) => others[version]?.())).toEqual(['mine', '0.3.0']);
  const { 'my:log/names@0.2.0': only } = imports;
  const { js: half = '' } = await compile(
    { path: 'case.itl', text },
    { emit: ['js'], imports: { 'my:log/names@0.2.0': only ?? '' } },
  );
  const { instantiateSync: instantiateHalf } = await importGenerated(half);
  expect(() => instantiateHalf({})).toThrow("missing import 'name' from 'my:log/names@0.3.0'");
});
