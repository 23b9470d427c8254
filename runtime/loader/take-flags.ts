/** JavaScript that takes what an engine has no test of its own for: flags, and characters. */
import { keyOf, quoted } from './generate.ts';

/** Tests of a value, which leave by `break fast`, and what is handed on: expressions. */
interface Taken {
  readonly code: string;
  readonly parts: readonly string[];
}

/** An object of booleans: all of the flags, and no key besides. */
export function takeFlags(flags: readonly string[], value: string): Taken | undefined {
  // What every object has by birth is no flag.
  if (flags.some((name) => name in Object.prototype)) return undefined;
  const reads = flags.map(
    (name, index) =>
      `const ${value}_${index} = ${value}[${quoted(name)}]; if (typeof ${value}_${index} !== 'boolean') break fast;`,
  );
  const known = flags.map((name) => `case ${quoted(name)}:`);
  const code = `if (typeof ${value} !== 'object' || ${value} === null) break fast; ${reads.join(' ')}
    for (const key in ${value}) switch (key) { ${known.join(' ')} break; default: break fast; }`;
  return { code, parts: [`{ ${flags.map((name, index) => `${keyOf(name)}: ${value}_${index}`).join(', ')} }`] };
}

/** A string of one character. @param isAlone - whether its number is what is handed on: what the adapter takes */
export function takeChar(value: string, isAlone: boolean): Taken {
  const unit = `${value}_u`;
  const code = `if (typeof ${value} !== 'string') break fast;
    const ${unit} = ${value}.codePointAt(0);
    if (${unit} < 65536 ? ${value}.length > 1 || (${unit} & 63488) === 55296 : ${value}.length !== 2) break fast;`;
  return { code, parts: [isAlone ? unit : value] };
}
