/** The invariants of the IR hold for every fixture, as the checker leaves it and behind each pass. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDocument } from '../../src/check/check.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { parseItl } from '../../src/frontend/itl.ts';
import type { Component } from '../../src/ir/ir.ts';
import { verifyComponent } from '../../src/ir/verify.ts';
import { passes } from '../../src/pipeline.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { readText, root } from '../harness/folders.ts';

const sources = ['fixtures', 'cpp-examples'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.itl'))
    .map((name) => join(folder, name)),
);

function componentIn(path: string): Component | undefined {
  const sink = new DiagnosticSink();
  const document = parseItl(new SourceMap().add(path, readText(root, path)), sink);
  return checkDocument(document, 'case', sink).component;
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
