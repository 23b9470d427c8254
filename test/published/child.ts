/** Runs in the Node that is asked for: one case on one target, its results against the package's, then its times. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measured } from '../../bench/side-by-side.js';
import { instantiate } from '../../runtime/it_loader.ts';
import { assertions } from '../harness/assertions.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { cases } from './cases.ts';
import type { PublishedCase } from './published-case.ts';

const [name = '', target = '', folder = '', built = '', wantsTimes = ''] = process.argv.slice(2);

async function start({ imports = {}, cores }: PublishedCase): Promise<AnyExports> {
  const modules = cores(folder);
  if (target === 'js') {
    const glue = await import(pathToFileURL(join(built, 'case.js')).href);
    return glue.instantiate(imports, { modules });
  }
  const adapter = readFileSync(join(built, 'it_case.wasm'));
  return (await instantiate(adapter, imports as never, { modules, variant: 'table' } as never)) as AnyExports;
}

const found = cases[name];
if (!found) throw new Error(`no case ${name}`);
for (const workload of await found.workloads(await start(found), folder)) {
  const { comparable = (result: unknown) => result } = workload;
  assertions.equal(comparable(workload.ours()), comparable(workload.theirs()), workload.name);
  // A second time: what grew, grew.
  assertions.equal(comparable(workload.ours()), comparable(workload.theirs()), `${workload.name}, again`);
  process.send?.({ name: workload.name, ...(wantsTimes === 'times' && measured(workload)) });
}
