// itlc has made it of words.cpp, in dist: tsconfig.json takes both folders for one.
import { type Count, instantiateSync } from './words.js';

export type { Count };

const component = instantiateSync();

/** The words of a text in lower case, the most frequent ones first. */
export const countWords = (text: string): readonly Count[] => component.countWords(text);
