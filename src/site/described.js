/** What search engines and previews show of a page: the first words of its own text. */

const LENGTH = 160;

/** A page of Markdown with its description in front. @param {string} text */
export function described(text) {
  const [, front = '', body = text] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? [];
  // Pages of codes have a title: two codes may mean the same of C++ and of ITL.
  const [, title = ''] = /^title: "(.*)"$/m.exec(front) ?? [];
  const description = firstWords(body, title && `${title}. `);
  return description === '' ? text : `---\n${front}description: ${JSON.stringify(description)}\n---\n${body}`;
}

/** @param {string} body @param {string} before */
function firstWords(body, before) {
  const paragraph = body.split(/\n{2,}/).find((each) => /^(?:[\p{L}*`[])/u.test(each.trim())) ?? '';
  const plain = `${before}${paragraph}`
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= LENGTH ? plain : `${plain.slice(0, LENGTH).replace(/\W*\s\S*$/, '')} …`;
}
