import type { Boundary } from '../../src/boundary/boundary.ts';
import { boundaryOf } from '../../src/boundary/boundary-of.ts';
import { checkDocument } from '../../src/check/check.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { parseItl } from '../../src/frontend/itl.ts';
import type { Component } from '../../src/ir/ir.ts';
import { SourceMap } from '../../src/source/source-map.ts';

/** The component that an ITL source describes; an error in it is a failure. */
export function checkText(text: string, name = 'case'): Component {
  const sink = new DiagnosticSink();
  const { component } = checkDocument(parseItl(new SourceMap().add(`${name}.itl`, text), sink), name, sink);
  if (!component || sink.hasErrors) throw new Error(sink.all.map(({ message }) => message).join('\n'));
  return component;
}

export const describeText = (text: string): Boundary => boundaryOf(checkText(text));
