/** The functions that canvas.cpp imports, over a 2D context: what the browser calls otherwise is called so here. */

/** @typedef {Pick<CanvasRenderingContext2D, 'fillStyle' | 'strokeStyle' | 'fillRect' | 'fillText' | 'beginPath' |
 *   'moveTo' | 'lineTo' | 'stroke' | 'createImageData' | 'putImageData'>} Context */

/** @param {Context} context */
export function canvasOn(context) {
  /** @type {ImageData | undefined} */
  let image;
  return {
    fillStyle(color) {
      context.fillStyle = color;
    },
    strokeStyle(color) {
      context.strokeStyle = color;
    },
    fillRect: (x, y, width, height) => context.fillRect(x, y, width, height),
    fillText: (text, x, y) => context.fillText(text, x, y),
    beginPath: () => context.beginPath(),
    moveTo: (x, y) => context.moveTo(x, y),
    lineTo: (x, y) => context.lineTo(x, y),
    stroke: () => context.stroke(),
    putImage(pixels, width, x, y) {
      if (image?.width !== width) image = context.createImageData(width, pixels.length / width);
      new Uint32Array(image.data.buffer).set(pixels);
      context.putImageData(image, x, y);
    },
  };
}
