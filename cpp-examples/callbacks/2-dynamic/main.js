/**
 * @param {(imports?: object) => Promise<any>} instantiate this stage's component
 * @param {(...values: unknown[]) => void} print
 */
export default async function run(instantiate, print) {
  const { processData } = await instantiate();
  return processData([1, 2, 3], (msg) => print('[dyn_logger]', msg));
}
