/**
 * `Symbol.dispose`, or what stands for it: where the engine has no such symbol, a polyfill that comes later is not found.
 */
export const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose');
