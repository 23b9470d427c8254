import type { Trace } from '../session/cpp-session.ts';
import { isWasm } from '../session/input-kinds.ts';
import type { WitRequest, WorldReader } from '../session/read-world.ts';
import type { Inputs } from './inputs.ts';
import type { Reporter } from './report.ts';

/** What the core modules of a command line are linked with. Reading WIT is loaded only where there are some. */
export async function worldFor(
  { itl }: Inputs,
  wit: WitRequest | undefined,
  reporter: Reporter,
  trace?: Trace,
): Promise<WorldReader | undefined> {
  if (!wit || !itl.some(isWasm)) return undefined;
  const { worldReader } = await import('../session/read-world.ts');
  return worldReader(wit, reporter, trace);
}
