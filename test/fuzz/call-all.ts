/** Calls all that a component exports, with the same values on each target, and notes what comes of it. */
import type { FunctionJson, ItlSection } from '../../runtime/abi.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { outcomeOf, thrownText, valueText } from './outcome.ts';
import { pseudoRandom } from './pseudo-random.ts';
import type { Target } from './targets.ts';
import { valueOfType } from './value-of-type.ts';

const CALLS_EACH = 3;
/** What waits for ever may: nobody settles it. */
const PATIENCE = 200;

/** A line a call, in order, those of imports among them. */
export async function callAll({ start }: Target, section: ItlSection, seed: number): Promise<readonly string[]> {
  const lines: string[] = [];
  let exports: AnyExports;
  try {
    exports = await start(importsFor(section, seed, lines));
  } catch (error) {
    return [...lines, `instantiate ${thrownText(error)}`];
  }
  const instances = new Map<string, unknown>();
  /** Alive until the end: what the collector drops, it drops whenever it likes. */
  const kept: unknown[] = [];
  const names = Object.keys(section.exports).sort((left, right) => rank(left) - rank(right));
  for (const [index, name] of names.entries()) {
    for (let turn = 0; turn < CALLS_EACH; turn++) {
      const random = pseudoRandom(seed + index * 31 + turn);
      const declared = section.exports[name] as FunctionJson;
      const args = declared.params.map(([, type]) => valueOfType(type, section.types, instances, random));
      lines.push(`${name} ${await called(exports, name, args, { instances, kept })}`);
    }
  }
  // What the collector drops later, it may still tell the imports.
  return [...lines];
}

const rank = (name: string): number => (name.startsWith('[constructor]') ? 0 : 1);

async function called(
  exports: AnyExports,
  name: string,
  args: readonly unknown[],
  { instances, kept }: { readonly instances: Map<string, unknown>; readonly kept: unknown[] },
): Promise<string> {
  let result: unknown;
  const outcome = outcomeOf(() => {
    result = invoke(exports, name, args);
    return result;
  });
  kept.push(result);
  if (name.startsWith('[constructor]') && result !== undefined) instances.set(name.slice(13), result);
  return result instanceof Promise ? settled(result) : outcome;
}

function settled(promise: Promise<unknown>): Promise<string> {
  const patience = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE, 'waits'));
  return Promise.race([promise.then((value) => `resolves to ${valueText(value)}`, thrownText), patience]);
}

function invoke(exports: AnyExports, name: string, args: readonly unknown[]): unknown {
  const member = /^\[(\w+)\]([^.]+)(?:\.(.+))?$/.exec(name);
  if (!member) return exports[name](...args);
  const [, kind, resource = '', field = ''] = member;
  const type = exports[resource];
  const [self, ...rest] = args as readonly [AnyExports, ...unknown[]];
  switch (kind) {
    case 'constructor':
      return new type(...args);
    case 'method':
      return type.prototype[field].apply(self, rest);
    case 'get':
      return Reflect.get(type.prototype, field, self);
    case 'set':
      return Reflect.set(type.prototype, field, rest[0], self);
    default:
      return type[field](...args);
  }
}

function importsFor(section: ItlSection, seed: number, lines: string[]): object {
  const random = pseudoRandom(seed);
  const entries = Object.entries(section.imports).map(([module, functions]) => [
    module,
    Object.fromEntries(
      Object.entries(functions).map(([field, { results }]) => [
        field,
        (...args: readonly unknown[]) => {
          if (lines.length < 1000) lines.push(`  ${module}.${field}(${args.map((arg) => valueText(arg)).join(', ')})`);
          const values = results.map((type) => valueOfType(type, section.types, new Map(), random));
          return values.length > 1 ? values : values[0];
        },
      ]),
    ),
  ]);
  return Object.fromEntries(entries);
}
