/** When core modules call what they import. */
import type { Component, CoreModule } from '../../ir/ir.ts';
import type { CoreFacts } from './glue-options.ts';

const callsWhenItStarts = ({ made, imports, path }: CoreModule, cores: CoreFacts): boolean =>
  made === undefined && imports.length > 0 && cores.hasStart(path);

/** Whether they may call imports before they are all there. */
export const isCalledEarly = ({ modules }: Component, cores: CoreFacts): boolean =>
  modules.some((core) => callsWhenItStarts(core, cores));

/**
 * Whether they are instantiated one after the other: because one gets something of another, or calls imports when it starts, which
 * may lead to those before it.
 */
export const isOrdered = ({ modules }: Component, cores: CoreFacts): boolean =>
  modules.some(
    (core) =>
      core.links.length > 0 || (modules.length > 1 && cores.isKnown(core.path) && callsWhenItStarts(core, cores)),
  );
