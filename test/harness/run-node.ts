import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a script with node, without whatever compiler this machine is set up for; rejects where it fails. */
export async function runNode(args: readonly string[], folder: string): Promise<string> {
  const env = { ...process.env, ITLC_CXX: '', WASI_SDK_PATH: '', NO_COLOR: '1', FORCE_COLOR: undefined };
  const { stdout } = await promisify(execFile)(process.execPath, [...args], { cwd: folder, env });
  return stdout;
}
