import type { Boundary } from '../../src/boundary/boundary.ts';
import { boundaryOf } from '../../src/boundary/boundary-of.ts';
import { type CheckOptions, checkSource } from '../../src/check-source.ts';
import type { Component } from '../../src/ir/ir.ts';

/** The component that an ITL source describes; an error in it is a failure. */
export function checkText(text: string, name = 'case', options: CheckOptions = {}): Component {
  const { component, sink } = checkSource({ path: `${name}.itl`, text }, options);
  if (!component || sink.hasErrors) throw new Error(sink.all.map(({ message }) => message).join('\n'));
  return component;
}

export const describeText = (text: string): Boundary => boundaryOf(checkText(text));
