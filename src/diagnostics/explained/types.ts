/** ITL3xxx: types and forms. */
import { type Explanations, explanation as e } from './explanation.ts';

export const typeExplanations: Explanations = {
  ITL3001: e(
    'Type mismatch',
    'The value has another type than this place asks for. Core types (`i32`) and interface types (`s32`, `u32`) are never mixed silently.',
    'Convert it: `(as s32 …)`; or lift and lower what is no number.',
  ),
  ITL3002: e(
    'Wrong number of operands',
    'Each function and each instruction takes a fixed number of values. The note shows the declaration.',
    'Add what is missing or remove what is too much.',
  ),
  ITL3003: e(
    'Instruction is written in another way',
    'An operand of the instruction is not a value but a name, a type, a string or a list, and it is missing or something else.',
    'Write it as the hint shows. The ITL reference has an example of each instruction.',
  ),
  ITL3004: e(
    'Number does not fit its type',
    'The literal is outside what the type holds, or has a fraction where the type has none.',
    'Correct the number, or use a wider type.',
  ),
  ITL3006: e(
    'Core type crosses the boundary',
    'What JavaScript sees has interface types: they say what a number means. An `i32` does not say whether it has a sign.',
    'Use `s32` or `u32`, `s64` or `u64`, `any` for a reference; convert by `(as …)`.',
  ),
  ITL3007: e(
    'Core function with an interface type',
    'A core module knows `i32`, `i64`, `f32`, `f64` and `externref`. Strings, records and so on are what the component makes of these.',
    'Declare the function as the module has it (`itlc inspect` shows that) and lift or lower around the call.',
  ),
  ITL3008: e(
    'Fields of a record are incomplete',
    '`make-record` gives each field a value, once.',
    'Add the fields that are missing, remove those that the record lacks.',
  ),
  ITL3009: e(
    'Match does not cover all cases',
    'A `match` has a branch for each case of the variant, once, so that a case that is added later is not forgotten.',
    'Add the missing branches.',
  ),
  ITL3010: e(
    'Switch without an else',
    'A `switch` that gives a value needs one for all other numbers too.',
    'Add `(else …)`; `(else (unreachable))` where no other number can come.',
  ),
  ITL3011: e(
    'Binding stands where no body is',
    '`let`, `var` and `defer` are about the rest of the body in which they stand, so they cannot be operands.',
    'Wrap it, `(block (let …) …)`, or move it in front of the expression.',
  ),
  ITL3012: e(
    'There is no conversion',
    '`as` converts between numbers, booleans, enums and flags. Strings, lists and records are lifted from memory and lowered into it.',
    'Use the instruction that the hint names.',
  ),
  ITL3013: e(
    'Case has no payload',
    'The case of the variant carries no value, so there is nothing to bind or to give.',
    'Remove the name or value, or give the case a payload in the definition.',
  ),
  ITL3014: e(
    'Type contains itself',
    'A value of the type would hold one of its own, and so on without an end. The message shows the way round.',
    'Go through an array, an option or a variant, where the nesting can end.',
  ),
  ITL3015: e(
    'Definition of a type is written in another way',
    '`(types …)` holds definitions: `record`, `variant`, `enum`, `flags`, `resource` and the like, each with its name.',
    'Write it as the hint shows.',
  ),
  ITL3016: e(
    'There is no value',
    'A value is needed here, and the expression gives none: an empty block, or a call of a function without a result.',
    'Let the body end with a value, or move the call in front.',
  ),
  ITL3017: e(
    'Several values at once',
    'The call gives more than one result, and one operand takes one.',
    'Bind them, `(let $a $b (call …))`, and use them by name.',
  ),
  ITL3020: e(
    'Name is no member of the resource',
    'Names such as `[method]Timer.left` make members of a class. The part in brackets, the resource and the signature have to go together, and one name is either a property or a method.',
    'Correct the name. A method, getter or setter takes the object first; a constructor gives it.',
  ),
  ITL3021: e('Too many flags', 'Flags are bits of an `i32`, which has 32.', 'Split them into two types.'),
  ITL3022: e(
    'Unfit drop function',
    'The function that a resource names for `drop` is called with its number when JavaScript disposes of the object.',
    'Name a function with one parameter of type `i32` and without a result.',
  ),
  ITL3023: e(
    'Unfit start function',
    'A start function runs when the instance is made, so nobody can give it arguments or take its results.',
    'Name a function without parameters and results.',
  ),
  ITL3025: e(
    'Function has no body',
    'A function of the component that gives a result has to say how.',
    'Write a body, or declare it in `(module …)` or `(import …)` if it is defined there.',
  ),
  ITL3028: e('Two start clauses', 'A module is started once.', 'Call both from one function and start that.'),
  ITL3029: e(
    'Nested too deep to be assembled',
    'The expressions of a function are nested so deep that the assembler would run out of stack.',
    'Bind inner expressions by `let`, or move them into functions.',
  ),
  ITL3030: e(
    'Too many parameters',
    'Engines of WebAssembly accept functions with up to 1,000 parameters.',
    'Take a record or an array instead.',
  ),
  ITL3031: e(
    'Unfit signature of a relay',
    'The signature of a relay is a word of letters, the result first and then the parameters: `v` for nothing, `i` and `p` for `i32`, `j` for `i64`, `f` and `d` for floats. The first parameter is the id of the callback, so it is `p` or `i`.',
    'Write for instance `vpp`: nothing from the id and a pointer.',
  ),
  ITL3032: e(
    'Function does not fit the relay',
    'What is left of the function when the captured values are given has to have the signature of the relay.',
    'Change the function or use another relay; the note shows both.',
  ),
  ITL3033: e(
    'More values captured than there are parameters',
    'Captured values become the first arguments of the function.',
    'Capture fewer values, or give the function more parameters.',
  ),
  ITL3034: e(
    'Function with several results cannot be handed on',
    'A function that becomes a callback or a function pointer gives one result at most.',
    'Wrap it in a function that gives one.',
  ),
  ITL3035: e(
    'Async cannot stand here',
    'Waiting is possible where JavaScript is: imports from outside, exports, methods and statics. A core module calls its imports without waiting.',
    'Remove `async`, or move it to the export that waits.',
  ),
  ITL3036: e(
    'Export has to be async',
    'A function that calls an `async` import gives a promise itself, and its declaration says so.',
    'Write `async` behind its name.',
  ),
  ITL3037: e(
    'Async call in a try',
    'A `try` runs to its end in one turn, so nothing can be waited for in it.',
    'Let the import give a `(result T E)`, and match that.',
  ),
};
