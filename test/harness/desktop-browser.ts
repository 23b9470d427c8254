/** Browsers that are started with an address and nothing else: the page itself tells what came of it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface OpenBrowser {
  /** As the program gives it. */
  readonly version: string;
  /** Rejects when the browser ends by itself. */
  readonly ended: Promise<never>;
  close(): void;
}

/** Opens a page in a new profile, without a window that anybody sees. */
export type OpenPage = (url: string) => Promise<OpenBrowser>;

const firefoxPlaces = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

export const findFirefox = (): string => findProgram('Firefox', process.env.FIREFOX, firefoxPlaces, 'firefox-esr');

export const openFirefox: OpenPage = async (url) => {
  const program = findFirefox();
  const profile = mkdtempSync(join(tmpdir(), 'itlc-firefox-'));
  writeFileSync(join(profile, 'user.js'), firefoxPreferences);
  const browser = start(program, ['--headless', '--no-remote', '--profile', profile, url], profile);
  return { ...browser, version: versionOf(program, process.env) };
};

/** It asks nobody for updates, studies or lists of dangerous pages, and shows no page of its own. */
const firefoxPreferences = `user_pref('app.update.disabledForTesting', true);
user_pref('app.normandy.enabled', false);
user_pref('app.shield.optoutstudies.enabled', false);
user_pref('browser.aboutwelcome.enabled', false);
user_pref('browser.safebrowsing.update.enabled', false);
user_pref('browser.shell.checkDefaultBrowser', false);
user_pref('browser.startup.homepage_override.mstone', 'ignore');
user_pref('datareporting.policy.dataSubmissionEnabled', false);
user_pref('network.captive-portal-service.enabled', false);
user_pref('network.connectivity-service.enabled', false);
user_pref('toolkit.telemetry.reportingpolicy.firstRun', false);
`;

const webKitPlaces = ['4.1', '6.0', '4.0'].map((api) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${api}/MiniBrowser`);

/** WebKit's own small browser. It knows no mode without a display, so that it is given one that nobody sees. */
export const openWebKit: OpenPage = async (url) => {
  const program = findProgram('WebKit', process.env.WEBKIT, webKitPlaces, 'webkit2gtk-driver xvfb');
  const home = mkdtempSync(join(tmpdir(), 'itlc-webkit-'));
  const display = await openDisplay();
  const environment = { ...process.env, DISPLAY: display.name, HOME: home, XDG_RUNTIME_DIR: home };
  const browser = start(program, ['--private', url], home, environment);
  return {
    ...browser,
    version: versionOf(program, environment),
    close: () => {
      browser.close();
      display.close();
    },
  };
};

interface Display {
  readonly name: string;
  close(): void;
}

function openDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    server.on('error', () => reject(new Error('there is no Xvfb: `apt-get install xvfb`')));
    server.on('exit', (status) => reject(new Error(`Xvfb ended with ${status}`)));
    (server.stdio[3] as Readable).on('data', (number: Buffer) => {
      resolve({ name: `:${number.toString().trim()}`, close: () => void server.kill() });
    });
  });
}

function findProgram(name: string, asked: string | undefined, places: readonly string[], debian: string): string {
  const path = asked ?? places.find((place) => existsSync(place));
  if (path !== undefined) return path;
  throw new Error(`there is no ${name}: \`apt-get install ${debian}\`, or say in $${name.toUpperCase()} where one is`);
}

/** `Mozilla Firefox 153.8.0esr` and the like; the last word is it. */
function versionOf(program: string, env: NodeJS.ProcessEnv): string {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', env, timeout: 30_000 });
  return stdout?.trim().split(/\s+/).at(-1) ?? '';
}

/** @param folder - what the browser may write to, removed when it is closed */
function start(
  program: string,
  args: readonly string[],
  folder: string,
  env = process.env,
): Omit<OpenBrowser, 'version'> {
  // A group of its own: it starts processes that do not end with it.
  const browser = spawn(program, args, { stdio: 'ignore', detached: true, env });
  const ended = new Promise<never>((_, reject) => {
    browser.on('error', reject);
    browser.on('exit', (status) => reject(new Error(`${program} ended with ${status}`)));
  });
  // Closing ends it too, when nobody listens any more.
  ended.catch(() => {});
  return {
    ended,
    close: () => {
      endGroup(browser);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
