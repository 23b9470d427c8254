/** Runs the program's `main.js` beside which it is served, and tells the page what it prints. */
import { describe } from './describe.ts';

const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
type Level = (typeof levels)[number];

const print = (level: Level, values: readonly unknown[]): void =>
  postMessage({ kind: 'line', level, text: values.map((value) => describe(value)).join(' ') });

for (const level of levels) console[level] = (...values: unknown[]) => print(level, values);

addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  print('error', ['Uncaught', event.reason]);
});
addEventListener('error', (event) => {
  event.preventDefault();
  print('error', ['Uncaught', event.error ?? event.message]);
});

try {
  await import(new URL('./main.js', import.meta.url).href);
} catch (error) {
  print('error', ['Uncaught', error]);
}
postMessage({ kind: 'end' });
