/** The worker that compiles: one program after the other, and of those that wait only the last. */
import type { BuildAnswer, BuildRequest } from '../messages.ts';
import { createBuilder } from './build-program.ts';

let waiting: BuildRequest | undefined;
let isBusy = false;
let current = 0;

const say = (answer: BuildAnswer): void => postMessage(answer);

const build = createBuilder((text, fraction) =>
  say({ kind: 'progress', id: current, text, ...(fraction !== undefined && { fraction }) }),
);

async function work(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  while (waiting) {
    const { id, program, ahead } = waiting;
    waiting = undefined;
    current = id;
    say({ kind: 'built', id, built: await build(program, ahead) });
    // A turn for what has come meanwhile.
    await new Promise((resolve) => setTimeout(resolve));
  }
  isBusy = false;
}

addEventListener('message', ({ data }: MessageEvent<BuildRequest>) => {
  waiting = data;
  void work();
});
