/** Generated types and the loader's fit each other. Nothing here runs: it compiles. */
import type { Exports as RecordExports } from '../../fixtures/ops/records/expected/adapter.d.ts';
import type { Exports, Imports } from '../../fixtures/ops/results/expected/adapter.d.ts';
import { instantiate } from '../../runtime/it_loader.ts';

/** The generated types and the loader's fit each other, named or inferred. */
export async function loading(imports: Imports): Promise<number> {
  const lib = await instantiate<Exports, Imports>('it_results.wasm', imports);
  const same = await instantiate<Exports>('it_results.wasm', imports);
  const none = await instantiate<RecordExports>('it_records.wasm');
  // @ts-expect-error these are not the imports
  await instantiate<Exports, Imports>('it_results.wasm', {});
  // @ts-expect-error they are forgotten
  await instantiate<Exports, Imports>('it_results.wasm');
  // @ts-expect-error a number is no source
  await instantiate<Exports>(42);
  // @ts-expect-error nor is it one of a core module
  await instantiate<Exports>('it_results.wasm', imports, { modules: { 'core.wasm': 1 } });
  return Object.keys({ ...lib, ...same, ...none }).length;
}
