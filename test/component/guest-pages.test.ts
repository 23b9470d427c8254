/** The example of grammar/guests-c.md, as a reader would build it. */
import { expect, test } from 'vitest';
import { translateCore } from '../../src/canonical/translate-component.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { chooseWorld } from '../../src/wit/choose-world.ts';
import { readWit } from '../../src/wit/resolve-wit.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { componentOf } from '../harness/targets.ts';

const page = readText(root, 'grammar/guests-c.md');

test('the guest in C adds, and says so', async () => {
  const flags = ['-O2', '-mexec-model=reactor', '-Wall', '-Werror'];
  const core = await compileCpp({ sources: { 'guest.c': fencedBlock(page, 'c', '#include') }, flags });
  if (core.kind === 'failed') return expect.fail(core.errors);
  const sink = new DiagnosticSink();
  const files = [{ path: 'adder.wit', text: fencedBlock(page, 'wit', 'package') }];
  const resolution = readWit([{ place: 'adder.wit', files }], new Set(), new SourceMap(), sink);
  const world = resolution && chooseWorld(resolution, 'adder.wit', undefined, sink);
  if (!resolution || !world) return expect.fail(sink.all.map(({ message }) => message).join('\n'));
  const made = translateCore(core.wasm, 'adder.wasm', 'adder', { ...resolution.elaborate(world), encoding: 'utf8' });
  if (made.kind === 'refused') return expect.fail(made.diagnostics.map(({ message }) => message).join('\n'));
  const cores = Object.fromEntries(made.modules);
  const lines: string[] = [];
  const { add } = await (await componentOf({ target: 'js' }, made.text, { cores }))(
    { log: (line: string) => lines.push(line) },
    { modules: cores },
  );
  expect(add(1, 2)).toBe(3);
  expect(lines).toEqual(['adding']);
});
