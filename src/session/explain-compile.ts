/** What of the block a compiler's messages are about: it sees the declarations made of it, and the user did not write those. */
import type { Diagnostic, Note } from '../diagnostics/diagnostic.ts';
import { aboveBlock, noExceptions, notCompiled } from '../diagnostics/toolchain.ts';
import type { ExpectedDefinition } from '../dsl/expected-definitions.ts';
import { findDefinitions } from '../dsl/find-definitions.ts';
import type { SourceMap } from '../source/source-map.ts';
import type { CoreResult } from '../toolchain/build-core.ts';

/** One for each unit that does not compile; the first has the notes of all. @param sourceOf the user's file of a unit */
export function compileProblems(
  { failed, messages }: CoreResult,
  expected: readonly ExpectedDefinition[],
  sources: SourceMap,
  sourceOf: (file: string) => string,
): readonly Diagnostic[] {
  const notes = failed.length > 0 ? notesOnMessages(messages, expected, sources) : [];
  const hint = hintOn(messages);
  return failed.map((file, index) =>
    index === 0 ? notCompiled(sourceOf(file), notes, hint) : notCompiled(sourceOf(file)),
  );
}

/** What leads on from a mistake that has nothing to do with what the block declares. */
function hintOn(messages: string): string | undefined {
  const plain = messages.replace(COLOURS, '');
  if (/error: cannot use '(?:throw|try)' with exceptions disabled/.test(plain)) return noExceptions;
  return /error: use of undeclared identifier 'it'/.test(plain) ? aboveBlock : undefined;
}

/** One note for each declaration that C++ does otherwise. @param messages of clang, colours or not */
export function notesOnMessages(
  messages: string,
  expected: readonly ExpectedDefinition[],
  sources: SourceMap,
): readonly Note[] {
  const plain = messages.replace(COLOURS, '');
  const names = namesIn(plain);
  const places = placesIn(plain);
  const declared = placesOf(shownInBlock, plain);
  const missing = placesOf(missingPath, plain);
  const isDeclaredAt = ({ name, span }: ExpectedDefinition): boolean => {
    const { file, line } = sources.locate(span.start);
    const place = `${file.path}:${line}`;
    return declared.has(place) || (isOfPath(name) && missing.has(place));
  };
  const ofLibrary = new Set([...plain.matchAll(namingLibrary)].map(([, name]) => name));
  const used = new Set([...plain.matchAll(namingUsed)].map(([, path = '']) => path.split('::').at(-1)));
  const hint = (name: string): string =>
    ofLibrary.has(name) ? `. ${LIBRARY_HINT}` : used.has(name) ? `. ${USED_HINT}` : '';
  return expected
    .filter(
      (each) =>
        names.has(each.name) ||
        used.has(each.name) ||
        (!each.isType && isDeclaredAt(each)) ||
        isDefinedAt(each.name, places, sources),
    )
    .map(({ name, advice, span }) => ({ message: `${advice}${hint(name)}`, span }));
}

