/**
 * How much the language server does for an answer: calls of functions, which V8 counts; times are for `npm run bench:editor`. What
 * makes an answer slow on a long document makes it work more.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { itlOf } from '../../bench/editor/large-itl.js';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { startServer } from './start-server.ts';

const uri = 'file:///large.itl';

interface Task {
  readonly text: string;
  readonly edits: number;
  /** How often the same is asked after each edit. */
  readonly asks: number;
}

/** The calls of a server that does a task, with all that it does besides. */
async function callsFor({ text, edits, asks }: Task): Promise<number> {
  const folder = temporaryFolder();
  const { connection, end } = await startServer({ NODE_V8_COVERAGE: folder });
  const textDocument = { uri, languageId: 'itl', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const lines = text.split('\n');
  const line = lines.findLastIndex((each) => each.includes('(call lower-person-'));
  const place = { line, character: lines[line]?.length ?? 0 };
  const position = { line, character: (lines[line]?.indexOf('lower-person-') ?? 0) + 3 };
  for (let version = 2; version < 2 + edits; version += 1) {
    const contentChanges = [{ range: { start: place, end: place }, text: ' ' }];
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    for (let asked = 0; asked < asks; asked += 1) {
      const hover = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
      expect(hover).toMatchObject({ contents: { value: expect.stringContaining('lower-person-') } });
    }
  }
  await end();
  return callsIn(folder);
}

interface Coverage {
  readonly result: readonly {
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

function callsIn(folder: string): number {
  const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage);
  const functions = files.flatMap(({ result }) => result.flatMap((script) => script.functions));
  return functions.reduce((sum, { ranges: [whole] }) => sum + (whole?.count ?? 0), 0);
}

const EDITS = 8;

/** Of one edit of a document with so many parts, and an answer. */
async function callsOfAnEdit(parts: number): Promise<number> {
  const text = itlOf(parts);
  const [few, many] = [
    await callsFor({ text, edits: 1, asks: 1 }),
    await callsFor({ text, edits: 1 + EDITS, asks: 1 }),
  ];
  return (many - few) / EDITS;
}

test('an answer after an edit takes work that grows with the document, and no more', { timeout: 120_000 }, async () => {
  const [half, whole] = [await callsOfAnEdit(13), await callsOfAnEdit(26)];
  const lines = itlOf(26).split('\n').length;
  expect(lines).toBeGreaterThan(990);
  expect(whole / half).toBeLessThan(2.2);
  // Lexing, parsing and checking, each once: 564 calls for a line.
  expect(whole / lines).toBeLessThan(620);
});

test('what is asked of the same text again needs no new analysis', { timeout: 120_000 }, async () => {
  const text = itlOf(26);
  const once = await callsFor({ text, edits: 2, asks: 1 });
  const often = await callsFor({ text, edits: 2, asks: 11 });
  // Nothing beside the half million of an analysis.
  expect((often - once) / 20).toBeLessThan(6000);
});
