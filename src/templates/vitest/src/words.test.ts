import { expect, test } from 'vitest';
import { instantiate } from './words.cpp';

const { countWords } = await instantiate();

test('the most frequent words come first', () => {
  expect(countWords('One fish, two fish.')).toEqual([
    { word: 'fish', times: 2 },
    { word: 'one', times: 1 },
    { word: 'two', times: 1 },
  ]);
});

test('what is no text is refused', () => {
  // @ts-expect-error
  expect(() => countWords(42)).toThrow("countWords: parameter 'text' must be a string, got 42");
});
