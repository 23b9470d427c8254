/** ITL6xxx: blocks of the C++ DSL. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic, Note } from './diagnostic.ts';
import { didYouMean, hintFor, listOf } from './suggest.ts';
import { shortened } from './syntax.ts';

export type DslMark = 'IT_START' | 'IT_END';

const error = (code: string, span: Span | undefined, message: string, hint?: string, note?: Note): Diagnostic => ({
  code,
  severity: 'error',
  ...(span === undefined ? {} : { span }),
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(note === undefined ? {} : { notes: [note] }),
});

const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

// Blocks

/** @param meetsAnother whether the next mark begins a block too. */
export const unclosedBlock = (span: Span, meetsAnother: boolean): Diagnostic =>
  error(
    'ITL6001',
    span,
    meetsAnother ? 'this block is not closed before the next one begins' : 'this block is never closed',
    'it ends with /**IT_END**/',
  );

export const strayEnd = (span: Span): Diagnostic =>
  error('ITL6002', span, 'this ends a block, but none is open', 'a block begins with /**IT_START**/');

export const misspeltMark = (mark: DslMark, span: Span): Diagnostic =>
  error('ITL6003', span, 'the marks of a block are written in one way only', `write /**${mark}**/`);

export const emptyBlock = (span: Span): Diagnostic => ({
  ...error('ITL6004', span, 'nothing is declared in this block', 'write export { … } or import "module" { … }'),
  severity: 'warning',
});

/** Why there is no block, though one was meant. */
export interface Astray {
  readonly note: Note;
  readonly hint: string;
}

export const includeOutside = (span: Span): Astray => ({
  note: { message: 'this is outside of the marks, where everything is C++', span },
  hint: 'put it between /**IT_START**/ and /**IT_END**/',
});

export const includedBlock = (name: string, span: Span): Astray => ({
  note: { message: 'this file has one, but the preprocessor has no part in blocks', span },
  hint: `write /**IT_START**/ include "${name}" /**IT_END**/ instead; what is C++ belongs into a header of its own`,
});

export const emptyExport = (span: Span): Astray => ({
  note: { message: 'this is empty', span },
  hint: 'write export { func NAME(TYPES) -> TYPE; }',
});

/** In an `export {`, which is then taken for that of C++20. */
export const misspeltStatement = (meant: string, span: Span): Astray => ({
  note: { message: 'a block does not begin so', span },
  hint: `did you mean '${meant}'?`,
});

export const noBlock = (paths: readonly string[], astray: Astray | undefined): Diagnostic =>
  error(
    'ITL6005',
    undefined,
    `no block in ${listOf(paths)} says what JavaScript gets`,
    astray?.hint ?? 'write export { func NAME(TYPES) -> TYPE; }, if need be between /**IT_START**/ and /**IT_END**/',
    astray?.note,
  );

// Text

export const directiveInBlock = (span: Span): Diagnostic =>
  error('ITL6006', span, 'the preprocessor has no part in a block', 'put the directive before or behind the block');

export const alienName = (text: string, span: Span): Diagnostic =>
  error(
    'ITL6007',
    span,
    `'${shortened(text)}' is not a name`,
    'names are ASCII letters, digits and _, and begin with no digit',
  );

export const singleQuotes = (text: string, span: Span): Diagnostic =>
  error('ITL6008', span, 'names in quotes have double ones', `write "${shortened(text.replaceAll("'", ''))}"`);

export const destructorInBlock = (span: Span): Diagnostic =>
  error('ITL1002', span, "unexpected '~'", 'leave the destructor out: disposing of the object runs it all the same');

export const unclosedDslComment = (span: Span): Diagnostic =>
  error('ITL6009', span, 'this comment is never closed', "it needs a '*/'");

// Statements

export const missingSemicolon = (span: Span): Diagnostic =>
  error('ITL6010', span, "expected ';' here", 'each declaration ends with one');

export const missingBrace = (span: Span): Diagnostic => error('ITL6011', span, "expected '{' here");

export const unclosedBrace = (span: Span): Diagnostic =>
  error('ITL6012', span, "this '{' is never closed", "it needs a '}'");

/** @param orphan what follows, and looks as if the brace closed too much. */
export const surplusBrace = (span: Span, orphan: Span | undefined): Diagnostic =>
  orphan === undefined
    ? error('ITL6013', span, "this '}' is too many", 'no body is open here')
    : error('ITL6013', span, "this '}' is too many", undefined, {
        message: 'what follows looks as if it were still inside',
        span: orphan,
      });

/** `what` and `found` as they stand in a sentence, quotes included. */
export const expectedInBlock = (what: string, found: string, span: Span, hint: string | undefined): Diagnostic =>
  error('ITL6014', span, `expected ${what}, found ${found}`, hint);

