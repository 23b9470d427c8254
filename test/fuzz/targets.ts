/** One component, running on every target that this engine can run. */

import type { ItlSection } from '../../runtime/abi.ts';
import { DIRECT_SECTION, SECTION_NAME } from '../../runtime/abi.ts';
import { instantiate } from '../../runtime/it_loader.ts';
import { supportsDirect } from '../../runtime/loader/direct.ts';
import { compile } from '../../src/compile.ts';
import { parseItlSection } from '../../src/core/itl-section.ts';
import { customSections } from '../../src/core/sections.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { importGenerated } from '../harness/generated-module.ts';

export type Modules = Readonly<Record<string, Uint8Array>>;

export interface Built {
  readonly section: ItlSection;
  readonly targets: readonly Target[];
}

export interface Target {
  readonly name: string;
  readonly start: (imports: object) => Promise<AnyExports>;
}

/** Nothing where the source is in error. What itlc throws goes through: it is a finding. */
export async function buildTargets(text: string, modules: Modules): Promise<Built | undefined> {
  const options = { readCore: (path: string) => modules[path] };
  const source = { path: 'case.itl', text };
  const { wasm, js, diagnostics } = await compile(source, { emit: ['wasm', 'js'], ...options });
  if (wasm === undefined || js === undefined || diagnostics.some(({ severity }) => severity === 'error'))
    return undefined;
  const section = sectionOf(wasm);
  if (section === undefined) throw new Error('an adapter without a section');
  // Where a start function needs the adapter there is the table variant alone.
  const hasDirect = supportsDirect() && payloadOf(wasm, DIRECT_SECTION) !== undefined;
  const variants = ['table', ...(hasDirect ? ['direct'] : [])] as ('table' | 'direct')[];
  return {
    section,
    targets: [
      ...variants.map((variant) => ({
        name: variant,
        start: (imports: object) =>
          instantiate(wasm, imports as never, { modules, variant }) as unknown as Promise<AnyExports>,
      })),
      { name: 'js', start: async (imports) => (await importGenerated(js)).instantiate(imports, { modules }) },
    ],
  };
}

function sectionOf(wasm: Uint8Array): ItlSection | undefined {
  const payload = payloadOf(wasm, SECTION_NAME);
  return payload && parseItlSection(payload);
}

function payloadOf(wasm: Uint8Array, section: string): Uint8Array | undefined {
  const sections = customSections(wasm);
  return 'kind' in sections ? undefined : sections.find(({ name }) => name === section)?.payload;
}
