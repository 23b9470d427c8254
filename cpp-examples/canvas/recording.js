/** Contexts for Node, which has no canvas. */

/** @typedef {import('./canvas.js').Context} Context */

/** What browsers call ImageData. */
export class Image {
  constructor(data, width) {
    this.data = data;
    this.width = width;
    this.height = data.length / 4 / width;
  }
}

const createImageData = (width, height) => new Image(new Uint8ClampedArray(4 * width * height), width);

/**
 * Remembers all that is done with it.
 * @returns {Context & { readonly calls: readonly (readonly unknown[])[] }} each call with its name and arguments
 */
export function recordingContext() {
  const calls = [];
  const method =
    (name) =>
    (...args) => {
      calls.push([name, ...args]);
    };
  return {
    calls,
    set fillStyle(color) {
      calls.push(['fillStyle', color]);
    },
    set strokeStyle(color) {
      calls.push(['strokeStyle', color]);
    },
    ...Object.fromEntries(methods.map((name) => [name, method(name)])),
    createImageData,
    // The next frame writes into the same image.
    putImageData: ({ width, data }, x, y) => calls.push(['putImageData', width, data.slice(), x, y]),
  };
}

const methods = ['fillRect', 'fillText', 'beginPath', 'moveTo', 'lineTo', 'stroke'];

/**
 * Does as little with a call as there can be done, for measuring what the calls themselves cost.
 * @returns {Context & { readonly sum: number }}
 */
export function addingContext() {
  const context = {
    sum: 0,
    fillStyle: '',
    strokeStyle: '',
    fillRect(x, y, width, height) {
      context.sum += x + y + width + height;
    },
    fillText(_text, x, y) {
      context.sum += x + y;
    },
    beginPath() {
      context.sum += 1;
    },
    moveTo(x, y) {
      context.sum += x + y;
    },
    lineTo(x, y) {
      context.sum += x + y;
    },
    stroke() {
      context.sum += 1;
    },
    createImageData,
    putImageData(image, x, y) {
      context.sum += image.data[0] + x + y;
    },
  };
  return context;
}
