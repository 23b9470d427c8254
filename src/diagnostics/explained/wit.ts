/** ITL62xx: WIT, and core modules made for its worlds. */
import { type Explanations, explanation as e } from './explanation.ts';

export const witExplanations: Explanations = {
  ITL6200: e(
    'Character that WIT forbids',
    'Marks of writing direction make text look other than it is; control characters and a few deprecated ones are forbidden too, even in comments.',
    'Delete the character. The message has its code point.',
  ),
  ITL6201: e(
    'Character that WIT has no use for',
    'The sign stands outside of comments and texts, where WIT has no meaning for it.',
    'Delete it, or put it into a comment.',
  ),
  ITL6202: e(
    'Comment or text without an end',
    'A `/*` has no `*/`, or a `"` no other in its line. Comments nest: each `/*` within one needs its own end.',
    'Close it.',
  ),
  ITL6203: e(
    'Syntax error in WIT',
    'Something else has to stand here. Keywords, such as `option` or `type`, are names only with a `%` in front: `%option`.',
    'Write what the message expects.',
  ),
  ITL6204: e(
    'Types or packages are nested too deep',
    'More than a hundred of them stand within each other.',
    'Give some of the inner types names of their own.',
  ),
  ITL6205: e(
    'Malformed name in WIT',
    'Names are words joined by `-`. Each word is in small or in capital letters, with digits, and the first begins with a letter: `get-HTTP-header`. There are no `_` and no `camelCase`.',
    'Write it in kebab case. JavaScript sees it in camel case.',
  ),
  ITL6206: e(
    'Malformed version',
    'Versions have three numbers without leading zeros, and may have words behind a `-` or a `+`, as semver.org says.',
    'Write it like `1.0.0` or `0.2.0-rc.1`.',
  ),
  ITL6207: e(
    'Unknown attribute',
    'WIT has `@since`, `@unstable`, `@deprecated` and `@external-id`.',
    'Use one of these.',
  ),
  ITL6208: e(
    'Attribute with the wrong argument',
    '`@since` and `@deprecated` take a version, `@unstable` the name of a feature.',
    'Write it like `@since(version = 1.0.0)` or `@unstable(feature = name)`.',
  ),
  ITL6209: e(
    'Type with the wrong arguments',
    'The type takes more arguments, fewer, or others. Between `<` and `>` stand types; `_` only in `result<_, E>`, and a number only as the length of a list.',
    'Write it as the message has it.',
  ),
  ITL6210: e(
    'Attribute on a nested package',
    'Packages have no gates of their own.',
    'Put the attribute on the interfaces and worlds of the package.',
  ),
  ITL6220: e(
    'Package without a name',
    'None of its files begins with `package namespace:name;`.',
    'Put the header into one of them. The others need none.',
  ),
  ITL6221: e(
    'Files of a folder with different packages',
    'All files of a folder make up one package, and two of them have headers that differ.',
    'Move the files of the other package into a folder in `deps`.',
  ),
  ITL6222: e(
    'Package defined twice',
    'Two files or folders, or blocks in braces, define a package of the same name and version.',
    'Keep one of them.',
  ),
  ITL6223: e(
    'Package documented twice',
    'The headers of two files both have doc comments.',
    'Keep the comment of one.',
  ),
  ITL6224: e(
    'Package within a nested package',
    'Packages in braces stand at the level of the file.',
    'Move the inner one there.',
  ),
  ITL6225: e(
    'Two items of a package with one name',
    'Interfaces and worlds of a package share their names, whatever file they are in.',
    'Rename one of them.',
  ),
  ITL6226: e(
    'Name defined twice',
    'Types and functions of an interface, fields, cases, parameters and functions of a resource each have a name of their own, whatever the case of its letters.',
    'Rename one of them.',
  ),
  ITL6227: e(
    'Unknown package',
    'No file defines the package, or only in another version. Dependencies are files and folders in the folder `deps` beside the WIT.',
    'Put its WIT there (`wkg wit fetch` does), and name the version that it has.',
  ),
  ITL6228: e(
    'Unknown interface or world',
    'The package, or the file with its `use`, has nothing of that name.',
    'Correct the name, or name the package too: `namespace:package/name`.',
  ),
  ITL6229: e(
    'Name of the wrong kind',
    'An interface stands where a world is wanted, or the other way about, or a function where a type is wanted.',
    'Name one of the right kind. Worlds are for `include`, interfaces for `use`, `import` and `export`.',
  ),
  ITL6230: e(
    'Unknown type',
    'The interface neither defines nor uses a type of that name. Interfaces do not see each other’s types by themselves.',
    'Correct the name, or take it from another interface: `use other.{name};`.',
  ),
  ITL6231: e(
    'Interface without the type that is used',
    'A `use` names a type that the other interface lacks.',
    'Correct the name. Only types can be used, not functions.',
  ),
  ITL6232: e(
    'Definition that depends on itself',
    'A type contains itself, or interfaces, worlds or packages use each other in a circle. Values of such a type would have no end, and WIT has no recursive types.',
    'Break the circle: move what both need into an interface of its own, or use a resource.',
  ),
  ITL6233: e(
    'Item behind a gate that is closed',
    'The name has `@unstable` with a feature that is off, and what mentions it has not.',
    'Give what mentions it the same attribute, or turn the feature on with `--features`.',
  ),
  ITL6234: e(
    'Version that is not there yet',
    '`@since` names a version that is newer than the package.',
    'Correct the version of one of the two.',
  ),
  ITL6235: e(
    'Handle to what is no resource',
    '`own<T>` and `borrow<T>` are handles, and only resources have any.',
    'Mention the type without them.',
  ),
  ITL6236: e(
    'Function that returns a borrowed handle',
    'A borrowed handle is valid as long as the call that it is given to. It cannot outlive that in a result.',
    'Return `own<T>`, or take the handle as a parameter.',
  ),
  ITL6237: e(
    'Constructor of something else',
    'A constructor returns its resource, which is not written, or a `result` of it.',
    'Leave out the result type, or write `-> result<r, error>`.',
  ),
  ITL6238: e('Type without cases', 'An enum or variant without cases has no values.', 'Give it a case.'),
  ITL6239: e(
    'Key that a map cannot have',
    'Keys are booleans, characters, strings and integers.',
    'Take one of these, or a list of tuples.',
  ),
  ITL6240: e(
    'Type that is too large',
    'Values of the type would not fit into memory, or going through it would take too long.',
    'Use a list without a fixed length, or a smaller one.',
  ),
  ITL6241: e(
    'Two imports or exports of a name',
    'A world imports each name once, and exports it once, whatever the case of its letters.',
    'Remove or rename one. With `include`, rename it: `include other with { name as other-name }`.',
  ),
  ITL6242: e(
    'Nothing to rename',
    'Only names that a world gives itself can be renamed when it is included; interfaces of packages keep theirs.',
    'Correct the name, or leave it out.',
  ),
  ITL6243: e(
    'Interface imported and exported for one export',
    'The exported interface uses types of another, which the world exports, and of a third, which it does not and which therefore has to be imported, with all that it uses. One of the interfaces would be there twice, with different resources.',
    'Export what lies between, too.',
  ),
  ITL6244: e(
    'Item without the gate of what is around it',
    'The interface or resource around it has `@unstable` with a feature that is off; a type or function in it has no such attribute.',
    'Repeat the attribute.',
  ),
  ITL6245: e(
    'Too many flags in WIT',
    'Flags are bits of a number of 32, since version 0.2 of the Component Model; before, there could be more.',
    'Make two types of them.',
  ),
  ITL6246: e(
    'Binary that is no package of WIT',
    'Packages in `deps`, and the WIT of a command line, may be binaries: components of nothing but types. This one has something else in it, or is damaged.',
    'Take the package as its tools have it, or its text. A component that runs is given by itself: `itlc x.component.wasm`.',
  ),
  ITL6250: e(
    'WIT without a world',
    'A core module is made for a world, and the WIT has only interfaces.',
    'Add a world that exports them.',
  ),
  ITL6251: e('WIT with several worlds', 'The core module is made for one of them.', 'Choose it with `--world`.'),
  ITL6252: e('Unknown world', 'The WIT has no world of that name.', 'Correct the name after `--world`.'),
  ITL6253: e(
    'WIT without a core module',
    'WIT says what a module imports and exports, and has no code.',
    'Give the core module too: `itlc world.wit module.wasm`. `itlc check world.wit` checks the WIT alone.',
  ),
  ITL6254: e(
    'Several WIT inputs',
    'One call links core modules with one world.',
    'Call `itlc` for each, and put dependencies into `deps`.',
  ),
  ITL6255: e(
    'WIT beside a component',
    'A warning: a component binary says itself what it imports and exports, so that WIT on the command line changes nothing for it.',
    'Leave the WIT out, or give the core module in place of the component.',
  ),
  ITL6260: e(
    'File is no core module',
    'The binary is damaged, or it is a component already.',
    'Give the core module that the compiler wrote. A component needs no WIT.',
  ),
  ITL6261: e(
    'Core module without an export of its world',
    'The world exports a function, and the module has no core function under the name that stands for it.',
    'Build the module with bindings of this world. C needs `__attribute__((export_name("…")))`.',
  ),
  ITL6262: e(
    'Core function with another signature than its world says',
    'The bindings of the module were made from another version of the WIT.',
    'Make them again.',
  ),
  ITL6263: e(
    'Core import that the world lacks',
    'The module imports something that is neither in the world nor `wasi_snapshot_preview1`.',
    'Import it in the world, or link what defines it into the module.',
  ),
  ITL6264: e(
    'Core module without memory or allocator',
    'Strings, lists and large values lie in memory, and room for those that the module is given comes from its `cabi_realloc`.',
    'Export `memory` and `cabi_realloc`, as `wit-bindgen` does.',
  ),
  ITL6265: e(
    'Damaged section with the type of a component',
    'The module has a section `component-type` that cannot be read, or in a format that is not known.',
    'Build it with a newer `wit-bindgen`, or give the WIT: `itlc world.wit module.wasm`.',
  ),
  ITL6266: e(
    'Sections of a module that disagree',
    'Several libraries in the module have a section `component-type`, and they name different things the same.',
    'Build all of them with the same WIT.',
  ),
};
