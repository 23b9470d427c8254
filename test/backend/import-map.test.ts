/** Which modules imports are mapped to. */
import { expect, test } from 'vitest';
import { mappedImport } from '../../src/backend/import-map.ts';

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
