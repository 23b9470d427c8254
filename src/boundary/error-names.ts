/** The classes of errors that users tell apart: what a JavaScript module may export beside its functions. */

export const errorNames = ['ItlTypeError', 'ItlRangeError', 'ItlLinkError', 'ItlTrapError', 'ItlResultError'] as const;

export type ErrorName = (typeof errorNames)[number];

export const isErrorName = (name: string): name is ErrorName => (errorNames as readonly string[]).includes(name);
