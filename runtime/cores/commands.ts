import { runsOnce } from './trap-error.ts';

/** Exports that have run: of a command, a second run is what most of them forbid by a trap. */
export const createCommands = (): Set<string> => new Set();

/** What to say of a trap of a run that begins now; nothing for the first one. */
export function hintOfRun(commands: Set<string>, who: string): typeof runsOnce | undefined {
  const hint = commands.has(who) ? runsOnce : undefined;
  commands.add(who);
  return hint;
}
