/** Assembles values/text-helper.wat into values/text-helper-bytes.ts, which is kept: `node runtime/build-text-helper.js`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import binaryen from 'binaryen';
import { transformSync } from 'esbuild';

/** Node 20 takes no TypeScript. */
const printer = new URL('../src/backend/js/print-bytes.ts', import.meta.url);
const { code } = transformSync(readFileSync(printer, 'utf8'), { loader: 'ts' });
const { printBytes } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

/** As a literal. */
const quoted = (bytes) => JSON.stringify(printBytes(bytes));

const pathOf = (name) => fileURLToPath(new URL(`values/${name}`, import.meta.url));

/** An imported memory (2) and its limits: those of a shared one, and those that any other meets, in as many bytes. */
const shared = [0x02, 0x03, 0x00, 0x80, 0x80, 0x04];
const unshared = [0x02, 0x00, 0x80, 0x80, 0x80, 0x00];

/** @param leftOut - exports that it does without */
function assemble(leftOut) {
  const features = ['ReferenceTypes', 'GC', 'MutableGlobals', 'Atomics'];
  const module = binaryen.parseText(readFileSync(pathOf('text-helper.wat'), 'utf8'));
  module.setFeatures(features.reduce((all, name) => all | binaryen.Features[name], binaryen.Features.MVP));
  for (const name of leftOut) module.removeExport(name);
  if (!module.validate()) throw new Error('text-helper.wat is not valid');
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  module.optimize();
  const bytes = Buffer.from(module.emitBinary());
  const at = bytes.indexOf(Uint8Array.from(shared));
  if (at < 0) throw new Error('text-helper.wat imports no shared memory');
  bytes.set(unshared, at);
  return { text: quoted(bytes), limitsAt: at + 1 };
}

/** @returns the text of text-helper-bytes.ts */
export function textHelperFile() {
  const whole = assemble([]);
  const reader = assemble(['size', 'write']);
  const writer = assemble(['read']);
  return `// Written by runtime/build-text-helper.js.

/** The module of text-helper.wat, which measures, writes and reads UTF-8, as a text of its bytes. */
export const helperBytes =
  ${whole.text};

/** Where that module has the limits of its memory. */
export const helperLimitsAt = ${whole.limitsAt};

/** The part of it that reads, as a text of its bytes. */
export const readerBytes =
  ${reader.text};

/** Where that module has the limits of its memory. */
export const readerLimitsAt = ${reader.limitsAt};

/** The part of it that measures and writes, as a text of its bytes. */
export const writerBytes =
  ${writer.text};

/** Where that module has the limits of its memory. */
export const writerLimitsAt = ${writer.limitsAt};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(pathOf('text-helper-bytes.ts'), textHelperFile());
