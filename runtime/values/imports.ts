/** The functions that a component imports, found in what the user gives. */
import { ItlLinkError, show } from './errors.ts';
import { memberOf } from './members.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever the user gives
export type Given = (...values: any[]) => any;

/**
 * @param wanted - module, name, and the type as ITL writes it
 * @param moduleOf - finds a module, `functionOf` what it has
 * @returns a function for each, called with its module's object as `this`
 * @throws ItlLinkError that lists every import that is missing or no function
 */
export function findImports(
  imports: unknown,
  wanted: readonly (readonly [module: string, name: string, type: string])[],
  moduleOf: (imports: unknown, module: string) => unknown = memberOf,
  functionOf: (self: unknown, name: string) => unknown = memberOf,
): readonly Given[] {
  const wrong: string[] = [];
  const found = wanted.map(([module, name, type]) => {
    const self = moduleOf(imports ?? {}, module);
    const target = functionOf(self, name);
    // Not the function's own `bind`, which may be anything.
    if (typeof target === 'function') return Function.prototype.bind.call(target, self);
    const what = target === undefined ? `missing import '${name}' from` : `import '${name}' from`;
    const not = target === undefined ? '' : ' is not a function';
    wrong.push(`${what} '${module}'${not}: the component expects ${type}, got ${show(target)}`);
    return () => {};
  });
  if (wrong.length > 0) throw new ItlLinkError(wrong.join('\n'));
  return found;
}