export function unknownStatement(
  found: string,
  where: string,
  allowed: readonly string[],
  span: Span,
  remedy: string | undefined,
): Diagnostic {
  const meant = didYouMean(found.replaceAll("'", ''), allowed);
  const hint = meant === undefined ? remedy : `did you mean '${meant}'?`;
  return error('ITL6015', span, `unexpected ${found} ${where}`, hint ?? `expected ${oneOf(allowed)}`);
}

export function misplacedStatement(word: string, where: string, allowed: readonly string[], span: Span): Diagnostic {
  const known = remedies[`${word} ${where}`];
  return error('ITL6016', span, `'${word}' cannot stand ${where}`, known ?? `expected ${oneOf(allowed)}`);
}

const remedies: Readonly<Record<string, string>> = {
  'func at top level': 'put it into export { … } or import "module" { … }',
};

export const memberOutsideClass = (word: string, span: Span): Diagnostic =>
  error('ITL6016', span, `'${word}' stands in a class only`, 'leave it out');

export const nestedTypes = (limit: number, span: Span): Diagnostic =>
  error(
    'ITL6017',
    span,
    `types are more than ${limit} deep inside each other`,
    'give an inner one a name: type N = struct { … };',
  );

export const unreadableInclude = (path: string, span: Span): Diagnostic =>
  error('ITL6018', span, `cannot read '${path}'`, "the path is meant from this file's folder");

// Types

/** @param declared where it is declared all the same, which must be outside of the blocks */
export function unknownDslType(
  name: string,
  span: Span,
  candidates: Iterable<string>,
  same: string | undefined,
  declared: Span | undefined,
): Diagnostic {
  if (declared !== undefined) {
    const remedy = 'put that into export { … }, or between /**IT_START**/ and /**IT_END**/';
    const note = { message: 'it is declared here, outside of the blocks', span: declared };
    return error('ITL6020', span, `unknown type '${shortened(name)}'`, remedy, note);
  }
  const hint = same === undefined ? hintFor(name, candidates) : `write ${same}`;
  const remedy = name.includes('::')
    ? 'it stays in C++: convert it there, or hide it in a class'
    : 'declare it: type NAME = …;';
  return error('ITL6020', span, `unknown type '${shortened(name)}'`, hint ?? remedy);
}

export const wrongTypeArguments = (name: string, usage: string, span: Span): Diagnostic =>
  error('ITL6021', span, `wrong arguments for '${name}'`, `write ${usage}`);

export const noTypeArguments = (name: string, span: Span): Diagnostic =>
  error('ITL6021', span, `'${name}' has no arguments`, `write ${name}`);

export const voidType = (span: Span): Diagnostic =>
  error('ITL6022', span, "'void' is no type here", 'what takes and gives nothing is written func NAME();');

export const ownWithoutString = (span: Span): Diagnostic =>
  error('ITL6023', span, "only a 'string' can be 'own'", 'everything else is freed by itself');

export const misplacedView = (span: Span): Diagnostic =>
  error(
    'ITL6024',
    span,
    "'std::string_view' can only be the type of a parameter",
    'write std::string: a view would outlive its text',
  );

export const misplacedMemoryView = (span: Span): Diagnostic =>
  error(
    'ITL6034',
    span,
    "'view(T)' can only be the type of a parameter of an imported function or a callback, or of what C++ gives",
    'write array(T), which is a copy: what is lent is there during the call only',
  );

export const unviewableElement = (span: Span): Diagnostic =>
  error(
    'ITL6035',
    span,
    "'view(T)' shows numbers of 8 to 64 bits, which JavaScript has typed arrays of",
    'write view(u8) for bytes, and for what is no number array(T), which is a copy',
  );

/** Of an import, an export or an include as a whole. */
export const uselessDoc = (word: string, span: Span): Diagnostic => ({
  ...error(
    'ITL6037',
    span,
    `the /// comment above this '${word}' gets nowhere`,
    'it belongs above a func, type, class or callback; write // for a comment of your own',
  ),
  severity: 'warning',
});

/** Only a warning: a file that several modules include may declare more than each of them uses. */
export const unawaitedImport = (name: string, span: Span): Diagnostic => ({
  ...error(
    'ITL6036',
    span,
    `'${name}' is async, but no exported function can wait for it`,
    'write async in front of those that call it: async func NAME(PARAMETERS);',
  ),
  severity: 'warning',
});

/** `path` as in `A → B → A`. */
export const endlessStruct = (name: string, path: string, span: Span): Diagnostic =>
  error('ITL6025', span, `'${name}' holds itself by value: ${path}`, 'hold it through array(T) or std::vector<T>');

export const endlessAlias = (name: string, path: string, span: Span): Diagnostic =>
  error('ITL6026', span, `'${name}' stands for itself: ${path}`, 'an alias needs a type at its end');

