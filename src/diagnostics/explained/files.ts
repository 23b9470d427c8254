/** ITL5xxx: files. */
import { type Explanations, explanation as e } from './explanation.ts';

export const fileExplanations: Explanations = {
  ITL5001: e(
    'File cannot be read',
    'It is not there, is a folder, or may not be read. The message says which.',
    'Correct the path. If a command was meant, the hint names it.',
  ),
  ITL5002: e(
    'File cannot be written',
    'A part of its path is no folder, the name belongs to a folder, or it may not be written.',
    'Choose another output folder: `-o out/`.',
  ),
  ITL5003: e(
    'Two sources have one output',
    'Outputs are named after their source, so two of the same name would overwrite each other.',
    'Compile them to different folders, or rename one.',
  ),
  ITL5004: e('File is not formatted', '`itlc fmt --check` found another layout than its own.', 'Run `itlc fmt` on it.'),
  ITL5005: e(
    'File is no WebAssembly binary',
    'The command takes WebAssembly, and the file is something else or ends too early.',
    'Correct the path; assemble WebAssembly text first.',
  ),
  ITL5006: e(
    'File is there already',
    '`itlc init` does not overwrite what may have been edited.',
    'Choose another name, or use `--force`.',
  ),
  ITL5007: e(
    'Node will take the module for CommonJS',
    'A warning: the nearest `package.json` above the output calls `.js` files CommonJS, and the output is an ES module.',
    'Write into a folder of its own (`-o out/`), which gets a `package.json`; or use `--format cjs`.',
  ),
  ITL5008: e(
    'File is C, C++ or WIT',
    '`itlc fmt` formats ITL.',
    'Use clang-format for C++; it leaves blocks readable. For WIT, itlc has no formatter.',
  ),
  ITL5009: e(
    'File is WebAssembly as text',
    'ITL describes a core module; the core module itself is a binary.',
    'Assemble the text, for instance by `wat2wasm`. `itlc init` then writes a first ITL for it.',
  ),
  ITL5010: e(
    'Unknown code',
    '`itlc explain` takes the codes that messages have: `ITL` and four digits.',
    'Correct the code.',
  ),
  ITL5011: e(
    'Mapping serves no import',
    'A warning: `--map` names an import, and nothing that was compiled imports from there, which is often a misspelt name. Or `--wasi` is given, and nothing imports WASI 0.2.',
    'Correct the name, or leave the option out.',
  ),
  ITL5012: e(
    'File is a source, not WebAssembly',
    '`itlc inspect` and `itlc init` read binaries: core modules, and adapters that itlc has made.',
    'Compile the source, as the hint says, and name what comes out.',
  ),
  ITL5013: e(
    'File is given twice',
    'The command line names one file more than once. Each source is a component of its own, so its outputs would be written twice.',
    'Name it once. A pattern such as `*.itl` may have it already.',
  ),
  ITL5020: e(
    'Unknown setting',
    '`itlc.config.json` or `itlc.config.js` has a setting that itlc does not know. Settings are named as in the message.',
    'Correct the name, or remove the setting.',
  ),
  ITL5021: e(
    'Setting has the wrong value',
    'A setting of `itlc.config.json` or `itlc.config.js` is of another type than it must be, or none of the allowed words.',
    'Give it a value as the message says.',
  ),
  ITL5022: e(
    'Settings cannot be used',
    'The configuration is no JSON, its script throws, or it does not give an object.',
    'Correct the file. `--no-config` does without it.',
  ),
  ITL5023: e(
    'Nothing to compile',
    'The command line names no file, and neither does a configuration in this folder or above it.',
    'Name a file, or list files under `files` in `itlc.config.json`.',
  ),
  ITL5024: e(
    'Folder of a new project is not empty',
    '`itlc new` overwrites nothing.',
    'Name a folder that is not there yet, or an empty one.',
  ),
  ITL5025: e(
    'Folder cannot name a package',
    'The last part of the folder becomes the name in `package.json`, and npm allows lower case letters, digits and `_.-`.',
    'Choose another name for the folder.',
  ),
  ITL5026: e(
    'Packages were not installed',
    'The files of the new project are there; the package manager has failed, and printed why.',
    'Mend that, and install in the new folder. `--no-install` writes the files alone.',
  ),
};
