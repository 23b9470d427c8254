/** A document of the repository as a page of the site. */
import { posix } from 'node:path';
import { pageOf } from './pages.js';

/** Languages of fences, as the site's highlighter knows them. */
const languages = { lisp: 'itl', it: 'cpp', wast: 'itl', wat: 'itl' };

/**
 * @param {string} text
 * @param {string} source its path in the repository
 * @param {string} page its path in the site
 */
export function convert(text, source, page) {
  let isCode = false;
  const lines = text.split('\n').map((line) => {
    const fence = /^(\s*```)(\w*)/.exec(line);
    if (fence) {
      isCode = !isCode;
      return isCode ? `${fence[1]}${languages[fence[2]] ?? fence[2]}` : line;
    }
    return isCode || line.startsWith('    ') ? line : withLinks(line, source, page);
  });
  return lines.join('\n');
}

/** A link or an image; or code, in which there are none. */
const linkOrCode = /(!?)\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)|`[^`]*`/g;

const withLinks = (line, source, page) =>
  line.replace(linkOrCode, (whole, image, label, target) =>
    target === undefined || /^(?:https?:|#|mailto:)/.test(target)
      ? whole
      : linkTo(target, { isImage: image !== '', label, source, page }),
  );

/** Links to pages lead there; those to other files of the repository become the text alone. */
function linkTo(target, { isImage, label, source, page }) {
  const [path, anchor] = target.split('#');
  const file = posix.join(posix.dirname(source), path);
  if (isImage) return `![${label}](/${posix.basename(file)})`;
  const found = pageOf(file);
  if (!found) return label;
  const way = posix.relative(posix.dirname(page), found.page) || posix.basename(found.page);
  return `[${label}](${way.startsWith('.') ? way : `./${way}`}.md${anchor ? `#${anchor}` : ''})`;
}
