/**
 * `npm run bench:editor`: how long the language server takes on an ITL of a thousand lines, in milliseconds (goal: 50): the first
 * answer of each kind after the server has started and the document was opened, after an edit, and later ones. Where Linux says so,
 * the server's own time comes too: what it would take if nothing else ran.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node.js';
import { largeItl } from './large-itl.js';

const uri = 'file:///bench/large.itl';
const textDocument = { uri };
const lines = largeItl.split('\n');
const call = lines.findLastIndex((line) => line.includes('(call lower-person-'));
const position = { line: call, character: (lines[call] ?? '').indexOf('lower-person-') + 3 };
const options = { tabSize: 2, insertSpaces: true };

/** Requests by the name of what is measured. */
const requests = {
  hover: ['textDocument/hover', { textDocument, position }],
  completion: ['textDocument/completion', { textDocument, position }],
  definition: ['textDocument/definition', { textDocument, position }],
  references: ['textDocument/references', { textDocument, position, context: { includeDeclaration: true } }],
  symbols: ['textDocument/documentSymbol', { textDocument }],
  signature: ['textDocument/signatureHelp', { textDocument, position }],
  formatting: ['textDocument/formatting', { textDocument, options }],
};

async function startServer() {
  const itlc = fileURLToPath(new URL('../../bin/itlc.js', import.meta.url));
  const server = spawn(process.execPath, [itlc, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  return { connection, ownTime: () => ownTime(server.pid) };
}

/** For how long the main thread of a process has run, in milliseconds. */
function ownTime(id) {
  try {
    return Number(readFileSync(`/proc/${id}/task/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

const ROUNDS = 20;

const median = (times) => times.toSorted((left, right) => left - right)[times.length >> 1] ?? 0;

/** Each kind of question with a server of its own. */
async function measure(request) {
  const { connection, ownTime } = await startServer();
  let version = 1;
  const ask = async () => {
    const [start, before] = [performance.now(), ownTime()];
    if (!(await connection.sendRequest(...request))) throw new Error(`${request[0]}: no answer`);
    return { whole: performance.now() - start, own: ownTime() - before };
  };
  const edit = (text, range) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range, text }],
    });
  const opened = { ...textDocument, languageId: 'itl', version, text: largeItl };
  void connection.sendNotification('textDocument/didOpen', { textDocument: opened });
  const opening = await ask();
  const place = { line: call, character: lines[call].length };
  const edited = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    void edit(' ', { start: place, end: place });
    edited.push(await ask());
  }
  const later = [];
  for (let round = 0; round < ROUNDS; round += 1) later.push(await ask());
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.end();
  return { opening, edited, later };
}

/** Behind a slash the server's own time. */
const shown = (times) => ['whole', 'own'].map((kind) => median(times.map((time) => time[kind])).toFixed(1)).join(' / ');

const table = {};
for (const [name, request] of Object.entries(requests)) {
  const { opening, edited, later } = await measure(request);
  const worst = edited.toSorted((left, right) => right.own - left.own).slice(0, 1);
  table[name] = {
    'after opening': shown([opening]),
    'after the first edit': shown(edited.slice(0, 1)),
    'worst after an edit': shown(worst),
    'after an edit': shown(edited),
    later: shown(later),
  };
}
console.table(table);
