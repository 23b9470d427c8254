/** Those who can draw the animation: each gets a context and gives the function that draws a frame. */
import { canvasOn } from '../canvas.js';
import { drawingOn } from '../drawing.js';
import { instantiate } from '../out/canvas.js';

/** @typedef {(seconds: number) => void} Frame */

/** @param {CanvasRenderingContext2D} context */
export const javascript = (context) => drawingOn(context);

/**
 * @param {CanvasRenderingContext2D} context
 * @returns {Promise<Frame>}
 */
export async function cpp(context) {
  const { frame } = await instantiate({ canvas: canvasOn(context) });
  return frame;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLInputElement} bulk whether images go out in one piece
 * @returns {Promise<Frame>}
 */
export async function embind(context, bulk) {
  const { default: create } = await import('../out/embind.js');
  const { drawOn, frame } = await create();
  const connect = () => drawOn(context, bulk.checked);
  bulk.addEventListener('change', connect);
  connect();
  return frame;
}
