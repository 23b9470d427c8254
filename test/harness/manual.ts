/** The README and the pages that it leads to, as one text: whoever wants a snippet need not know where it stands. */
import { readText, root } from './folders.ts';

const pages = ['grammar/start.md', 'grammar/by-hand.md', 'grammar/javascript.md', 'grammar/adapters.md'];

export const manual: string = pages.map((path) => readText(root, path)).join('\n');
