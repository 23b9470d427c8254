/** Core modules that are written as WebAssembly text. */
import type { LocatedDiagnostic } from '../../diagnostics/render.ts';
import type { SourceText } from '../program.ts';

export interface Assembled {
  readonly wasm?: Uint8Array;
  readonly problems: readonly LocatedDiagnostic[];
}

/** wabt is loaded with the first text. */
export async function assembleText({ path, text }: SourceText): Promise<Assembled> {
  const { default: load } = await import('wabt');
  const wabt = await load();
  try {
    const module = wabt.parseWat(path, new TextEncoder().encode(text), features);
    module.resolveNames();
    module.validate();
    const wasm = module.toBinary({ write_debug_names: true }).buffer;
    module.destroy();
    return { wasm, problems: [] };
  } catch (error) {
    return { problems: problemsIn(String(error), path) };
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
