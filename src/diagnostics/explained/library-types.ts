/** ITL6100 and on: types of C++'s library in blocks, and who owns what. */
import { type Explanations, explanation as e } from './explanation.ts';

export const libraryTypeExplanations: Explanations = {
  ITL6100: e(
    'Unfit key of a map',
    'A map of JavaScript tells objects apart by identity, one of C++ by contents. Numbers, text and enums are the same to both.',
    'Write `std::vector<std::pair<K, V>>`.',
  ),
  ITL6101: e(
    'Span in a place where it would outlive its elements',
    'A span shows memory that belongs to someone else, who is known during a call only.',
    'Use it for parameters and results; elsewhere write `std::vector<T>`.',
  ),
  ITL6102: e(
    'Reference in a place where none can be',
    '`const T&` says how C++ takes a parameter.',
    'Leave `const` and `&` out.',
  ),
  ITL6103: e(
    'Value cannot be changed in its place',
    'JavaScript has values, which nobody can change, and objects. `T&` is for objects of classes.',
    'Write `const T&`, or give what has changed as the result.',
  ),
  ITL6104: e(
    'Type of a function by itself',
    'A function is passed as a callback.',
    'Write `std::function<RESULT(PARAMETERS)>`, or declare a `callback`.',
  ),
  ITL6105: e('`lent` without an object', '`lent` says that an object stays C++’s. Values are copied.', 'Leave it out.'),
  ITL6106: e(
    '`own` of an object that is shared',
    'Objects of a `shared` class belong to all who hold a `std::shared_ptr`.',
    'Write the class alone, or `std::shared_ptr<T>` for a parameter that C++ keeps.',
  ),
  ITL6107: e(
    'Objects do not belong to `std::shared_ptr`',
    'JavaScript holds objects of a class either alone or by a `std::shared_ptr`; the class says which.',
    'Declare it `shared class NAME { … }`.',
  ),
  ITL6108: e(
    'Object is given away inside of something',
    'If the call failed halfway, part of the objects would be nobody’s.',
    'Take them one by one, as parameters by themselves.',
  ),
  ITL6109: e(
    'Container without members',
    'itlc knows what JavaScript wants of a `std::vector`, a `std::map` and a `std::unordered_map`; of other containers it has to be told.',
    'Write the members: `class NAME = PATH { … }`.',
  ),
  ITL6110: e(
    'Owner of an imported class',
    'A class in an `import` is defined by another component, or by JavaScript: whether its objects are shared, which methods are virtual, what they are called in C++, and what overloads there are, its owner says. Each member is an import of one name.',
    'Leave the word out. Of overloads import the one that is called.',
  ),
};
