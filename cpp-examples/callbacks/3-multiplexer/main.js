/**
 * @param {(imports?: object) => Promise<any>} instantiate this stage's component
 * @param {(...values: unknown[]) => void} print
 * @param {{ telemetry: (what: string, msg: string) => void, persist: (file: string, line: string) => void }} sinks
 */
export default async function run(instantiate, print, { telemetry, persist }) {
  const { processData } = await instantiate();
  processData([1, 2, 3], (msg) => print('[data 1 logger]', msg));
  processData([4, 5], (msg) => telemetry('data 2', msg));
  processData([6], (msg) => persist('data_3.log', msg));
  return processData([7]);
}
