/** What every peer's core module imports. */

let sum = 0;

/** The sum of the last characters of all that was logged. */
export const logged = () => sum;

export const cb = (index) => (index + 1) | 0;

/** Reads the last character: that makes an engine flatten what it only put together. */
export function log(text) {
  sum = (sum + text.charCodeAt(text.length - 1)) | 0;
}
