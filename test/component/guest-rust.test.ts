/**
 * The guest of grammar/guests-rust.md, compiled where a Rust for WebAssembly is: with a stand-in for wit-bindgen's macros, which
 * export by hand what those make of this one world.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { translateCore } from '../../src/canonical/translate-component.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { componentOf } from '../harness/targets.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { translated, worldIn } from '../harness/translated.ts';

const target = ['--target', 'wasm32-unknown-unknown', '--edition', '2021', '-Copt-level=1'];

/** Debian's lies in /usr/bin, whatever is in front of it. */
const rustc = [process.env.RUSTC, 'rustc', '/usr/bin/rustc'].find((program) => {
  if (program === undefined) return false;
  const { status, stdout } = spawnSync(program, ['--print', 'target-libdir', ...target.slice(0, 2)], {
    encoding: 'utf8',
  });
  return status === 0 && spawnSync('ls', [stdout.trim()]).status === 0;
});

const standIn = `
#[macro_export]
macro_rules! generate {
    ({ path: "wit", world: "greeter" }) => {
        pub trait Guest {
            fn greet(name: String) -> String;
        }

        macro_rules! export {
            (Component) => {
                #[no_mangle]
                pub unsafe extern "C" fn greet(name: *mut u8, length: usize) -> *mut [usize; 2] {
                    let name = String::from_utf8_unchecked(Vec::from_raw_parts(name, length, length));
                    let text = <Component as Guest>::greet(name).into_bytes().into_boxed_slice();
                    let length = text.len();
                    Box::into_raw(Box::new([Box::into_raw(text) as *mut u8 as usize, length]))
                }

                #[no_mangle]
                pub unsafe extern "C" fn cabi_post_greet(area: *mut [usize; 2]) {
                    let [text, length] = *Box::from_raw(area);
                    drop(Vec::from_raw_parts(text as *mut u8, length, length));
                }

                #[no_mangle]
                pub unsafe extern "C" fn cabi_realloc(_: *mut u8, _: usize, _: usize, size: usize) -> *mut u8 {
                    Box::into_raw(vec![0u8; size].into_boxed_slice()) as *mut u8
                }
            };
        }
    };
}
`;

function compile(folder: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(rustc ?? '', [...target, ...args], { cwd: folder, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

test.skipIf(rustc === undefined)('the guest in Rust greets', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'wit_bindgen.rs'), standIn);
  writeFileSync(join(folder, 'greeter.rs'), fencedBlock(readText(root, 'grammar/guests-rust.md'), 'rust', 'generate!'));
  compile(folder, ['--crate-type=rlib', 'wit_bindgen.rs']);
  compile(folder, ['--crate-type=cdylib', '--extern', 'wit_bindgen=libwit_bindgen.rlib', 'greeter.rs']);
  const core = new Uint8Array(readFileSync(join(folder, 'greeter.wasm')));
  const text = 'package local:greeter;\nworld greeter {\n  export greet: func(name: string) -> string;\n}\n';
  const made = translated(translateCore(core, 'greeter.wasm', 'greeter', worldIn('greeter.wit', text)));
  const cores = Object.fromEntries(made.modules);
  const { greet } = await (await componentOf({ target: 'js' }, made.text, { cores }))({}, { modules: cores });
  expect(greet('Ada')).toBe('Hello, Ada!');
  expect(greet('')).toBe('Hello, !');
});
