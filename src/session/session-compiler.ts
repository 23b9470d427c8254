/** The C++ compiler of a session: looked for once, kept warm. */
import { noCompiler, unusableCompiler } from '../diagnostics/toolchain.ts';
import type { Compiler } from '../toolchain/compiler.ts';
import { type FoundCompiler, findCompiler } from '../toolchain/find-compiler.ts';
import type { CppSettings } from './cpp-flags.ts';
import type { CppSession } from './cpp-session.ts';
import type { Reports } from './reports.ts';

type Asked = Pick<CppSettings, 'cxx'>;

/** Undefined after a reported error. */
export async function compilerFor(asked: Asked, session: CppSession, reports: Reports): Promise<Compiler | undefined> {
  const found = await lookFor(asked, session);
  switch (found.kind) {
    case 'found':
      return found.compiler;
    case 'unusable':
      reports.show([unusableCompiler(found.origin, found.program, found.reason)]);
      return undefined;
    case 'none':
      reports.show([noCompiler()]);
      return undefined;
  }
}

/** Looks for the compiler, and has one with a thread of its own load; false where there is none at all. One that cannot be used is reported later. */
export async function warmCompiler(asked: Asked, session: CppSession): Promise<boolean> {
  const found = await lookFor(asked, session);
  // In this thread it would hold up what is done meanwhile.
  if (found.kind === 'found' && session.thread) found.compiler.load?.();
  return found.kind !== 'none';
}

/** The one that the session has, or is looking for: another would be loaded anew, in a thread that nobody ends. */
async function lookFor(asked: Asked, session: CppSession): Promise<FoundCompiler> {
  if (session.compiler) return { kind: 'found', compiler: session.compiler };
  session.looking ??= find(asked, session).finally(() => {
    session.looking = undefined;
  });
  return session.looking;
}

async function find({ cxx }: Asked, session: CppSession): Promise<FoundCompiler> {
  const found = await findCompiler({
    ...(cxx !== undefined && { asked: cxx }),
    ...(session.thread && { thread: true }),
    environment: process.env,
    folder: process.cwd(),
    progress: (done, total) => {
      const percent = Math.floor((100 * done) / total);
      session.progress.show(percent < 100 ? `Loading clang … ${percent} %` : session.step);
    },
  });
  if (found.kind === 'found') session.compiler = found.compiler;
  return found;
}
