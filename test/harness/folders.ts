import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const fixturesIn = (kind: string): readonly string[] =>
  readdirSync(join(root, 'fixtures', kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, 'fixtures', kind, entry.name))
    .sort();

export const readText = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

/** Expectations are rewritten by `npm run bless`, and by nothing else. */
export const isBlessing = process.env.BLESS === '1' && process.env.CI === undefined;

/**
 * Compares what a case produced with its `expected` folder, or rewrites that. A file in there that nothing produced is
 * a difference too.
 */
export function compareWithExpected(folder: string, produced: Readonly<Record<string, string>>): readonly string[] {
  const expected = join(folder, 'expected');
  const present = existsSync(expected) ? readdirSync(expected) : [];
  if (isBlessing) {
    bless(expected, present, produced);
    return [];
  }
  const stale = present.filter((name) => !Object.hasOwn(produced, name)).map((name) => `${name}: nothing produced it`);
  const differing = Object.entries(produced).flatMap(([name, text]) => {
    if (!present.includes(name)) return [`${name}: not in ${basename(folder)}/expected; npm run bless writes it`];
    return readText(expected, name) === text ? [] : [firstDifference(name, readText(expected, name), text)];
  });
  return [...stale, ...differing];
}

function bless(expected: string, present: readonly string[], produced: Readonly<Record<string, string>>): void {
  mkdirSync(expected, { recursive: true });
  for (const name of present) if (!Object.hasOwn(produced, name)) rmSync(join(expected, name));
  for (const [name, text] of Object.entries(produced)) writeFileSync(join(expected, name), text);
}

function firstDifference(name: string, expected: string, actual: string): string {
  const [left, right] = [expected.split('\n'), actual.split('\n')];
  const line = left.findIndex((text, index) => text !== right[index]);
  const at = line < 0 ? left.length : line;
  return `${name}:${at + 1}\n  expected: ${left[at] ?? '(end)'}\n  produced: ${right[at] ?? '(end)'}`;
}
