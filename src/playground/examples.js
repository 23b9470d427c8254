/** The examples that the playground offers: those of the documents, and those that lie beside this file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} text @param {string} language @param {string} part */
function fenced(text, language, part) {
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block]) => block,
  );
  const found = blocks.find((block) => block.includes(part));
  if (found === undefined) throw new Error(`no block of ${language} has '${part}' in it`);
  return found;
}

/** @param {string} root of the repository */
export function exampleIn(root) {
  const document = ['start', 'by-hand', 'guests-c']
    .map((page) => readFileSync(join(root, 'grammar', `${page}.md`), 'utf8'))
    .join('\n');
  /** @param {[string, string, string][]} blocks path, language, a part of it */
  const fromDocument = (title, ...blocks) => ({
    title,
    program: { files: blocks.map(([path, language, part]) => ({ path, text: fenced(document, language, part) })) },
  });
  const fromFolder = (title, name, ...paths) => ({
    title,
    program: {
      files: paths.map((path) => ({
        path,
        text: readFileSync(join(root, 'src/playground/examples', name, path), 'utf8'),
      })),
    },
  });
  return [
    fromDocument('C++: strings and records', ['people.cpp', 'cpp', 'oldest'], ['main.js', 'js', 'oldest([']),
    fromDocument('C++: callbacks', ['alerts.cpp', 'cpp', 'callback Progress'], ['main.js', 'js', 'onAlert']),
    fromFolder('C++: classes', 'shapes', 'shapes.cpp', 'main.js'),
    fromDocument(
      'ITL for a module of C',
      ['greet.itl', 'lisp', '_lower_string'],
      ['greet.c', 'c', 'greet'],
      ['main.js', 'js', 'greet(42)'],
    ),
    fromDocument(
      'WIT for a module of C',
      ['adder.wit', 'wit', 'package'],
      ['adder.c', 'c', 'cabi'],
      ['main.js', 'js', 'adder.js'],
    ),
    fromFolder('ITL for a module of WebAssembly text', 'wat', 'shout.itl', 'text.wat', 'main.js'),
  ];
}
