/** Starts the language server for ITL, WIT, and C++ with blocks. */
import { join } from 'node:path';
import { commands, type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node.js';

let client: LanguageClient | undefined;

const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: 'itl' }, { language: 'wit' }, { language: 'cpp', scheme: 'file' }],
  // Core modules change with builds, included files with edits elsewhere.
  synchronize: { fileEvents: workspace.createFileSystemWatcher('**/{*.wasm,*.it,*.wit,itlc.config.*}') },
};

/** The user's own, where the settings name one; else the extension's. */
function serverOptions(folder: string): ServerOptions {
  const own = workspace.getConfiguration('itlc').get<string>('server', '');
  if (own !== '') return { command: process.execPath, args: [own, 'lsp'], options: { env: nodeEnvironment } };
  return { command: process.execPath, args: [join(folder, 'server.mjs')], options: { env: nodeEnvironment } };
}

/** The editor's own program runs as Node. */
const nodeEnvironment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };

export async function activate(context: ExtensionContext): Promise<void> {
  client = new LanguageClient('itlc', 'itlc', serverOptions(context.extensionPath), clientOptions);
  context.subscriptions.push(commands.registerCommand('itlc.restart', () => client?.restart()));
  await client.start();
}

export const deactivate = (): Promise<void> | undefined => client?.stop();