export const tooLargeType = (limit: number, span: Span): Diagnostic =>
  error('ITL6027', span, `this type is made of more than ${limit} others`, 'declare a struct for a part of it');

export const emptyType = (kind: string, name: string, member: string, span: Span): Diagnostic =>
  error('ITL6028', span, `'${name}' is empty`, `${kind} needs at least one ${member}`);

/** `kind` as in "a struct can have". */
export const tooManyMembers = (kind: string, name: string, count: number, limit: number, span: Span): Diagnostic =>
  error('ITL6029', span, `'${name}' has ${count} members`, `${kind} can have ${limit}`);

export const tooManyParameters = (name: string, count: number, limit: number, span: Span): Diagnostic =>
  error('ITL6029', span, `'${name}' has ${count} parameters`, `engines take ${limit}`);

export const caseOfNoEnum = (name: string, cpp: string, span: Span): Diagnostic =>
  error(
    'ITL6030',
    span,
    `'${name}' cannot be '${cpp}': its enum is none of C++'s`,
    'members have no values of their own; to name the values of an enum that is there, write enum ITS_NAME { … }',
  );

export const misplacedCallback = (name: string, where: string, span: Span): Diagnostic =>
  error(
    'ITL6031',
    span,
    `'${name}' is a callback, which cannot be ${where}`,
    'only functions that C++ defines take one, as a parameter by itself',
  );

export const storedObjects = (name: string, owner: string, span: Span): Diagnostic =>
  error(
    'ITL6038',
    span,
    `C++ would keep objects in '${name}' that JavaScript may dispose of`,
    `declare it readonly prop ${name}, and let a method of ${owner} take copies`,
  );

export const retainWithoutCallback = (span: Span): Diagnostic =>
  error('ITL6032', span, 'only a callback can be retained', 'everything else is copied or lives on by itself');

export const secondRetained = (name: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6033',
    span,
    `'${name}' retains two callbacks, but JavaScript gets one object to release them with`,
    'make it two functions, or a class whose constructor takes both',
    { message: 'the first is here', span: first },
  );

// Names

const firstAt = (name: string, span: Span): Note => ({ message: `'${name}' is first declared here`, span });

export const duplicateDslName = (name: string, span: Span, first: Span): Diagnostic =>
  error('ITL6040', span, `'${name}' is declared twice`, 'give one of them another name', firstAt(name, first));

/** In two sources of one module. */
export const declaredInTwoFiles = (name: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6040',
    span,
    `'${name}' is declared twice in this module`,
    'declare it in one file only; the others may include that',
    firstAt(name, first),
  );

export const importedAndExported = (name: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6041',
    span,
    `'${name}' is imported and exported`,
    'in C++ both would be one function; rename one',
    firstAt(name, first),
  );

export const cppKeyword = (name: string, span: Span): Diagnostic =>
  error('ITL6042', span, `'${name}' is a keyword of C++`, `write for instance ${name}_`);

export const reservedDslName = (name: string, why: string, span: Span): Diagnostic =>
  error('ITL6043', span, `the name '${name}' is reserved`, why);

export const thenableName = (what: string, span: Span): Diagnostic =>
  error('ITL6044', span, `${what} cannot be called 'then'`, 'JavaScript would take it for a promise');

export const duplicateParameter = (name: string, span: Span, first: Span): Diagnostic =>
  error('ITL6045', span, `two parameters are called '${name}'`, 'give one of them another name', firstAt(name, first));

export const duplicateDslMember = (owner: string, name: string, span: Span, first: Span): Diagnostic =>
  error('ITL6046', span, `'${owner}' has two members '${name}'`, 'give one of them another name', firstAt(name, first));

/** @param what - a word, or what else stands at the class or member `name` */
export const ownersOnly = (what: string, name: string, span: Span): Diagnostic =>
  error('ITL6110', span, `'${name}' is imported: ${what} is for whoever defines it`, 'leave it out here');

export const secondOfImported = (owner: string, name: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6110',
    span,
    `'${owner}' is imported, and '${name}' twice: what overloads there are, its owner knows`,
    'import one of them',
    { message: 'the first is here', span: first },
  );

export const secondConstructor = (owner: string, span: Span, first: Span): Diagnostic =>
  error(
    'ITL6047',
    span,
    `'${owner}' has two constructors with these parameters`,
    'arguments tell constructors apart by their number and kind: make one of them a static func',
    { message: 'the first is here', span: first },
  );

export const wrongConstructor = (owner: string, name: string, span: Span): Diagnostic =>
  error(
    'ITL6048',
    span,
    `'${name}' is no member of '${owner}'`,
    `write func ${name}(…), or for a constructor ${owner}(…)`,
  );

export const memberLikeClass = (name: string, span: Span): Diagnostic =>
  error('ITL6049', span, `'${name}' is called like its type`, 'C++ would take it for a constructor');
