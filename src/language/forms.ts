/** Forms that are neither instructions nor control: items, their members, types. Where each may stand. */

export interface FormText {
  readonly usage: string;
  readonly doc: string;
}

export const formNames: Readonly<Record<string, FormText>> = {
  types: {
    usage: '(types DEFINITION*)',
    doc: 'Defines records, enums, flags, variants, function types and resources.',
  },
  import: {
    usage: '(import "name" MEMBER*)',
    doc: 'Functions that the component takes from outside; in a module, what the core module imports.',
  },
  module: {
    usage: '(module NAME "path.wasm" MEMBER*)',
    doc: 'A core module: its exports that the component calls, and the imports that it adapts.',
  },
  func: { usage: '(func NAME "name" (param $x TYPE)* (result TYPE)? BODY*)', doc: 'A function.' },
  export: { usage: '(export FUNC*)', doc: 'Functions that JavaScript sees.' },
  component: {
    usage: '(component NAME "path.itl" ("import" NAME)*)',
    doc: 'Another component that this one is made of.',
  },
  start: { usage: '(start NAME)', doc: 'The export of the core module that runs once, when the instance is made.' },
  relay: {
    usage: '(relay SIGNATURE)',
    doc: 'The import through which the core module calls callbacks of that signature by their ids.',
  },
  memory: {
    usage: '(memory "name" MODULE "name")',
    doc: 'A memory that the core module imports, and where it is from.',
  },
  table: { usage: '(table "name" MODULE "name")', doc: 'A table that the core module imports, and where it is from.' },
  global: {
    usage: '(global "name" MODULE "name")',
    doc: 'A global that the core module imports, and where it is from.',
  },
  param: { usage: '(param $name TYPE)', doc: 'Parameters.' },
  result: { usage: '(result TYPE)', doc: 'What a function gives; as a type `(result OK ERR)`, either of two.' },
  record: { usage: '(record Name (field TYPE)*)', doc: 'An object with these fields.' },
  enum: { usage: '(enum Name CASE*)', doc: 'One of these names, a string in JavaScript.' },
  flags: { usage: '(flags Name FLAG*)', doc: 'Any of these names: an object of bools.' },
  variant: { usage: '(variant Name CASE|(CASE TYPE)*)', doc: 'One of these cases, each with a payload or none.' },
  resource: {
    usage: '(resource Name (drop FUNCTION))',
    doc: "A class whose instances hold a handle of the core module's.",
  },
  array: { usage: '(array TYPE)', doc: 'An array, typed where the type is numeric.' },
  list: { usage: '(list TYPE)', doc: 'The same as `array`.' },
  option: { usage: '(option TYPE)', doc: 'The value, or undefined.' },
  target: {
    usage: '(target TYPE)',
    doc: 'A typed array of numbers, or with `buffer` any bytes, that JavaScript gives to be filled.',
  },
  map: { usage: '(map KEY VALUE)', doc: 'A Map.' },
  set: { usage: '(set TYPE)', doc: 'A Set.' },
  function: {
    usage: '(function "name" MODULE "name")',
    doc: 'A function that the core module imports, and where it is from.',
  },
  tag: {
    usage: '(tag "name" MODULE "name")',
    doc: 'A tag of exceptions that the core module imports, and where it is from.',
  },
  tuple: { usage: '(tuple TYPE*)', doc: 'An array of these, in this order.' },
};

/** What may begin a list, by the head of the list around it. */
export const formsWithin: Readonly<Record<string, readonly string[]>> = {
  document: ['types', 'import', 'module', 'func', 'export', 'var', 'component'],
  types: ['record', 'enum', 'flags', 'variant', 'func', 'resource'],
  import: ['func', 'relay', 'memory', 'table', 'global', 'function', 'tag'],
  module: ['func', 'import', 'start', 'memory', 'table', 'global'],
  export: ['func'],
};
