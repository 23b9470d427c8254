/** Runs jobs in a browser of the machine, which needs nothing but a folder for its profile and an address to open. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveJobs } from './serve.js';

/** By name: where it may be, and its arguments for a profile and an address. */
const browsers = {
  chromium: {
    title: 'Chromium',
    programs: [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'],
    args: (profile, address) => [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update'],
      ...['--disable-background-networking', '--disable-extensions', `--user-data-dir=${profile}`, address],
    ],
  },
  firefox: {
    title: 'Firefox',
    programs: [process.env.FIREFOX, 'firefox-esr', 'firefox'],
    args: (profile, address) => ['--headless', '--no-remote', '--profile', profile, address],
  },
};

export const browserNames = Object.keys(browsers);

/** @returns the program that is there, and what it says of its version */
async function findBrowser(name) {
  const { programs, title } = browsers[name];
  for (const program of programs.filter(Boolean)) {
    const found = await promisify(execFile)(program, ['--version']).catch(() => undefined);
    const version = /\d+\.[\d.]*\d/.exec(found?.stdout)?.[0];
    if (version) return { program, engine: `${title} ${version}` };
  }
  throw new Error(`${title} is not there: install it, or say where with ${name.toUpperCase()}=PATH`);
}

/** With whatever processes it has started. */
function end(browser) {
  try {
    process.kill(-browser.pid);
  } catch {
    // It has ended by itself.
  }
}

/** @returns `engine`, its name and version, and `results`, what each job's page posted */
export async function runJobs(name, jobs, onJob) {
  const { program, engine } = await findBrowser(name);
  const profile = await mkdtemp(join(tmpdir(), 'bench-'));
  const site = await serveJobs(jobs, onJob);
  const browser = spawn(program, browsers[name].args(profile, site.start), { stdio: 'ignore', detached: true });
  process.once('exit', () => end(browser));
  try {
    return { engine, results: await site.finished };
  } finally {
    end(browser);
    site.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 9, retryDelay: 200 });
  }
}
