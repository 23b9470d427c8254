/** The language server, asked as an editor asks it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Location, ProtocolConnection, PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node.js';
import { assembleWat } from '../core/assemble-wat.ts';
import { type RunningServer, startServer } from './start-server.ts';

const text = `(module lib "lib.wasm"
  (func one "one" (param) (result i32)))

(export (func _ "one" (param) (result s32)
(as s32 (call one))))
`;

let server: RunningServer;
let connection: ProtocolConnection;
let uri: string;
const waiting: ((params: PublishDiagnosticsParams) => void)[] = [];

const nextDiagnostics = (): Promise<PublishDiagnosticsParams> => new Promise((resolve) => waiting.push(resolve));

function open(languageId: string, name: string, content: string): Promise<PublishDiagnosticsParams> {
  uri = pathToFileURL(join(folder, name)).href;
  const found = nextDiagnostics();
  const textDocument = { uri, languageId, version: 1, text: content };
  void connection.sendNotification('textDocument/didOpen', { textDocument });
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'itlc-lsp-'));

beforeAll(async () => {
  const wat = '(module (func (export "one") (result i32) i32.const 1) (func (export "other")))';
  writeFileSync(join(folder, 'lib.wasm'), assembleWat(wat));
  server = await startServer();
  connection = server.connection;
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
    waiting.shift()?.(params),
  );
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.end();
});

const position = { line: 4, character: 15 };

test('diagnostics come as one types, and go when the text is right', async () => {
  expect((await open('itl', 'one.itl', text)).diagnostics).toEqual([]);
  const found = nextDiagnostics();
  const range = { start: { line: 4, character: 14 }, end: { line: 4, character: 17 } };
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range, text: 'oen' }],
  });
  const { diagnostics, version } = await found;
  expect(version).toBe(2);
  expect(diagnostics).toEqual([
    expect.objectContaining({
      code: 'ITL2004',
      range,
      severity: 1,
      source: 'itlc',
      message: expect.stringContaining("did you mean 'one'?"),
    }),
  ]);
});

test('a core module is compared with the source', async () => {
  const { diagnostics } = await open(
    'itl',
    'two.itl',
    text.replace('"one" (param) (result i32)', '"one" (param i32) (result i32)').replace('(call one)', '(call one 1)'),
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(['ITL4005']);
});

test('questions are answered', async () => {
  await open('itl', 'three.itl', text);
  const at = { textDocument: { uri }, position };
  expect(await connection.sendRequest('textDocument/hover', at)).toMatchObject({
    contents: { value: expect.stringContaining('one (param) (result i32)') },
  });
  expect(await connection.sendRequest('textDocument/definition', at)).toMatchObject([
    { uri, range: { start: { line: 1, character: 8 } } },
  ]);
  expect(
    await connection.sendRequest('textDocument/references', { ...at, context: { includeDeclaration: true } }),
  ).toHaveLength(2);
  expect(await connection.sendRequest('textDocument/completion', at)).toMatchObject([{ label: 'one' }]);
  expect(await connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })).toMatchObject([
    { name: 'lib' },
    { name: 'export' },
  ]);
  expect(await connection.sendRequest('textDocument/prepareRename', at)).toMatchObject({ placeholder: 'one' });
  expect(await connection.sendRequest('textDocument/rename', { ...at, newName: 'two' })).toMatchObject({
    changes: { [uri]: [{ newText: 'two' }, { newText: 'two' }] },
  });
  await expect(connection.sendRequest('textDocument/rename', { ...at, newName: 'a b' })).rejects.toThrow(
    "'a b' cannot be a name.",
  );
  expect(
    await connection.sendRequest('textDocument/formatting', {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
    }),
  ).toMatchObject([{ newText: expect.stringContaining('    (as s32 (call one))))') }]);
});

test('the definition of an export is shown in what inspect says of the binary', async () => {
  await open('itl', 'four.itl', text);
  const quoted = { textDocument: { uri }, position: { line: 1, character: 14 } };
  const [place] = await connection.sendRequest<Location[]>('textDocument/definition', quoted);
  const lines = readFileSync(fileURLToPath(place?.uri ?? ''), 'utf8').split('\n');
  expect(lines[place?.range.start.line ?? 0]).toContain('one');
  expect(lines[place?.range.start.line ?? 0]).toContain('(result i32)');
});

test('WIT is read with the files of its package, and definitions may be in those', async () => {
  const types = join(folder, 'wit/types.wit');
  mkdirSync(join(folder, 'wit'));
  writeFileSync(types, 'package local:a;\ninterface types { type word = string; }\n');
  writeFileSync(join(folder, 'wit/other.wit'), 'package local:b;\nworld other { }\n');
  const source = 'package local:a;\ninterface api {\n  use types.{word};\n  say: func(text: word);\n}\n';
  expect((await open('wit', 'wit/api.wit', source)).diagnostics).toEqual([]);
  const at = { textDocument: { uri }, position: { line: 3, character: 20 } };
  expect(await connection.sendRequest('textDocument/definition', at)).toMatchObject([
    { uri: pathToFileURL(types).href, range: { start: { line: 1, character: 23 } } },
  ]);
  const wrong = await open('wit', 'wit/wrong.wit', source.replace('text: word', 'text: wrod'));
  expect(wrong.diagnostics).toMatchObject([{ severity: 1, range: { start: { line: 3, character: 18 } } }]);
});

test('C++ is looked at where it has a block', async () => {
  expect((await open('cpp', 'plain.cpp', 'int x;\n')).diagnostics).toEqual([]);
  const { diagnostics } = await open('cpp', 'block.cpp', 'export {\n  func f(x: s3) -> s32;\n}\n');
  expect(diagnostics).toMatchObject([
    { range: { start: { line: 1, character: 12 }, end: { line: 1, character: 14 } } },
  ]);
});

test('the configuration of a project says whether core modules are compared', async () => {
  mkdirSync(join(folder, 'lenient'));
  writeFileSync(join(folder, 'lenient/itlc.config.json'), '{ "checkCore": false }');
  writeFileSync(join(folder, 'lenient/lib.wasm'), assembleWat('(module)'));
  let found = await open('itl', 'lenient/lib.itl', text);
  // What is known before the file has been read, and then all documents again.
  while (found.uri !== uri || found.diagnostics.length > 0) found = await nextDiagnostics();
});

test('a configuration that is a script is read again when something is saved', async () => {
  const project = join(folder, 'scripted');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'itlc.config.js'), 'export default {};');
  writeFileSync(join(project, 'lib.wasm'), assembleWat('(module)'));
  let found = await open('itl', 'scripted/lib.itl', text);
  expect(found.diagnostics).not.toEqual([]);
  writeFileSync(join(project, 'itlc.config.js'), 'export default { checkCore: false };');
  await connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  while (found.uri !== uri || found.diagnostics.length > 0) found = await nextDiagnostics();
});
