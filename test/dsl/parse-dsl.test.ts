/** Right blocks: what the model has of them. */
import { expect, test } from 'vitest';
import { parseValidBlocks, withoutSpans } from './parse-blocks.ts';

const scalar = (name: string) => ({ kind: 'scalar', name });

test("the seed's fizz.cpp", () => {
  const module = parseValidBlocks(`
#include <it.h>
export {
  func isFizz(s32) -> u1;
  func fizzStr() -> string;
}
bool isFizz(int n) { return n % 3 == 0; }
const char* fizzStr() { return "Fizz"; }
`);
  expect(withoutSpans(module)).toEqual({
    name: 'case',
    types: [],
    imports: [],
    exports: [
      { name: 'isFizz', params: [{ type: scalar('s32') }], result: scalar('u1'), doc: '' },
      { name: 'fizzStr', params: [], result: { kind: 'c-string', owned: false }, doc: '' },
    ],
  });
});
