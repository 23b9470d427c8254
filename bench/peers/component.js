import * as host from './jco/host.js';

/** What itlc makes of the component that jco has too. */
export async function load() {
  const { instantiate } = await import('../out/peers/component/work.js');
  const exports = await instantiate({ 'bench:work/host': host });
  return { ...exports, values: { object: new host.Thing() } };
}
