/** ITL1xxx: text and syntax, in ITL and in blocks. */
import { type Explanations, explanation as e } from './explanation.ts';

export const syntaxExplanations: Explanations = {
  ITL1001: e(
    'The file is not UTF-8 text',
    'Sources are read as UTF-8. This file has a byte sequence that is none, or is a WebAssembly binary.',
    'Save the file as UTF-8. For a core module, `itlc init` writes a first ITL and `itlc inspect` shows what it has; a component binary has to end in `.wasm`.',
  ),
  ITL1002: e(
    'Unexpected character',
    'The character does not belong to any word, number or sign of the language.',
    'Remove it. ITL separates operands by spaces, not commas. In a class of a block, leave the destructor out: disposing of the object runs it.',
  ),
  ITL1003: e(
    'Not a number',
    'A word that begins with a digit has to be a number as a whole: decimal or hexadecimal digits, `_` between digits, a fraction or an exponent.',
    'Correct the number. To use such a word as a name, put a `$` in front of it.',
  ),
  ITL1004: e(
    'Not a name',
    'Names are ASCII letters, digits and most signs, without spaces, commas, quotes and brackets. A `$` needs a name directly behind it.',
    'Choose another name. Names that JavaScript sees are strings and may hold any character: `(func _name "größe" …)`.',
  ),
  ITL1005: e(
    'String is never closed',
    'A string ends on the line on which it begins.',
    'Add the closing quote. Write a line break inside a string as `\\n`.',
  ),
  ITL1006: e(
    'Unknown escape',
    'A backslash in a string begins an escape: `\\n`, `\\t`, `\\r`, `\\"`, `\\\'`, `\\\\`, two hexadecimal digits for a byte, or `\\u{…}` for a character.',
    'Use one of these, or write `\\\\` for a backslash itself.',
  ),
  ITL1007: e(
    'Control character in a string',
    'Control characters cannot be seen, so a string has to say them by an escape.',
    'Write the escape that the hint names.',
  ),
  ITL1008: e(
    'String holds what is not Unicode text',
    'Strings are text. Byte escapes have to form UTF-8, and `\\u{…}` names a character up to 10FFFF that is no half of a surrogate pair.',
    'Write the character by its number, `\\u{…}`, or as it is.',
  ),
  ITL1009: e(
    'Comment is never closed',
    'A comment that begins with `(;` ends with `;)`. Comments nest: each `(;` inside needs an end of its own.',
    'Add the missing `;)`, or use `;;` for a comment to the end of the line.',
  ),
  ITL1010: e(
    'Misplaced mark of a comment',
    'A comment to the end of the line begins with two semicolons, and `;)` ends a comment that `(;` has begun.',
    'Write `;;`, or remove the mark.',
  ),
  ITL1011: e(
    'Closing parenthesis is missing',
    'A form is still open where the file ends or where the next line shows, by its indentation, that it should have ended. The note shows the parenthesis that is open.',
    'Add the `)`. `itlc fmt` indents by what is really nested, which shows where.',
  ),
  ITL1012: e(
    'Closing parenthesis is one too many',
    'Nothing is open that this parenthesis could close. Often an earlier one has closed too much; the note then shows what looks lost.',
    'Remove it, or the one before it that closed too early.',
  ),
  ITL1013: e(
    'Source is nested too deep or too large',
    'The parser has limits, so that no file makes it run out of stack or memory: 200 parentheses inside each other, and a number of tokens for the whole file.',
    'Bind inner expressions by `let`, or move them into functions. Split what is too large into several components.',
  ),
  ITL1014: e(
    'Something else was expected',
    'The word or sign at this place cannot stand there; the message says what can.',
    'Insert what is missing. The grammar of each form is in the ITL reference.',
  ),
  ITL1015: e(
    'Unknown item',
    'A list at this place begins with a word that is known there: `module`, `import` or `export` at top level, `param` or `result` in a signature.',
    'Correct the word; the hint names the one that is meant, or all that are possible.',
  ),
  ITL1016: e(
    'Item cannot stand here',
    'The word is known, but belongs to another place.',
    'Move it to where the hint says. `export`, for example, stands at top level and not in a module.',
  ),
  ITL1017: e(
    'Unexpected word or value',
    'The form is complete before this, or takes a list in parentheses here.',
    'Remove it, or put it into the form that the hint names.',
  ),
  ITL1018: e(
    'Signature behind the body',
    'Parameters and results come first, then the body. A `(result …)` behind an expression would be taken for part of the body.',
    'Move `(param …)` and `(result …)` in front of the body.',
  ),
  ITL1019: e(
    'Parameter without a type',
    'A parameter that has a name needs its type behind it.',
    'Write `(param $name TYPE)`.',
  ),
  ITL1020: e(
    'Name in quotes is missing',
    'A function of a core module has two names: its own in the source, and the one in quotes by which the module exports it.',
    'Write both: `(func add "add" (param i32 i32) (result i32))`. `_` as the first means that the source does not use it.',
  ),
  ITL1021: e(
    'Declaration has a body',
    'A function that a core module exports, or that is imported from outside, is defined there. Only its signature is written here.',
    'Remove the body, or make it a function of the component: at top level or in `(export …)`.',
  ),
  ITL1022: e(
    'Variable is incomplete',
    'A variable needs a type and a value to begin with.',
    'Write `(var $name TYPE VALUE)`.',
  ),
  ITL1099: e(
    'Too many errors',
    'Only the first errors are shown, since later ones are often consequences.',
    'Mend those that are shown and run itlc again.',
  ),
};
