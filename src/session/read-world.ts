/** From files of WIT to the world that a core module is linked with. */
import type { StringEncoding } from '../component/definitions.ts';
import type { CoreWorld } from '../component/link-core.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { SourceMap } from '../source/source-map.ts';
import { chooseWorld } from '../wit/choose-world.ts';
import type { Features } from '../wit/gates.ts';
import { readWit, type WitResolution } from '../wit/resolve-wit.ts';
import type { Trace } from './cpp-session.ts';
import { readWitSources } from './read-wit.ts';
import type { Reports } from './reports.ts';

/** WIT on a command line. */
export interface WitRequest {
  /** A file, or a folder of files. */
  readonly path: string;
  /** By default the only one. */
  readonly world?: string;
  readonly features: Features;
  /** Of the core module's strings. */
  readonly encoding: StringEncoding;
}

interface Read {
  readonly resolution: WitResolution;
  readonly sources: SourceMap;
}

function read({ path, features }: WitRequest, reports: Reports, note?: (file: string) => void): Read | undefined {
  const files = readWitSources(path, reports, note);
  if (!files) return undefined;
  const [sources, sink] = [new SourceMap(), new DiagnosticSink()];
  const resolution = readWit(files, features, sources, sink);
  reports.show(sink.all, sources);
  return resolution && { resolution, sources };
}

/** Says what is wrong in WIT, and makes nothing of it. */
export function checkWit(request: WitRequest, reports: Reports): void {
  read(request, reports);
}

/** Gives the world that core modules are linked with; undefined after a reported error. */
export type WorldReader = () => CoreWorld | undefined;

/** Reads the WIT once it is asked for, and once: for several core modules it is the same. */
export function worldReader(request: WitRequest, reports: Reports, trace?: Trace): WorldReader {
  let known: { readonly world: CoreWorld | undefined } | undefined;
  return () => {
    known ??= { world: readWorld(request, reports, (file) => trace?.read.add(file)) };
    return known.world;
  };
}

/** @param note is told each file that is read */
function readWorld(request: WitRequest, reports: Reports, note: (file: string) => void): CoreWorld | undefined {
  const found = read(request, reports, note);
  if (!found) return undefined;
  const sink = new DiagnosticSink();
  const world = chooseWorld(found.resolution, request.path, request.world, sink);
  reports.show(sink.all);
  return world && { ...found.resolution.elaborate(world), encoding: request.encoding };
}
