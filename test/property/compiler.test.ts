/** No text makes the compiler throw or hang, and what it says of it can be relied upon. */

import { parse } from 'acorn';
import { afterAll, expect, test } from 'vitest';
import { type Compilation, compile } from '../../src/compile.ts';
import { type Diagnostic, DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic, renderJson } from '../../src/diagnostics/render.ts';
import { decodeSource } from '../../src/frontend/decode-source.ts';
import type { Span } from '../../src/source/source-map.ts';
import fc from '../harness/fast-check.ts';
import { mutatedSource, randomBytes, tokenSoup } from './arbitrary-source.ts';
import { fuzzCases } from './runs.ts';
import { startWatch } from './watch.ts';

const watch = startWatch();
afterAll(watch.end);

function checkSpan(span: Span | undefined, text: string): void {
  if (!span) return;
  const isInside = span.start >= 0 && span.start <= span.end && span.end <= text.length;
  expect(isInside, `${span.start} to ${span.end} of ${text.length}`).toBe(true);
}

function checkDiagnostic(diagnostic: Diagnostic, text: string, { sources }: Compilation): void {
  expect(diagnostic.code).toMatch(/^ITL[1-5]\d{3}$/);
  expect(diagnostic.message).not.toBe('');
  for (const { span } of [diagnostic, ...(diagnostic.notes ?? [])]) checkSpan(span, text);
  expect(renderDiagnostic(diagnostic, sources)).toContain(diagnostic.code);
  expect(renderDiagnostic(diagnostic, sources, { paint: (part) => `<${part}>` })).toContain(diagnostic.code);
  expect(JSON.parse(renderJson(diagnostic, sources))).toMatchObject({ code: diagnostic.code });
}

async function checkText(text: string): Promise<void> {
  const options = { emit: ['wasm', 'wat', 'dts', 'js'] } as const;
  const compilation = await watch.during(text, () => compile({ path: 'fuzz.itl', text }, options));
  const { diagnostics, wasm, wat, dts, js } = compilation;
  for (const diagnostic of diagnostics) checkDiagnostic(diagnostic, text, compilation);
  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  const missing = [wasm, wat, dts, js].map((output) => output === undefined);
  expect(missing).toEqual([hasErrors, hasErrors, hasErrors, hasErrors]);
  if (js !== undefined) parse(js, { ecmaVersion: 'latest', sourceType: 'module' });
  if (wasm) new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
}

function checkBytes(bytes: Uint8Array): Promise<void> {
  const sink = new DiagnosticSink();
  const text = decodeSource('fuzz.itl', bytes, sink);
  for (const diagnostic of sink.all) expect(diagnostic.code).toMatch(/^ITL1\d{3}$/);
  return checkText(text);
}

const share = (part: number): { readonly numRuns: number } => ({ numRuns: Math.ceil(fuzzCases * part) });

test('random bytes', async () => {
  await fc.assert(fc.asyncProperty(randomBytes, checkBytes), share(0.1));
}, 600_000);

test('words of the language in any order', async () => {
  await fc.assert(fc.asyncProperty(tokenSoup, checkText), share(0.3));
}, 600_000);

test('sources with something changed', async () => {
  await fc.assert(fc.asyncProperty(mutatedSource, checkText), share(0.6));
}, 600_000);
