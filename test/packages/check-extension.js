/** Packs the editor extension, unpacks it elsewhere, and asks its language server about a document. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, '.build/vscode');

/** @param {string} tools the folder with vsce @param {string} vsix */
function pack(tools, vsix) {
  execFileSync(process.execPath, [join(root, 'src/vscode/build.js')], { stdio: 'inherit' });
  const vsce = join(tools, 'node_modules/.bin/vsce');
  execFileSync(vsce, ['package', '--no-dependencies', '--allow-missing-repository', '-o', vsix], {
    cwd: built,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * With the library that vsce reads archives by.
 *
 * @param {string} tools @param {string} archive @param {string} folder
 */
async function unpack(tools, archive, folder) {
  const yauzl = createRequire(join(tools, 'package.json'))('yauzl');
  const open = promisify(yauzl.open);
  const zip = await open(archive, { lazyEntries: true });
  const openEntry = promisify(zip.openReadStream.bind(zip));
  zip.on('entry', async (entry) => {
    const path = join(folder, entry.fileName);
    mkdirSync(dirname(path), { recursive: true });
    if (!entry.fileName.endsWith('/')) await pipeline(await openEntry(entry), createWriteStream(path));
    zip.readEntry();
  });
  zip.readEntry();
  await once(zip, 'end');
}

/** @param {string} folder of the extension */
function checkManifest(folder) {
  const { main, contributes } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const paths = [
    main,
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.languages.map(({ configuration }) => configuration),
  ];
  for (const path of paths) assert(existsSync(join(folder, path)), `${path} is not in the package`);
}

/** @param {string} folder of the extension */
async function askServer(folder) {
  const server = spawn(process.execPath, [join(folder, 'server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const found = new Promise((resolve) => connection.onNotification('textDocument/publishDiagnostics', resolve));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  const text = 'export {\n  func f(x: strin) -> s32;\n}\n';
  const textDocument = { uri: 'file:///f.cpp', languageId: 'cpp', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const { diagnostics } = await found;
  assert.match(diagnostics[0]?.message ?? '', /did you mean 'string'\?/);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
}

/** @param {string} tools */
export async function checkExtension(tools) {
  const work = mkdtempSync(join(tmpdir(), 'itlc-vsix-'));
  try {
    pack(tools, join(work, 'itlc.vsix'));
    await unpack(tools, join(work, 'itlc.vsix'), work);
    checkManifest(join(work, 'extension'));
    await askServer(join(work, 'extension'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
