import { countWords } from 'NAME';
import assert from 'node:assert/strict';
import { test } from 'node:test';

test('the most frequent words come first', () => {
  assert.deepEqual(countWords('One fish, two fish.'), [
    { word: 'fish', times: 2 },
    { word: 'one', times: 1 },
    { word: 'two', times: 1 },
  ]);
});

test('what is no text is refused', () => {
  assert.throws(() => countWords(42), /countWords: parameter 'text' must be a string, got 42/);
});
