/** The functions that a component imports, found in what the user gives. */
import { ItlLinkError, show } from './errors.ts';
import { memberOf } from './members.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever the user gives
export type Given = (...values: any[]) => any;

/** What to say of an import that is missing or no function. */
export function wrongImport(module: string, name: string, target: unknown, expected: string): string {
  const what = `import '${name}' from '${module}'`;
  return `${target === undefined ? `missing ${what}` : `${what} is not a function`}: ${expected}, got ${show(target)}`;
}

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
    wrong.push(wrongImport(module, name, target, `the component expects ${type}`));
    return () => {};
  });
  if (wrong.length > 0) throw new ItlLinkError(wrong.join('\n'));
  return found;
}
