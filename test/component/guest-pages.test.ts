/** The example of grammar/guests-c.md, as a reader would build it. */
import { expect, test } from 'vitest';
import { translateCore } from '../../src/canonical/translate-component.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { componentOf } from '../harness/targets.ts';
import { translated, worldIn } from '../harness/translated.ts';

const page = readText(root, 'grammar/guests-c.md');

test('the guest in C adds, and says so', async () => {
  const flags = ['-O2', '-mexec-model=reactor', '-Wall', '-Werror'];
  const core = await compileCpp({ sources: { 'guest.c': fencedBlock(page, 'c', '#include') }, flags });
  if (core.kind === 'failed') return expect.fail(core.errors);
  const world = worldIn('adder.wit', fencedBlock(page, 'wit', 'package'));
  const made = translated(translateCore(core.wasm, 'adder.wasm', 'adder', world));
  const cores = Object.fromEntries(made.modules);
  const lines: string[] = [];
  const { add } = await (await componentOf({ target: 'js' }, made.text, { cores }))(
    { log: (line: string) => lines.push(line) },
    { modules: cores },
  );
  expect(add(1, 2)).toBe(3);
  expect(lines).toEqual(['adding']);
});
