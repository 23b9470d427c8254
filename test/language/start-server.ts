/** The language server as an editor runs it: a process that speaks the protocol. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node.js';
import { root } from '../harness/folders.ts';

export interface RunningServer {
  readonly connection: ProtocolConnection;
  /** Ends it, and expects that it has nothing to complain of. */
  readonly end: () => Promise<void>;
}

/**
 * @param env more of the environment
 * @param args what stands behind `itlc`
 */
export async function startServer(
  env: NodeJS.ProcessEnv = {},
  args: readonly string[] = ['lsp', '--stdio'],
): Promise<RunningServer> {
  const server: ChildProcess = spawn(process.execPath, [join(root, 'bin/itlc.js'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (!server.stdout || !server.stdin) throw new Error('no streams');
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const initialized = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(initialized).toMatchObject({ serverInfo: { name: 'itlc' } });
  await connection.sendNotification('initialized', {});
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const end = async (): Promise<void> => {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
  };
  return { connection, end };
}
