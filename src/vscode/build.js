/**
 * Makes the editor extension in `.build/vscode`: the extension, the language server as one file with the C++ headers that
 * it reads, and the grammars. `npx @vscode/vsce package` in there packs it; test/packages does.
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packagesIn, writeLicences } from '../licences.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'src/vscode');
const folder = join(root, '.build/vscode');
const { version, repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  logLevel: 'warning',
  absWorkingDir: root,
  metafile: true,
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'syntaxes'), { recursive: true });
const results = await Promise.all([
  build({
    ...common,
    entryPoints: [join(source, 'extension.ts')],
    outfile: join(folder, 'extension.cjs'),
    format: 'cjs',
    external: ['vscode'],
  }),
  build({
    ...common,
    entryPoints: [join(root, 'src/cli/lsp/main.ts')],
    outfile: join(folder, 'server.mjs'),
    format: 'esm',
    define: { ITLC_VERSION: JSON.stringify(version) },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    // The server checks and never assembles.
    external: ['binaryen', 'wabt', '@yowasp/clang'],
  }),
]);
const manifest = JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8'));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, version, repository }, null, 2)}\n`);
copyFileSync(join(source, 'language-configuration.json'), join(folder, 'language-configuration.json'));
copyFileSync(join(source, 'wit-language-configuration.json'), join(folder, 'wit-language-configuration.json'));
copyFileSync(join(source, 'README.md'), join(folder, 'README.md'));
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
copyFileSync(join(root, 'grammar/itl.tmLanguage.json'), join(folder, 'syntaxes/itl.tmLanguage.json'));
copyFileSync(join(root, 'grammar/wit.tmLanguage.json'), join(folder, 'syntaxes/wit.tmLanguage.json'));
copyFileSync(join(source, 'it-block.tmLanguage.json'), join(folder, 'syntaxes/it-block.tmLanguage.json'));
cpSync(join(root, 'runtime/cpp'), join(folder, 'runtime/cpp'), { recursive: true });
writeLicences(folder, packagesIn(results));
