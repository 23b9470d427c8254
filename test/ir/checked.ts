import { expect } from 'vitest';
import { checkDocument } from '../../src/check/check.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { parseItl } from '../../src/frontend/itl.ts';
import type { Component } from '../../src/ir/ir.ts';
import { printComponent } from '../../src/ir/print.ts';
import { verifyComponent } from '../../src/ir/verify.ts';
import { SourceMap } from '../../src/source/source-map.ts';

/** ITL → IR, as the checker leaves it; undefined where there are errors. */
export function checkedComponent(text: string): Component | undefined {
  const sink = new DiagnosticSink();
  const document = parseItl(new SourceMap().add('case.itl', text), sink);
  return checkDocument(document, 'case', sink).component;
}

/** The IR of sound ITL. */
export const componentOf = (text: string): Component => checkedComponent(text) ?? expect.fail(`not sound: ${text}`);

/** What passes leave of ITL, in text: its functions, without what is declared. Verified in between. */
export function functionsAfter(text: string, ...passes: readonly ((component: Component) => Component)[]): string {
  let component = componentOf(text);
  expect(verifyComponent(component)).toEqual([]);
  for (const pass of passes) {
    component = pass(component);
    expect(verifyComponent(component)).toEqual([]);
  }
  const text2 = printComponent({ ...component, imports: [], modules: [] });
  return `\n${text2.replace(/^\(component case\n?|\)\n$/g, '').replaceAll(/^ {2}/gm, '')}\n`;
}
