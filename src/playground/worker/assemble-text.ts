/** Core modules that are written as WebAssembly text. */
import type { LocatedDiagnostic } from '../../diagnostics/render.ts';
import type { SourceText } from '../program.ts';

export interface Assembled {
  readonly wasm?: Uint8Array;
  readonly problems: readonly LocatedDiagnostic[];
}

type Wabt = Awaited<ReturnType<typeof import('wabt')>>;

let loading: Promise<Wabt> | undefined;

/** wabt is loaded with the first text. */
export async function assembleText({ path, text }: SourceText): Promise<Assembled> {
  loading ??= import('wabt').then(({ default: load }) => load());
  const wabt = await loading;
  try {
    return { wasm: binaryOf(wabt.parseWat(path, new TextEncoder().encode(text), features)), problems: [] };
  } catch (error) {
    return { problems: problemsIn(String(error), path) };
  }
}

function binaryOf(module: ReturnType<Wabt['parseWat']>): Uint8Array {
  try {
    module.resolveNames();
    module.validate();
    return module.toBinary({ write_debug_names: true }).buffer;
  } finally {
    module.destroy();
  }
}

const features = { bulk_memory: true, multi_value: true, reference_types: true, exceptions: true } as const;

const pattern = /^(.+?):(\d+):(\d+): error: (.*)$/gm;

/** `core.wat:3:8: error: …` each. */
function problemsIn(said: string, path: string): readonly LocatedDiagnostic[] {
  const problem = { code: 'ITL4001', severity: 'error' } as const;
  const found = [...said.matchAll(pattern)].map(([, file = path, line, column, message = '']) => ({
    ...problem,
    message,
    file,
    line: Number(line),
    column: Number(column),
  }));
  return found.length > 0 ? found : [{ ...problem, message: said, file: path }];
}
