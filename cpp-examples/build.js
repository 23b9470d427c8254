/** Builds an example with itlc, as its README says to. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const itlc = fileURLToPath(new URL('../bin/itlc.js', import.meta.url));

/**
 * Runs `itlc SOURCES -o out/` in the example's folder, and ends the process when there are errors: itlc has shown them.
 * @param {string} main `import.meta.url` of the example
 * @param {...string} sources one module
 */
export function build(main, ...sources) {
  const folder = fileURLToPath(new URL('.', main));
  const { status } = spawnSync(process.execPath, [itlc, ...sources, '-o', 'out/', '--quiet'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
