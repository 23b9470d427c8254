/** ITL61xx: types of C++'s library in blocks, and who owns what they refer to. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';

const error = (code: string, span: Span, message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  span,
  message,
  hint,
});

/** @param what - `the keys of a map` */
export const unfitKey = (what: string, span: Span): Diagnostic =>
  error(
    'ITL6100',
    span,
    `${what} can be numbers, texts of std::string and enums`,
    'JavaScript tells objects apart by identity, C++ by their contents: write std::vector<std::pair<K, V>>',
  );

export const misplacedSpan = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6101',
    span,
    `'${name}' can only be the type of a parameter or a result`,
    'write std::vector<T>: what a span shows may be gone by the time that it is read',
  );

export const misplacedReference = (span: Span): Diagnostic =>
  error('ITL6102', span, "'const T&' can only be the type of a parameter", "leave 'const' and '&' out");

export const mutableReference = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6103',
    span,
    `only objects of classes are changed in their place: '${name}' is none`,
    `write const ${name}&, or give what has changed as the result`,
  );

export const bareFunctionType = (span: Span): Diagnostic =>
  error('ITL6104', span, 'this is the type of a function', 'write std::function<RESULT(PARAMETERS)>');

export const noObject = (span: Span): Diagnostic =>
  error('ITL6105', span, "'lent' stands in front of a class", 'leave it out: what is no object is copied');

export const ownedShared = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6106',
    span,
    `objects of '${name}' belong to std::shared_ptr: none of them has one owner`,
    `write ${name}, or std::shared_ptr<${name}> for a parameter that C++ keeps`,
  );

export const unsharedPointer = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6107',
    span,
    `objects of '${name}' do not belong to std::shared_ptr`,
    `declare it so: shared class ${name} { … }`,
  );

export const givenInside = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6108',
    span,
    `an object of '${name}' that is given away has to be a parameter by itself`,
    "one that could be given away only in part would be nobody's: take them one by one",
  );

export const unknownContainer = (span: Span): Diagnostic =>
  error(
    'ITL6109',
    span,
    'only std::vector, std::map and std::unordered_map have members without a body',
    'write a body with the members that JavaScript is to have: class NAME = PATH { … }',
  );
