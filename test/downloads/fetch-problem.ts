/** Sources and packages that examples fetch. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Why what an example's fetch.sh fetches cannot be had; undefined where it is in the folder now. */
export async function fetchProblem(example: string, folder: string, timeout: number): Promise<string | undefined> {
  try {
    await promisify(execFile)(join(example, 'fetch.sh'), [folder], { timeout });
    return undefined;
  } catch (error) {
    const { message, stderr } = error as Error & { readonly stderr?: string };
    return (stderr || message).trim().split('\n').at(-1);
  }
}
