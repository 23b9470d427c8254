/** Firefox by WebDriver BiDi: pages are opened, keys pressed, expressions evaluated. Nothing has to be installed for it. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { findFirefox } from './desktop-browser.ts';

/** What a person with a keyboard does, and what can be seen of it. */
export interface KeyboardPage {
  readonly goto: (url: string) => Promise<void>;
  /** By its name in JavaScript: `Tab`, `ArrowRight`, `a`; `Shift+Tab`. */
  readonly press: (key: string) => Promise<void>;
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const keys: Readonly<Record<string, string>> = {
  Tab: '\ue004',
  Enter: '\ue007',
  Shift: '\ue008',
  Control: '\ue009',
  Escape: '\ue00c',
  End: '\ue010',
  Home: '\ue011',
  ArrowLeft: '\ue012',
  ArrowUp: '\ue013',
  ArrowRight: '\ue014',
  ArrowDown: '\ue015',
};

export async function openFirefoxPage(): Promise<KeyboardPage> {
  const profile = mkdtempSync(join(tmpdir(), 'itlc-firefox-'));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'];
  const browser = spawn(findFirefox(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const listening = new Promise<string>((resolve, reject) => {
    browser.once('exit', () => reject(new Error(`Firefox has ended: ${said}`)));
    browser.stderr.on('data', (piece) => {
      said += piece;
      const [, url] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const { send, end } = await connect(`${await listening}/session`);
  await send('session.new', { capabilities: {} });
  const { contexts } = (await send('browsingContext.getTree', {})) as {
    readonly contexts: readonly { readonly context: string }[];
  };
  const [context] = contexts.map((each) => each.context);
  const release = (): void => rmSync(profile, { recursive: true, force: true });
  return {
    goto: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    press: async (key) => void (await send('input.performActions', { context, actions: [actionsOf(key)] })),
    evaluate: async (expression) => evaluated(await send('script.evaluate', evaluation(expression, context))),
    close: async () => {
      end();
      browser.removeAllListeners('exit');
      browser.kill();
      await once(browser, 'exit');
      release();
    },
  };
}

function actionsOf(text: string): object {
  const parts = text.split('+').map((key) => keys[key] ?? key);
  const actions = [
    ...parts.map((value) => ({ type: 'keyDown', value })),
    ...parts.toReversed().map((value) => ({ type: 'keyUp', value })),
  ];
  return { type: 'key', id: 'keyboard', actions };
}

/** As JSON: what BiDi makes of values is its own. */
const evaluation = (expression: string, context: string | undefined): object => ({
  expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
  target: { context },
  awaitPromise: true,
});

function evaluated(result: unknown): unknown {
  const {
    type,
    result: value,
    exceptionDetails,
  } = result as {
    readonly type: string;
    readonly result?: { readonly value: string };
    readonly exceptionDetails?: { readonly text: string };
  };
  if (type !== 'success') throw new Error(exceptionDetails?.text ?? type);
  return JSON.parse(value?.value ?? 'null');
}

const ANSWER_MILLISECONDS = 60_000;

interface Connection {
  readonly send: (method: string, params: object) => Promise<unknown>;
  readonly end: () => void;
}

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

/** As much of a WebSocket as this takes: Node 20 has none. */
async function connect(url: string): Promise<Connection> {
  const headers = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
  };
  const upgrade = request(url.replace(/^ws:/, 'http:'), { headers }).end();
  const [, socket] = (await once(upgrade, 'upgrade')) as [unknown, Duplex];
  const waiting = new Map<number, (reply: Reply) => void>();
  let received = Buffer.alloc(0);
  socket.on('data', (piece: Buffer) => {
    received = Buffer.concat([received, piece]);
    for (let frame = frameIn(received); frame; frame = frameIn(received)) {
      received = received.subarray(frame.end);
      const reply = JSON.parse(frame.text) as Reply;
      if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
    }
  });
  let last = 0;
  const send = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      setTimeout(() => reject(new Error(`${method}: no answer`)), ANSWER_MILLISECONDS).unref();
      waiting.set(id, ({ error, message, result }) =>
        error ? reject(new Error(`${method}: ${message}`)) : resolve(result),
      );
      socket.write(frameOf(JSON.stringify({ id, method, params })));
    });
  return { send, end: () => socket.destroy() };
}

/** One text of less than 64 KiB, masked, as a client's has to be: Firefox takes none that is masked with zeros. */
function frameOf(text: string): Buffer {
  const mask = randomBytes(4);
  const content = Buffer.from(text).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  const isShort = content.length < 126;
  const length = isShort ? [0x80 | content.length] : [0xfe, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length]), mask, content]);
}

/** Undefined as long as it has not come whole. */
function frameIn(bytes: Buffer): { readonly text: string; readonly end: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const end = start + length;
  return bytes.length < end ? undefined : { text: bytes.toString('utf8', start, end), end };
}
