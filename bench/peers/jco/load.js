import { Thing } from './host.js';

/** @param build the folder that the version of jco has written to */
export async function loadJco(build) {
  const module = await import(`../../out/peers/${build}/work.js`);
  return { ...module, values: { object: new Thing() } };
}
