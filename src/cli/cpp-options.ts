/** What a command line says of C++. */
import { type Command, InvalidArgumentError } from 'commander';
import { isComponentName } from '../session/component-name.ts';

export function addCppOptions(program: Command): void {
  addCompilerOptions(program)
    .option('--no-compile', 'write the C++ and the ITL, but do not compile the C++')
    .option('--name <name>', 'of the C++ component; otherwise that of the first source with a block', parseName)
    .option('--compile-commands', 'write compile_commands.json for editors into the output folder');
}

/** What `check` has too. */
export function addCompilerOptions(command: Command): Command {
  return command
    .option('--cxx <command>', 'the C++ compiler; otherwise $ITLC_CXX, $WASI_SDK_PATH, or @yowasp/clang')
    .option('--cxxflags <flags>', 'for the C++ compiler and the linker; may be given several times', collect);
}

/** `-O3`, as a compiler takes it: `-O` has no levels here, and would be read as two options. */
export const levelIn = (args: readonly string[]): string | undefined =>
  args.find((arg, index) => /^-O(?:\d|s|z|g|fast)$/.test(arg) && args[index - 1] !== '--cxxflags');

const collect = (value: string, former: readonly string[] = []): readonly string[] => [...former, value];

function parseName(name: string): string {
  if (!isComponentName(name)) throw new InvalidArgumentError("Allowed are letters, digits and '_.-'.");
  return name;
}
