/** What each code means: one table, for `itlc explain` and for the pages of the site. */
import { blockExplanations } from './explained/blocks.ts';
import { componentExplanations } from './explained/components.ts';
import { coreExplanations } from './explained/core.ts';
import type { Explanation, Explanations } from './explained/explanation.ts';
import { fileExplanations } from './explained/files.ts';
import { libraryTypeExplanations } from './explained/library-types.ts';
import { linkingExplanations } from './explained/linking.ts';
import { nameExplanations } from './explained/names.ts';
import { syntaxExplanations } from './explained/syntax.ts';
import { toolchainExplanations } from './explained/toolchain.ts';
import { typeExplanations } from './explained/types.ts';
import { witExplanations } from './explained/wit.ts';

/** All of them, by code; a test holds them against the codes in use. */
export const explanations: Explanations = {
  ...syntaxExplanations,
  ...nameExplanations,
  ...linkingExplanations,
  ...typeExplanations,
  ...coreExplanations,
  ...fileExplanations,
  ...blockExplanations,
  ...toolchainExplanations,
  ...libraryTypeExplanations,
  ...witExplanations,
  ...componentExplanations,
};

/** @param code - `ITL2004`, `itl2004` or `2004` */
export function explain(code: string): (Explanation & { readonly code: string }) | undefined {
  const whole = code.toUpperCase().replace(/^(?=\d)/, 'ITL');
  const found = Object.hasOwn(explanations, whole) ? explanations[whole] : undefined;
  return found && { code: whole, ...found };
}
