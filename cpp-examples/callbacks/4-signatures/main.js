/**
 * @param {(imports?: object) => Promise<any>} instantiate this stage's component
 * @param {(...values: unknown[]) => void} print
 */
export default async function run(instantiate, print) {
  const keys = ['KeyW', 'KeyA', 'Enter'];
  const lib = await instantiate({ keyboard: { waitForKeypress: () => keys.shift() } });

  lib.processData([1, 2, 3], (msg) => print('[calc]', msg));

  lib.onKeyboardEvent((code) => print('key:', code));

  const log = (msg) => print('processed chunk of data, res:', msg);
  const progressHook = (nDone, nTotal) => {
    print(`progress: ${nDone} / ${nTotal}`);

    // Stop after step 2 (for whichever reason)
    if (nDone === 2) return 1;

    return 0;
  };
  lib.startDataPipeline('data', log, progressHook);

  const alerts = lib.onAlert((msg) => print('alert:', msg));
  const once = lib.onAlert((msg) => {
    once.dispose();
    print('first alert:', msg);
  });
  lib.raiseAlert('disk is full');
  lib.raiseAlert('disk is still full');
  alerts.dispose();
  lib.raiseAlert('nobody hears this');
  return lib;
}
