/** The functions that canvas.cpp imports, over a 2D context: what the browser calls otherwise is called so here. */

/** @typedef {Pick<CanvasRenderingContext2D, 'fillStyle' | 'strokeStyle' | 'fillRect' | 'fillText' | 'beginPath' |
 *   'moveTo' | 'lineTo' | 'stroke' | 'createImageData' | 'putImageData'>} Context */

/**
 * @param {Context} context
 * @param {new (bytes: Uint8ClampedArray, width: number) => ImageData} Image what stands for ImageData where there is none
 */
export function canvasOn(context, Image = ImageData) {
  /** @type {ImageData | undefined} */
  let image;
  /** @type {Uint32Array | undefined} */
  let shown;
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
      // C++ draws into its own memory, and the image is that memory: nothing is copied until it is on the canvas.
      if (image?.width !== width || !isSame(pixels, shown)) {
        image = new Image(new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength), width);
        shown = pixels;
      }
      context.putImageData(image, x, y);
    },
  };
}

/**
 * Whether both show the same memory; one of the past has length 0 where that has grown.
 * @param {Uint32Array} view
 * @param {Uint32Array | undefined} former
 */
const isSame = (view, former) =>
  view.buffer === former?.buffer && view.byteOffset === former.byteOffset && view.length === former.length;
