/** What a user says of C++, and the flags that become of it. */
import { type StepFlags, splitFlags, stackFlags } from '../toolchain/flags.ts';
import { splitWords } from '../toolchain/split-words.ts';

/** What a core module tells a debugger: the lines of the C++ by way of a source map, or all that clang knows. */
export type DebugInfo = 'lines' | 'dwarf';

export interface CppSettings {
  /** `--cxx`. */
  readonly cxx?: string;
  /** `--cxxflags`, as often as it was given. */
  readonly cxxflags?: readonly string[];
  /** Of the component; otherwise that of the first source with a block. */
  readonly name?: string;
  /** Of one source, for a component that uses it: the generated C++ is called as the component is, which no other part is. */
  readonly isPart?: boolean;
  /** `--no-compile` stops before the compiler. */
  readonly compile: boolean;
  /** Write `compile_commands.json`. */
  readonly compileCommands?: boolean;
  /** What the core module tells a debugger: lines, by way of a source map, or all of DWARF. */
  readonly debug?: DebugInfo;
}

/**
 * A user's flags come last, so that they win. The headers need C++17, which some compilers do not take for granted. ITLC tells
 * sources that the blocks in them count.
 * `-O` is for releases: without names for stack traces. The names themselves go when all is linked, since what the linker
 * strips with them says which features the module uses: drivers that run wasm-opt behind the linker need it.
 */
export function cppFlags(command: CppSettings, optimize: boolean, color: boolean): StepFlags {
  const level = optimize ? ['-O3'] : ['-O2'];
  const debug = command.debug ? debugFlags[command.debug] : optimize ? ['-Wl,--strip-debug'] : [];
  const exceptions = usesExceptions(command) ? [] : ['-fno-exceptions'];
  const own = [...level, ...debug, '-std=gnu++17', '-DITLC', ...exceptions, ...stackFlags];
  const asked = askedFlags(command);
  return splitFlags([...own, ...(color ? ['-fcolor-diagnostics'] : []), ...asked]);
}

const debugFlags: Readonly<Record<DebugInfo, readonly string[]>> = {
  lines: ['-gline-tables-only'],
  dwarf: ['-g'],
};

const askedFlags = ({ cxxflags = [] }: Pick<CppSettings, 'cxxflags'>): readonly string[] =>
  cxxflags.flatMap(splitWords);

/** Whether the user's flags turn C++ exceptions on: the last of them counts. */
export const usesExceptions = (command: Pick<CppSettings, 'cxxflags'>): boolean =>
  askedFlags(command)
    .findLast((flag) => /^-f(?:no-)?(?:wasm-)?exceptions$/.test(flag))
    ?.startsWith('-fno-') === false;
