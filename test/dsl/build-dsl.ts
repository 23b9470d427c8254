/** From C++ with blocks to a running component, as the command line does it. */
import { instantiate } from '../../runtime/it_loader.ts';
import { compile } from '../../src/compile.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { type DslTranslation, translateDsl } from '../../src/dsl/translate-dsl.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { readCppHeader } from '../../src/toolchain/cpp-headers.ts';
import { stackFlags } from '../../src/toolchain/flags.ts';
import { compileText } from '../harness/compile-fixture.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { importGenerated } from '../harness/generated-module.ts';

/** @throws Error with all diagnostics, where there are some. */
export function translate(
  texts: string | Readonly<Record<string, string>>,
  { exceptions = false } = {},
): DslTranslation {
  const files = Object.entries(typeof texts === 'string' ? { 'case.cpp': texts } : texts);
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const translation = translateDsl(
    {
      name: 'case',
      files: files.map(([path, text]) => ({ path, text })),
      readFile: () => undefined,
      readHeader: readCppHeader,
      exceptions,
    },
    sources,
    sink,
  );
  if (translation === undefined || sink.all.length > 0) {
    throw new Error(sink.all.map((found) => renderDiagnostic(found, sources)).join('\n'));
  }
  return translation;
}

/** What clang makes of a translation. */
export async function compileCore({ cpp, headers }: DslTranslation, flags: readonly string[] = []) {
  const sources = Object.fromEntries([...cpp, ...headers].map(({ path, text }) => [path, text]));
  return compileCpp({
    sources,
    flags: ['-I.', '-std=c++17', '-DITLC', '-Wall', '-Wextra', '-Werror', ...stackFlags, ...flags],
  });
}

export interface BuiltDsl {
  readonly translation: DslTranslation;
  readonly dts: string;
  readonly core: Uint8Array;
  /** A fresh instance. */
  readonly start: (imports?: object, options?: object) => Promise<AnyExports>;
  /** The same on that target, whatever DSL_TARGET says. */
  readonly startAs: (target: DslTarget, imports?: object, options?: object) => Promise<AnyExports>;
}

export const dslTargets = ['adapter', 'js'] as const;
/** `adapter`: the variant that the engine prefers. */
export type DslTarget = (typeof dslTargets)[number] | 'table';

/** Whether components are JavaScript modules: `DSL_TARGET=js vitest run test/dsl`. */
const asJavaScript = process.env.DSL_TARGET === 'js';

async function javaScriptOf({ itl }: DslTranslation, core: Uint8Array) {
  const { js = '' } = await compile({ path: 'case.itl', text: itl }, { emit: ['js'], readCore: () => core });
  return importGenerated(js);
}

/** @throws Error with what clang or itlc said, warnings included. */
export async function buildDsl(
  texts: string | Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<BuiltDsl> {
  const exceptions = flags.includes('-fwasm-exceptions');
  const translation = translate(texts, { exceptions });
  const core = await compileCore(translation, exceptions ? [...flags, '-fexceptions'] : flags);
  if (core.kind === 'failed') throw new Error(core.errors);
  const { wasm, dts } = await compileText(translation.itl, 'case.itl', { readCore: () => core.wasm });
  const modules = { 'case.wasm': core.wasm as BufferSource };
  let js: ReturnType<typeof javaScriptOf> | undefined;
  const startAs = async (target: DslTarget, imports: object = {}, options: object = {}) => {
    if (target !== 'js') {
      const variant = target === 'table' ? { variant: target } : {};
      return instantiate<AnyExports>(wasm, imports as never, { modules, ...variant, ...options });
    }
    js ??= javaScriptOf(translation, core.wasm);
    return (await js).instantiate(imports, { modules, ...options });
  };
  return {
    translation,
    dts,
    core: core.wasm,
    start: (imports, options) => startAs(asJavaScript ? 'js' : 'adapter', imports, options),
    startAs,
  };
}
