/** What came of a call, as text that can be compared between targets. */

/** Targets may differ in how far a trap's message goes: the JavaScript target lets the engine's own pass. */
const isTrap = (error: Error): boolean => error.name === 'ItlTrapError' || error instanceof WebAssembly.RuntimeError;

/** Where the stack ends depends on how much of it a target needs. */
const isStackOverflow = (error: Error): boolean => /call stack|recursion/i.test(error.message);

/** The loader has bytes, and no place to look for more; JavaScript looks beside itself. */
const isMissingFile = (error: Error): boolean =>
  /no place is known for core module|cannot load (?:file:|core module)/.test(error.message);

export function outcomeOf(action: () => unknown): string {
  try {
    return `gives ${valueText(action())}`;
  } catch (error) {
    return thrownText(error);
  }
}

export function thrownText(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${valueText(error)}`;
  if (isStackOverflow(error)) return 'exhausts the stack';
  if (isTrap(error)) return 'traps';
  if (isMissingFile(error)) return 'does not find a core module';
  // What a start function could not call yet, each engine says in its own words.
  const message = error.message.replace(/(cannot start core module '[^']*': ).*(; a start function)/s, '$1…$2');
  return `throws ${error.name}: ${message}`;
}

export function valueText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > 6) return '…';
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${valueText(inner, depth + 1)}`);
  return `${Object.prototype.toString.call(value)} { ${entries.slice(0, 100).join(', ')} }`;
}
