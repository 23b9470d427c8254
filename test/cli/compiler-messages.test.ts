import { expect, test } from 'vitest';
import { compilerMessages } from '../../src/session/compiler-messages.ts';

test('errors and warnings, each with its notes', () => {
  const text = `In file included from a.cpp:1:
./own.h:2:22: error: expected expression
    2 | int three() { return }
      |                      ^
\u001b[1mC:\\src\\a.cpp:5:31: \u001b[0;1;31mfatal error: \u001b[0mno member: x
a.cpp:1:2: note: declared here
a.cpp:7:1: warning: unused
2 errors generated.
`;
  const code = 'ITL6070';
  expect(compilerMessages(text)).toEqual([
    { code, severity: 'error', message: 'expected expression', file: './own.h', line: 2, column: 22 },
    {
      code,
      severity: 'error',
      message: 'no member: x',
      file: 'C:\\src\\a.cpp',
      line: 5,
      column: 31,
      notes: [{ message: 'declared here', file: 'a.cpp', line: 1, column: 2 }],
    },
    { code, severity: 'warning', message: 'unused', file: 'a.cpp', line: 7, column: 1 },
  ]);
  expect(compilerMessages('wasm-ld: error: undefined symbol: f\n')).toEqual([]);
});
