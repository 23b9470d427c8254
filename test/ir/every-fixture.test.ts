/** The invariants of the IR hold for every fixture, as the checker leaves it and behind each pass. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSource } from '../../src/check-source.ts';
import type { Component } from '../../src/ir/ir.ts';
import { verifyComponent } from '../../src/ir/verify.ts';
import { passes } from '../../src/pipeline.ts';
import { readText, root } from '../harness/folders.ts';
import { partsIn } from '../harness/parts-in.ts';

const sources = ['fixtures', 'cpp-examples'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.itl'))
    .map((name) => join(folder, name)),
);

function componentIn(path: string): Component | undefined {
  const { component, sink } = checkSource(
    { path, text: readText(root, path) },
    { readComponent: partsIn(dirname(join(root, path))) },
  );
  return sink.hasErrors ? undefined : component;
}

const components = sources.flatMap((path) => {
  const component = componentIn(path);
  return component ? [{ path, component }] : [];
});

test('there are fixtures', () => expect(components.length).toBeGreaterThan(100));

test.each(Object.entries(passes))('%s', (_, list) => {
  const problems = components.flatMap(({ path, component }) => {
    const stages = [component];
    for (const pass of list) stages.push(pass.run(stages.at(-1) ?? component));
    return stages.flatMap(verifyComponent).map((problem) => `${path}: ${problem}`);
  });
  expect(problems).toEqual([]);
});
