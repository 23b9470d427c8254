/** Components: binaries, and core modules with the WIT that they were made for. Loaded with the first of them. */
import { type Translation, translateComponent, translateCore } from '../../canonical/translate-component.ts';
import { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { locateDiagnostic } from '../../diagnostics/render.ts';
import { SourceMap } from '../../source/source-map.ts';
import { chooseWorld } from '../../wit/choose-world.ts';
import { readWit } from '../../wit/resolve-wit.ts';
import type { SourceText } from '../program.ts';
import type { Cores } from './build-program.ts';

const stemOf = (path: string): string => path.replace(/(?:\.component)?\.\w+$/, '');

export const ofComponent = (path: string, bytes: Uint8Array): Cores =>
  coresOf(stemOf(path), translateComponent(bytes, path, stemOf(path)));

/** @param wit - files of one package */
export function ofWorld(wit: readonly SourceText[], path: string, core: Uint8Array): Cores {
  const [sources, sink] = [new SourceMap(), new DiagnosticSink()];
  const place = wit[0]?.path ?? '';
  const resolution = readWit([{ place, files: wit }], 'all', sources, sink);
  const world = resolution && chooseWorld(resolution, place, undefined, sink);
  const problems = sink.all.map((diagnostic) => locateDiagnostic(diagnostic, sources));
  if (!resolution || !world) return { modules: new Map(), outputs: [], problems };
  const linked = { ...resolution.elaborate(world), encoding: 'utf8' } as const;
  return coresOf(stemOf(path), translateCore(core, path, stemOf(path), linked));
}

function coresOf(stem: string, translation: Translation): Cores {
  if (translation.kind === 'refused') {
    const problems = translation.diagnostics.map((diagnostic) => locateDiagnostic(diagnostic, new SourceMap()));
    return { modules: new Map(), outputs: [], problems };
  }
  const { text, modules, isLinked } = translation;
  const itl = { path: `${stem}.itl`, text };
  return {
    itl,
    modules,
    outputs: [{ title: 'ITL', ...itl }],
    problems: [],
    component: { isComponent: true, givesWasi: isLinked },
  };
}
