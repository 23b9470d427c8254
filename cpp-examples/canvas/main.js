import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { buildAll } from './build.js';
import { canvasOn } from './canvas.js';
import { drawingOn } from './drawing.js';
import { addingContext, Image, recordingContext } from './recording.js';

const hasEmbind = buildAll();
const place = (file) => new URL(file, import.meta.url);

const cpp = async (context) => {
  const { instantiate } = await import('./out/canvas.js');
  const { frame } = await instantiate({ canvas: canvasOn(context, Image) });
  return frame;
};

/** @param {boolean} isBulk whether images go out in one piece */
const embind = (isBulk) => async (context) => {
  const { default: create } = await import('./out/embind.js');
  const { drawOn, frame } = await create({ wasmBinary: readFileSync(place('out/embind.wasm')) });
  drawOn(context, isBulk);
  return frame;
};

const painters = {
  'C++ through itlc': cpp,
  ...(hasEmbind
    ? {
        'C++ through embind, image pixel by pixel': embind(false),
        'C++ through embind, image in one piece': embind(true),
      }
    : {}),
};

/** What a painter does on a context in frames at these times. */
async function record(painter) {
  const context = recordingContext();
  const frame = await painter(context);
  for (const seconds of [0, 0.5, 17.25]) frame(seconds);
  return context.calls;
}

const drawn = await record(drawingOn);
const counts = new Map();
for (const [name] of drawn) counts.set(name, (counts.get(name) ?? 0) + 1);
console.log('Three frames from JavaScript:');
for (const [name, count] of counts) console.log(`  ${name} ${count}`);
for (const [name, painter] of Object.entries(painters))
  console.log(`${name}: ${isDeepStrictEqual(await record(painter), drawn) ? 'the same' : 'SOMETHING ELSE'}`);

/** The best of some rounds, in turns, so that all have the same weather. In milliseconds a frame. */
async function measure(all) {
  const frames = await Promise.all(all.map((painter) => painter(addingContext())));
  const best = all.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 60; round++)
    frames.forEach((frame, index) => {
      const begin = performance.now();
      for (let count = 0; count < 5; count++) frame(count / 60);
      best[index] = Math.min(best[index], (performance.now() - begin) / 5);
    });
  return best;
}

const [own, ...others] = await measure([drawingOn, ...Object.values(painters)]);
console.log('A frame on a canvas that only adds up, against JavaScript:');
Object.keys(painters).forEach((name, index) => {
  console.log(`  ${name}: ${(others[index] / own).toFixed(2)} times`);
});
