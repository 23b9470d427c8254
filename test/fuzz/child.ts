/** Runs cases one after the other and tells the parent of each before it starts: what ends the process or never ends is one too. */
import { findingIn, fuzzCase } from './one-case.ts';

const [first = 0, last = 0] = process.argv.slice(2).map(Number);

/** What a case leaves behind, such as a promise that nobody waits for, is not the process's end. */
process.on('unhandledRejection', () => undefined);

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

for (let seed = first; seed < last; seed++) {
  const found = await fuzzCase(seed);
  process.send?.({ kind: 'case', seed });
  try {
    const finding = await findingIn(found, seed);
    if (finding !== undefined) process.send?.({ kind: 'finding', seed, text: `${finding}\n\n${found.text}` });
  } catch (error) {
    process.send?.({ kind: 'finding', seed, text: `${found.fixture}: ${stackOf(error)}\n\n${found.text}` });
  }
}
process.exit(0);
