/**
 * `npm run fuzz -- --minutes N [--seed S] [--keep-going]`: changed sources, core modules, adapters and values over all
 * targets, until the time is over or something is found. What it found, its seed finds again.
 */
import { fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../harness/folders.ts';
import { nodeOf } from '../harness/tools.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    cases: { type: 'string', default: '400' },
    'keep-going': { type: 'boolean', default: false },
  },
});

/** What runs longer is ended and passed over: a changed source may well loop for ever. */
const PATIENCE = 10_000;
const CASES = Number(values.cases);
/** Below 2^30, so that rounds may count on from it. */
const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
const end = Date.now() + Number(values.minutes) * 60_000;

/** This Node, and those that test:engines has installed: they can run more variants. */
const nodes = [process.execPath, nodeOf(24), nodeOf(26)].filter(
  (path, index, all) => existsSync(path) && all.indexOf(path) === index,
);

interface Message {
  readonly kind: 'case' | 'finding';
  readonly seed: number;
  readonly text?: string;
}

interface Round {
  readonly next: number;
  readonly findings: number;
}

/** Runs cases from `from` on in a process of its own, until all are done, one hangs or the time is over. */
function runCases(node: string, from: number, to: number): Promise<Round> {
  return new Promise((resolve) => {
    const child = fork(join(root, '.engines/build/fuzz-child.mjs'), [String(from), String(to)], {
      execPath: node,
      // Programs print, and without end.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    child.stderr?.on('data', (text) => {
      complaint = `${complaint}${text}`.slice(-2000);
    });
    let current = from - 1;
    let findings = 0;
    let hangs = false;
    const giveUp = (): void => {
      hangs = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(giveUp, PATIENCE * 3);
    child.on('message', (message: Message) => {
      if (message.kind === 'case') {
        clearTimeout(timer);
        timer = setTimeout(giveUp, PATIENCE);
        current = message.seed;
      } else {
        findings++;
        report(message.seed, node, message.text ?? '');
      }
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0 && !hangs) {
        findings++;
        report(current, node, `the process ended with ${signal ?? code}\n${complaint}`);
      }
      resolve({ next: code === 0 ? to : current + 1, findings });
    });
  });
}

function report(seed: number, node: string, text: string): void {
  console.log(`\nFOUND with ${node}\n${text}\nagain: npm run fuzz -- --seed ${seed} --cases 1 --minutes 0\n`);
}

/** The properties that `npm test` has too, with another seed. */
function runProperties(seed: number): boolean {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const env = { ...process.env, ITLC_SEED: String(seed) };
  const node = nodes.at(-1) ?? process.execPath;
  const { status, stdout } = spawnSync(node, [vitest, 'run', '--maxWorkers=1', 'test/property'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.log(`${stdout.slice(-6000)}\nagain: ITLC_SEED=${seed} ${node} ${vitest} run test/property\n`);
  }
  return status === 0;
}

console.log(`seed ${firstSeed}`);
let [cases, findings, seed, round] = [0, 0, firstSeed, 0];
do {
  const to = seed + CASES;
  while (seed < to && (seed === firstSeed || Date.now() < end)) {
    const done = await runCases(nodes[round % nodes.length] ?? process.execPath, seed, to);
    cases += done.next - seed;
    findings += done.findings;
    seed = done.next;
    if (findings > 0 && !values['keep-going']) break;
  }
  round++;
  if (round % 8 === 0 && Date.now() < end && !runProperties(seed)) findings++;
} while (Date.now() < end && (findings === 0 || values['keep-going']));
console.log(`${cases} cases of seed ${firstSeed}: ${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;
