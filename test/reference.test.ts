/** The documents: generated tables are up to date, and every ITL example compiles. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { DiagnosticSink } from '../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../src/diagnostics/render.ts';
import { parseDsl } from '../src/dsl/parse-dsl.ts';
import { SourceMap } from '../src/source/source-map.ts';
import { isBlessing, readText, root } from './harness/folders.ts';
import { renewReference } from './harness/reference.ts';

test('the tables in grammar/itl.md are those of the compiler', () => {
  const page = readText(root, 'grammar/itl.md');
  const renewed = renewReference(page);
  if (isBlessing) writeFileSync(join(root, 'grammar/itl.md'), renewed);
  else expect(page).toBe(renewed);
});

test('the files that CONTRIBUTING.md names are there', () => {
  const named = [
    ...readText(root, 'CONTRIBUTING.md').matchAll(/`((?:src|runtime|test|grammar|fixtures)\/[a-z\d./-]+)`/g),
  ];
  expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(named.length).toBeGreaterThan(40);
});

const documents = [
  'grammar/itl.md',
  'grammar/recipes.md',
  'grammar/running.md',
  'README.md',
  'grammar/start.md',
  'grammar/by-hand.md',
  'grammar/javascript.md',
  'grammar/adapters.md',
  'CONTRIBUTING.md',
  'cpp-examples/fizzbuzz/README.md',
];

const examples = documents.flatMap((path) =>
  [...readText(root, path).matchAll(/^```itl\n([\s\S]*?)^```/gm)].map(
    ([, text = ''], index) => [path, index + 1, text] as const,
  ),
);

/** The example of the same document that begins with the name of the file that it is. */
function partOf(document: string, path: string) {
  const found = examples.find(([each, , text]) => each === document && text.startsWith(`;; ${path}\n`));
  return found && { path, text: found[2] };
}

describe('examples', () => {
  test.each(examples)('%s, example %i', async (path, _, text) => {
    const { diagnostics, sources } = await compile({ path, text }, { readComponent: (part) => partOf(path, part) });
    expect(diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources))).toEqual([]);
  });

  test('there are some', () => {
    expect(examples.length).toBeGreaterThan(4);
  });
});

describe('examples of the C++ DSL', () => {
  const page = readText(root, 'grammar/dsl.md');
  const fenced = (language: string): readonly string[] =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);
  const [shapes] = fenced('it');

  test.each(fenced('cpp').map((text, index) => [index + 1, text] as const))('example %i', (_, text) => {
    const sources = new SourceMap();
    const sink = new DiagnosticSink();
    const module = parseDsl([sources.add('grammar/example.cpp', text)], sources, sink, (path) =>
      path === 'grammar/shapes.it' ? shapes : undefined,
    );
    expect(sink.all.map((diagnostic) => renderDiagnostic(diagnostic, sources))).toEqual([]);
    expect(module?.exports.length).toBeGreaterThan(0);
  });

  test('there are some', () => {
    expect(fenced('cpp').length).toBeGreaterThan(2);
  });
});
