/** What grammar/running.md begins with, with a package that starts its module by itself. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { assembleWat } from '../core/assemble-wat.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

const wat = `(module
  (import "env" "answer" (func $answer (result i32)))
  (func (export "malloc") (param i32) (result i32) i32.const 0)
  (func (export "free") (param i32))
  (func (export "ask") (result i32) call $answer))`;

/** As packages have it: `init` gives the exports of an instance that has its imports. */
const library = `import { readFileSync } from 'node:fs';
export default async function init() {
  const bytes = readFileSync(new URL('library.wasm', import.meta.url));
  const { instance } = await WebAssembly.instantiate(bytes, { env: { answer: () => 42 } });
  return instance.exports;
}
`;

test('the script takes the exports of what runs already', async () => {
  const page = readText(root, 'grammar/running.md');
  const [, clauses = ''] = /```itl\n([\s\S]*?)```/.exec(page) ?? [];
  const declared = clauses.replace('(import "env" *)', '(func ask "ask" (result i32))\n(import "env" *)');
  const text = `${declared.replace(/\n *\(import "wasi[^)]*\)/, '')}
(export (func _ "ask" (result s32) (as s32 (call ask))))`;
  const core = assembleWat(wat);
  const { js = '', diagnostics } = await compile({ path: 'wrapper.itl', text }, { emit: ['js'], readCore: () => core });
  expect(diagnostics).toEqual([]);
  const folder = temporaryFolder();
  writeIn(folder, 'package.json', '{ "type": "module" }');
  writeIn(folder, 'out/wrapper.js', js);
  writeIn(folder, 'node_modules/some-package/package.json', '{ "type": "module", "exports": { "./web": "./web.js" } }');
  writeIn(folder, 'node_modules/some-package/web.js', library);
  writeFileSync(join(folder, 'node_modules/some-package/library.wasm'), core);
  writeIn(folder, 'main.js', `${fencedBlock(page, 'js', 'some-package/web')}console.log(api.ask());`);
  const { stdout, stderr } = spawnSync(process.execPath, ['main.js'], { cwd: folder, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['42\n', '']);
});
