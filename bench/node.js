/** Measures on a Node: every participant in processes of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { others } from './participants.js';
import { collected } from './runs.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A script of this folder on an engine. @returns what it prints */
async function runScript(node, script, ...args) {
  const { stdout } = await promisify(execFile)(node, [join('bench', script), ...args], { cwd: root });
  return JSON.parse(stdout);
}

function reasonOf(error) {
  const [, reason] = String(error.stderr).match(/\w*Error\]?: (.*)$/m) ?? ['', error.message];
  // Of an address, only the name is the same on every machine.
  return reason.split('\n')[0].replaceAll(/\S*\/(?=[\w.]+\.wasm)/g, '');
}

/** By name; those that the engine cannot run are in `missing`, with the reason. */
async function measureCalls(node, names, rounds) {
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  const missing = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of names.filter((each) => !missing[each] && (round === 0 || !others.includes(each)))) {
      console.error(`${name} on ${node} …`);
      await runScript(node, 'measure.js', name).then(
        (run) => runs[name].push(run),
        (error) => {
          missing[name] = reasonOf(error);
        },
      );
    }
  }
  return { runs, missing };
}

/** By name. In turns, so that what disturbs the machine disturbs all alike. */
async function measureColds(node, names, coldStarts) {
  const colds = Object.fromEntries(names.map((name) => [name, []]));
  for (let start = 0; start < coldStarts; start++) {
    for (const name of names) colds[name].push({ milliseconds: await runScript(node, 'cold.js', name) });
  }
  return colds;
}

/** `Node 26.10.0`. */
export const engineOf = async (node) =>
  `Node ${(await promisify(execFile)(node, ['--version'])).stdout.trim().slice(1)}`;

/** @returns `engine`, and `measured`: see `collected` */
export async function measureNode(node, names, { rounds, coldStarts }) {
  const { runs, missing } = await measureCalls(node, names, rounds);
  const ran = names.filter((name) => !missing[name]);
  return {
    engine: await engineOf(node),
    measured: collected(runs, await measureColds(node, ran, coldStarts), missing),
  };
}
