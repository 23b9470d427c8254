/** ITL6001 to ITL6059: blocks in C++. */
import { type Explanations, explanation as e } from './explanation.ts';

export const blockExplanations: Explanations = {
  ITL6001: e(
    'Block is not closed',
    'A block that begins with `/**IT_START**/` goes on to `/**IT_END**/`, and blocks do not nest.',
    'Add the end, or write `export { … }` and `import "module" { … }` without marks.',
  ),
  ITL6002: e(
    'End of a block without a start',
    'There is a `/**IT_END**/` and no `/**IT_START**/` before it.',
    'Add the start, or remove the end.',
  ),
  ITL6003: e(
    'Mark is written in another way',
    'This comment looks like the mark of a block, but would be a comment and nothing else.',
    'Write exactly `/**IT_START**/` and `/**IT_END**/`.',
  ),
  ITL6004: e(
    'Block declares nothing',
    'A warning: the block is empty, so it does nothing.',
    'Declare something, or remove it.',
  ),
  ITL6005: e(
    'Source has no block',
    'itlc was given C++ of which nothing is declared to JavaScript. A block in a header does not count by being included with `#include`.',
    'Write `export { func NAME(TYPES) -> TYPE; }` into the source. To share declarations, put them into a file and `include "file"` it in the block.',
  ),
  ITL6006: e(
    'Directive inside a block',
    'itlc reads blocks before the preprocessor runs, so directives would mean nothing there.',
    'Put the directive before or behind the block.',
  ),
  ITL6007: e(
    'Name is not made of ASCII',
    'Names in blocks become names of C++ and of JavaScript: ASCII letters, digits and `_`, without a digit in front.',
    'Choose another name.',
  ),
  ITL6008: e('Single quotes', 'Names of modules and files stand in double quotes.', 'Write `"console"`.'),
  ITL6009: e('Comment is never closed', 'A comment that begins with `/*` ends with `*/`.', 'Add the `*/`.'),
  ITL6010: e('Semicolon is missing', 'Each declaration and each member ends with `;`.', 'Add it.'),
  ITL6011: e(
    'Opening brace is missing',
    'A body follows here, and bodies stand in braces.',
    'Write `{` and, behind the body, `}`.',
  ),
  ITL6012: e('Brace is never closed', 'The body that begins here has no end.', 'Add the `}`.'),
  ITL6013: e(
    'Closing brace is one too many',
    'No body is open that this brace could close, or it closes one too early. The note shows what looks lost.',
    'Remove it, or the one that closed too early.',
  ),
  ITL6014: e(
    'Something else was expected',
    'Blocks have a grammar of their own: `func name(parameter: Type) -> Type;`, with names before types. C++ itself, with bodies, values and `const` at the end, is not read there.',
    'Write it as the hint shows. The C++ reference has the whole grammar.',
  ),
  ITL6015: e(
    'Statement of another language',
    'At the top of a block stand `export`, `import`, `include`, `type`, `class` and `callback`.',
    'Correct the word. What is C++ belongs outside of the block.',
  ),
  ITL6016: e(
    'Declaration stands in the wrong place',
    'Functions belong into `export { … }` or `import "module" { … }`; words such as `virtual`, `static` and `prop` into a class.',
    'Move it, or leave the word out, as the hint says.',
  ),
  ITL6017: e(
    'Types are nested too deep',
    'Types inside of each other are read to a depth of 32.',
    'Give an inner type a name: `type N = struct { … };`.',
  ),
  ITL6018: e(
    'Included file cannot be read',
    'The path of an `include` is meant from the folder of the file in which it stands.',
    'Correct the path.',
  ),
  ITL6020: e(
    'Unknown type',
    'The type is neither built in nor declared in a block. Types of C++ outside of blocks are unknown to itlc, and `int` or `char` do not say what JavaScript is to see.',
    'Use the name that the hint gives, or declare the type in the block.',
  ),
  ITL6021: e(
    'Wrong arguments of a type',
    'Types such as `array(T)`, `option(T)` and `std::map<K, V>` take a fixed number of types.',
    'Write it as the hint shows.',
  ),
  ITL6022: e('`void` is no type', 'A function that gives nothing has no arrow.', 'Write `func name();`.'),
  ITL6023: e(
    'Nothing to be owned',
    '`own` says who frees memory, and a value of this type needs nobody to free it.',
    'Leave `own` out.',
  ),
  ITL6024: e(
    'View in a place where it would outlive its text',
    'A `std::string_view` shows memory that is there during the call only.',
    'Write `std::string`, which is a copy.',
  ),
  ITL6025: e(
    'Struct holds itself by value',
    'Such a value would have no end. The message shows the way round.',
    'Hold it through `array(T)` or `std::vector<T>`.',
  ),
  ITL6026: e('Alias stands for itself', 'Following the alias leads back to it.', 'Let one of them name a real type.'),
  ITL6027: e(
    'Alias stands for too large a type',
    'Aliases are replaced by what they stand for; this one grows to more than 1,000 types.',
    'Declare a struct for a part of it.',
  ),
  ITL6028: e(
    'Type is empty',
    'A struct, enum, variant or set of flags needs a member.',
    'Add one, or do without the type.',
  ),
  ITL6029: e('Too many flags', 'Flags are bits of a number of 32.', 'Split them into two types.'),
  ITL6030: e(
    'Member names no value of C++',
    'Members with values are possible for an enum that C++ has and the block only names.',
    'Leave the value out, or write `type Kind = enum ITS_NAME { … };`.',
  ),
  ITL6031: e(
    'Callback in a place where none can be',
    'A callback is a parameter, by itself, of a function that C++ defines. It cannot be a result or part of a value.',
    'Take it as a parameter; `retain` lets C++ keep it.',
  ),
  ITL6032: e(
    'Only callbacks are retained',
    '`retain` says that C++ keeps a function of JavaScript beyond the call. Values are copied and need no such word.',
    'Leave `retain` out.',
  ),
  ITL6033: e(
    'Two callbacks are retained by one function',
    'JavaScript gets one object to release what was retained, so it has to be for one callback.',
    'Make it two functions, or a class whose constructor takes both.',
  ),
  ITL6034: e(
    'View in a place where nobody lends',
    '`view(T)` shows memory of C++ to JavaScript during a call.',
    'Write `array(T)`, which is a copy.',
  ),
  ITL6035: e(
    'View of what is no number',
    'JavaScript sees a view as a typed array, and there are such for numbers of 8 to 64 bits.',
    'Write `view(u8)` for bytes, and `array(T)` for everything else.',
  ),
  ITL6036: e(
    'Nobody can wait for an async import',
    'A warning: C++ can call the import only inside of an export that is async itself.',
    'Write `async` in front of the exports that call it.',
  ),
  ITL6037: e(
    'Documentation gets nowhere',
    'A warning: a `///` comment documents the function, type, class or callback below it. Above a block it belongs to nothing.',
    'Move it above a declaration, or write `//`.',
  ),
  ITL6038: e(
    'Objects would be kept that JavaScript may dispose of',
    'A property or container of objects would hold what belongs to JavaScript.',
    'Make the property `readonly` and let a method take copies, or declare the class `shared`.',
  ),
  ITL6040: e(
    'Declared twice',
    'All blocks of one module share their names. The note shows the first declaration.',
    'Declare it once; other files can `include` that.',
  ),
  ITL6041: e(
    'Imported and exported',
    'In C++ both would be one function, which cannot call itself through JavaScript.',
    'Rename one of them.',
  ),
  ITL6042: e(
    'Keyword of C++',
    'Names of a block become names of C++.',
    'Choose another, for instance with a `_` at its end.',
  ),
  ITL6043: e(
    'Name is reserved',
    'The name is a built-in type, a namespace of C++, or what itlc calls something it generates.',
    'Give it another name.',
  ),
  ITL6044: e(
    'An export cannot be called `then`',
    'JavaScript takes every object with a `then` for a promise: `await instantiate()` would call it.',
    'Give the function another name; the class of C++ may keep its own: `func other = then();`.',
  ),
  ITL6045: e('Two parameters of one name', 'Parameters of a function have names of their own.', 'Rename one.'),
  ITL6046: e('Two members of one name', 'Members of a type have names of their own.', 'Rename one.'),
  ITL6047: e(
    'Constructors cannot be told apart',
    'JavaScript chooses a constructor by the number of arguments and what kind of value each is.',
    'Make one of them a `static func`.',
  ),
  ITL6048: e(
    'Constructor of another name',
    'A member without `func` is a constructor, and is called like its class.',
    'Write `func` for a method, or correct the name.',
  ),
  ITL6049: e('Member is called like its class', 'C++ would take it for a constructor.', 'Give it another name.'),
  ITL6050: e(
    'Overloads cannot be told apart',
    'JavaScript chooses a function by the number of arguments and what kind of value each is. All numbers are one kind.',
    'Give one another name: `func sizeOf = size(x: f64) -> u32;`.',
  ),
  ITL6051: e(
    'Default of a parameter that C++ gives',
    'Defaults are for what JavaScript leaves out. An import or a callback is called by C++, which hands over all of it.',
    'Leave the default out.',
  ),
  ITL6052: e(
    'Parameter without a default behind one with',
    'What may be left out comes last.',
    'Change the order, or give the last ones defaults too.',
  ),
  ITL6053: e(
    'Base is no class of this module',
    'A class extends one that a block declares.',
    'Correct the name, declare the base, or leave it out and repeat the members that JavaScript is to have.',
  ),
  ITL6054: e(
    '`= 0` of a function that is not virtual',
    'Only a virtual function of a class can be left to those that extend it.',
    'Leave `= 0` out, or write `virtual func`.',
  ),
  ITL6055: e(
    'Class cannot be extended in JavaScript',
    'Virtual functions are for JavaScript to override, and this class or its place does not allow that.',
    'Leave `virtual` out, or do what the hint says.',
  ),
  ITL6056: e(
    'Virtual and async',
    'C++ calls what JavaScript has of a virtual function, and cannot wait for it.',
    'Leave one of both words out.',
  ),
  ITL6057: e(
    'Function cannot be virtual',
    'What C++ calls through JavaScript takes and gives values. The message says what this function has besides.',
    'Leave `virtual` out, or declare another function for JavaScript.',
  ),
  ITL6058: e(
    'Class that is shared, and its base not',
    'Objects of a `shared` class belong to `std::shared_ptr`. As one of its base an object would belong to nobody, or to two.',
    'Write `shared class` for both.',
  ),
  ITL6059: e(
    'Member does not fit the one it declares again',
    'An object of the extending class is taken for one of its base, so a function of the same name has to take and give what the base says.',
    'Give it the same signature, or another name: `func other = scale(…);`.',
  ),
};
