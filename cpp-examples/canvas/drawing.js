/** What canvas.cpp draws, in JavaScript, straight on the context. */
const columns = 500;
const rows = 200;
const segments = 256;
const bars = 50;
const stars = 500;
const lineColors = ['#f472b6', '#fb923c', '#facc15', '#4ade80', '#22d3ee', '#60a5fa', '#a78bfa'];
const barColors = ['#1d4ed8', '#2563eb', '#3b82f6'];

/** @typedef {import('./canvas.js').Context} Context */

/**
 * @param {Context} context
 * @returns {(seconds: number) => void} draws a frame
 */
export function drawingOn(context) {
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  return (seconds) => {
    context.fillStyle = '#0b1020';
    context.fillRect(0, 0, 520, 400);
    drawImage(pixels, seconds);
    context.putImageData(image, 10, 10);
    drawPixels(context, seconds);
    drawRectangles(context, seconds);
    drawLines(context, seconds);
    context.fillStyle = '#e2e8f0';
    context.fillText(`${Math.floor(seconds)} s`, 20, 30);
  };
}

/**
 * Parabolas instead of a sine, whose last bit is not the same everywhere.
 * @param {number} turns
 */
function wave(turns) {
  const phase = turns - Math.floor(turns) - 0.5;
  return 16 * phase * (Math.abs(phase) - 0.5);
}

/**
 * @param {Uint32Array} pixels
 * @param {number} seconds
 */
function drawImage(pixels, seconds) {
  for (let row = 0; row < rows; row++) {
    const down = wave(row * 0.004 - seconds * 0.07);
    const warmth = (110 + down * 60) | 0;
    const cold = (200 - down * 30) | 0;
    for (let column = 0; column < columns; column++) {
      const shade = (128 + wave(column * 0.003 + down * 0.2 + seconds * 0.05) * 100) | 0;
      const red = (shade * warmth) >> 8;
      const green = (shade * 70) >> 8;
      const blue = 40 + ((shade * cold) >> 8);
      pixels[row * columns + column] = 0xff000000 | (blue << 16) | (green << 8) | red;
    }
  }
}

/**
 * @param {Context} context
 * @param {number} seconds
 */
function drawPixels(context, seconds) {
  context.fillStyle = '#e2e8f0';
  for (let star = 0; star < stars; star++) {
    const place = Math.imul(star, 2654435761) >>> 0;
    const x = (place % columns) + seconds * (4 + (star % 16));
    context.fillRect(10 + Math.floor(x - columns * Math.floor(x / columns)), 10 + ((place >>> 16) % rows), 1, 1);
  }
}

/**
 * @param {Context} context
 * @param {number} seconds
 */
function drawRectangles(context, seconds) {
  for (let bar = 0; bar < bars; bar++) {
    const height = 45 + 20 * wave(bar * 0.05 + seconds * 0.4) + 15 * wave(bar * 0.13 - seconds * 0.3);
    context.fillStyle = barColors[bar % barColors.length];
    context.fillRect(10 + bar * 10, 390 - height, 8, height);
  }
}

/**
 * @param {Context} context
 * @param {number} seconds
 */
function drawLines(context, seconds) {
  let line = 0;
  for (const color of lineColors) {
    line++;
    const offset = line * seconds * 0.06;
    const frequency = 2 + 0.5 * wave(offset * 0.3);
    context.strokeStyle = color;
    context.beginPath();
    context.moveTo(10, 260 + 48 * wave(offset));
    for (let segment = 1; segment <= segments; segment++)
      context.lineTo(10 + (segment * columns) / segments, 260 + 48 * wave((segment * frequency) / segments + offset));
    context.stroke();
  }
}
