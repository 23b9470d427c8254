import { instantiate } from '../words.cpp';
import type { PageServerLoad } from './$types';

const { countWords } = await instantiate();

/** The first page has its words counted on the server: `/?text=…`. */
export const load: PageServerLoad = ({ url }) => {
  const text = url.searchParams.get('text') ?? 'The quick brown fox jumps over the lazy dog.';
  return { text, counts: countWords(text) };
};
