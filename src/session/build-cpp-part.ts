import type { BuildSettings } from './build-settings.ts';
import type { CppSession } from './cpp-session.ts';
import type { BuildCppPart } from './read-parts.ts';
import type { Reports } from './reports.ts';

/** Builds the C++ that an ITL source uses as one that the command line names, its core module included. */
export const buildCppPart =
  (settings: BuildSettings, session: CppSession, reports: Reports): BuildCppPart =>
  async (path, name) => {
    // Loaded only now: most of it is of no use to ITL.
    const { makeCpp } = await import('./build-cpp.ts');
    const command = { ...settings, name, isPart: true, compileCommands: false };
    const made = await makeCpp({ cpp: [path], objects: [] }, command, session, reports);
    return made && { ...made.translated.itl, core: made.core };
  };
