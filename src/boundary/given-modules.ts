import type { Component } from '../ir/ir.ts';

/** Where functions of JavaScript come from, each once: those that the component calls, and those that core modules get as they are. */
export function givenModules({ imports, modules }: Component): readonly string[] {
  const passed = modules.flatMap((core) => core.passed.map(({ from }) => from));
  return [...new Set([...imports.map(({ module }) => module), ...passed])];
}