const isOfPath = (name: string): boolean => name.includes(' = ');

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal's colours begin with
const COLOURS = /\u001b\[[\d;]*[mK]/g;

/** An import is declared once more for this to be said. */
const namingLibrary = /error: declaration of '(\w+)' has a different language linkage/g;
const LIBRARY_HINT = "C's library has a function of that name: give the import another one";

/** What a `using` has brought in is declared again by the block; the line of the `using` follows. */
const namingUsed = /note: using declaration\n[^\n]*using\s+([\w:]+)\s*;/g;
const USED_HINT = 'One that using brings in is named in the block, class C = lib::C { … }, and the using left out';

/** Mistakes whose messages name the function or the class. */
const naming: readonly RegExp[] = [
  /error: call to '(\w+)' is ambiguous/g,
  /error: no matching function for call to '(\w+)'/g,
  /error: static declaration of '(\w+)' follows/g,
  /error: redefinition of '(\w+)'/g,
  /error: no member named '(\w+)' in the global namespace/g,
  namingLibrary,
  /incomplete type '(?:::)?(\w+)'/g,
];

/** Those that name a member, and then its class. */
const namingMember: readonly RegExp[] = [
  /error: no member named '(\w+)' in '(?:::)?(\w+)'/g,
  /error: '(\w+)' is a (?:private|protected) member of '(?:::)?(\w+)'/g,
  /specialization '_it_property_(\w+)::(?:read|write)<(\w+)/g,
];

/** Those that name a constructor's class. */
const namingConstructor: readonly RegExp[] = [
  /error: no matching constructor for initialization of '(?:::)?(\w+)'/g,
  /error: calling a (?:private|protected) constructor of class '(?:::)?(\w+)'/g,
];

/** What the block names is not there yet; the line of its `using` follows. */
const namingMissing =
  /error: (?:use of undeclared identifier|no type named|no member named|no template named|unknown type name)[^\n]*\n[^\n]*\b(using \w+) = /g;

function namesIn(messages: string): ReadonlySet<string> {
  const all = (patterns: readonly RegExp[], name: (first: string, second: string) => string): readonly string[] =>
    patterns.flatMap((pattern) =>
      [...messages.matchAll(pattern)].map(([, first = '', second = '']) => name(first, second)),
    );
  return new Set([
    ...all([...naming, namingMissing], (name) => name),
    ...all(namingMember, (name, owner) => `${owner}::${name}`),
    ...all(namingConstructor, (owner) => `${owner}::${owner}`),
  ]);
}

/** Mistakes whose messages say no more than where the definition is: in their own line, or in the note behind it. */
const placing =
  /^(.+):(\d+):\d+: error: (?:functions that differ only in their return type|attribute declaration must precede)/;

/** Mistakes that are shown where the block's declaration is. */
const shownInBlock: readonly RegExp[] = [
  /^(.+):(\d+):\d+: error: no matching function for call to (?:object of type|'adopt')/gm,
  /^(.+):(\d+):\d+: note: in instantiation of function template specialization 'it::(?:adopt|share|pointer_to)</gm,
  /^(.+):(\d+):\d+: note: in instantiation of function template specialization 'it::(?:call_checked|checked|pointer_to|give|given|handed)</gm,
  /^(.+):(\d+):\d+: error: (?:only virtual member functions can be|non-virtual member function) marked 'override'/gm,
];

/** A function that the block names, and that is not there. */
const missingPath: readonly RegExp[] = [
  /^(.+):(\d+):\d+: error: (?:no member named '\w+' in (?:the global namespace|namespace)|'\w+' is not a (?:class|namespace))/gm,
];

const placesOf = (patterns: readonly RegExp[], messages: string): ReadonlySet<string> =>
  new Set(patterns.flatMap((pattern) => [...messages.matchAll(pattern)].map(([, path, line]) => `${path}:${line}`)));

/** `path:line` each. */
function placesIn(messages: string): ReadonlySet<string> {
  const places = new Set<string>();
  let isPlaced = false;
  for (const line of messages.split('\n')) {
    const [, path, number] = placing.exec(line) ?? [];
    const [, notePath, noteNumber] = /^(.+):(\d+):\d+: note: previous definition/.exec(line) ?? [];
    if (path !== undefined) places.add(`${path}:${number}`);
    if (notePath !== undefined && isPlaced) places.add(`${notePath}:${noteNumber}`);
    if (/: error: /.test(line)) isPlaced = path !== undefined;
  }
  return places;
}

function isDefinedAt(name: string, places: ReadonlySet<string>, sources: SourceMap): boolean {
  if (places.size === 0 || name.includes('::')) return false;
  return sources.files.some((file) =>
    findDefinitions(file, name).some(({ start }) => places.has(`${file.path}:${sources.locate(start).line}`)),
  );
}
