/** What stands for a `std::function` of a signature: a callback that C++ calls, and a class of what JavaScript calls. */
import type { Span } from '../source/source-map.ts';
import type { DslCallback, DslClass, DslNamedType, DslType, FunctionShape } from './model.ts';

export interface FunctionTypes {
  readonly type: DslType;
  readonly types: readonly DslNamedType[];
}

/** @param number - tells it from those of other signatures */
export function functionTypes(shape: FunctionShape, number: number, span: Span): FunctionTypes {
  const [callback, holder] = [`_it_Function${number}`, `_it_Held${number}`];
  const signature = {
    params: shape.params.map((type) => ({ name: undefined, type, span })),
    result: shape.result,
    doc: '',
    span,
  };
  const ofJavaScript: DslCallback = { kind: 'callback', name: callback, isFunction: true, ...signature };
  const ofCpp: DslClass = {
    kind: 'class',
    name: holder,
    isFunction: true,
    constructors: [],
    methods: [{ name: 'call', isAsync: false, ...signature }],
    statics: [],
    properties: [],
    doc: '',
    span,
  };
  return { type: { kind: 'function', callback, holder, ...shape }, types: [ofJavaScript, ofCpp] };
}
