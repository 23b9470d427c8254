import { expect, test } from 'vitest';
import { terminalProgress } from '../../src/cli/progress.ts';

function stream(properties: { readonly isTTY?: boolean; readonly columns?: number }) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { ...properties, write, written: () => written.join('') };
}

test('a terminal gets one line, replaced and at last taken away', () => {
  const terminal = stream({ isTTY: true, columns: 12 });
  const progress = terminalProgress(terminal, 'xterm');
  progress.show('one');
  progress.show('longer than the line');
  progress.clear();
  progress.clear();
  expect(terminal.written()).toBe('\r\u001b[Kone\r\u001b[Klonger than\r\u001b[K');
});

test('a terminal that does not know its width is taken for one of 80', () => {
  const terminal = stream({ isTTY: true, columns: 0 });
  terminalProgress(terminal, 'xterm').show('x'.repeat(100));
  expect(terminal.written()).toBe(`\r\u001b[K${'x'.repeat(79)}`);
});

test.each([
  ['a pipe', stream({}), 'xterm'],
  ['a terminal that cannot', stream({ isTTY: true }), 'dumb'],
])('%s gets nothing', (_, target, terminal) => {
  const progress = terminalProgress(target, terminal);
  progress.show('one');
  progress.clear();
  expect(target.written()).toBe('');
});
