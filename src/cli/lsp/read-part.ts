import { basename } from 'node:path';
import { translateComponent } from '../../canonical/translate-component.ts';
import type { UnusableComponent, UsedComponent } from '../../check-source.ts';
import { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { translateDsl } from '../../dsl/translate-dsl.ts';
import { componentStem, stemOf } from '../../session/files.ts';
import { isCpp, isWasm } from '../../session/input-kinds.ts';
import { SourceMap } from '../../source/source-map.ts';
import { readCppHeader } from '../../toolchain/cpp-headers.ts';

/**
 * A component that a document uses, as far as an editor looks at it: C++ is translated and not compiled. Only ITL has the path of
 * its file: places in what was translated are nowhere in it.
 * @param readFile - what it includes
 */
export function readPart(
  path: string,
  bytes: Uint8Array,
  readFile: (path: string) => string | undefined,
): UsedComponent | UnusableComponent {
  const text = () => new TextDecoder().decode(bytes);
  if (isWasm(path)) return fromBinary(path, bytes);
  if (!isCpp(path)) return { path, text: text() };
  const files = [{ path, text: text() }];
  const sink = new DiagnosticSink();
  const translation = translateDsl(
    { files, name: stemOf(path), exceptions: true, readFile, readHeader: readCppHeader },
    new SourceMap(),
    sink,
  );
  if (!translation) return { reason: sink.all[0]?.message ?? 'it has no block' };
  return { path: basename(path), text: translation.itl, cores: 'unknown' };
}

function fromBinary(path: string, bytes: Uint8Array): UsedComponent | UnusableComponent {
  const translation = translateComponent(bytes, path, componentStem(path));
  if (translation.kind === 'refused') return { problems: translation.diagnostics };
  return { path: basename(path), text: translation.text, cores: translation.modules };
}
