/** The C++ compiler of a session: looked for once, kept warm. */
import { noCompiler, unusableCompiler } from '../diagnostics/toolchain.ts';
import type { Compiler } from '../toolchain/compiler.ts';
import { type CompilerSearch, findCompiler } from '../toolchain/find-compiler.ts';
import type { CppSettings } from './cpp-flags.ts';
import type { CppSession } from './cpp-session.ts';
import type { Reports } from './reports.ts';

type Asked = Pick<CppSettings, 'cxx'>;

/** Undefined after a reported error. */
export async function compilerFor(asked: Asked, session: CppSession, reports: Reports): Promise<Compiler | undefined> {
  if (session.compiler) return session.compiler;
  const found = await findCompiler(searchFor(asked, session));
  switch (found.kind) {
    case 'found':
      session.compiler = found.compiler;
      return found.compiler;
    case 'unusable':
      reports.show([unusableCompiler(found.origin, found.program, found.reason)]);
      return undefined;
    case 'none':
      reports.show([noCompiler()]);
      return undefined;
  }
}

/** Looks for the compiler and has it load; false where there is none at all. One that cannot be used is reported later. */
export async function warmCompiler(asked: Asked, session: CppSession): Promise<boolean> {
  const found = await findCompiler(searchFor(asked, session));
  if (found.kind === 'found') session.compiler = found.compiler;
  return found.kind !== 'none';
}

function searchFor({ cxx }: Asked, session: CppSession): CompilerSearch {
  return {
    ...(cxx !== undefined && { asked: cxx }),
    ...(session.thread && { thread: true }),
    environment: process.env,
    folder: process.cwd(),
    progress: (done, total) => {
      const percent = Math.floor((100 * done) / total);
      session.progress.show(percent < 100 ? `Loading clang … ${percent} %` : session.step);
    },
  };
}
