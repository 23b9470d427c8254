/**
 * Makes the reference of the library in `.build/api` (or the folder that is named): HTML by TypeDoc of the declarations that
 * the package ships. Fails where something public has no words of its own. TypeDoc is installed on demand; it needs an older
 * TypeScript than this repository.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tools = join(root, '.engines/api');
const types = join(tools, 'types');
const packages = { typedoc: '^0.28.20', typescript: '~6.0.3' };

/** By the name that is imported: the file in `dist`. */
const entries = {
  itlc: 'index.d.ts',
  'itlc/node': 'node.d.ts',
  'itlc/plugin': 'plugin.d.ts',
  'itlc/headers': 'headers.d.ts',
};

function install() {
  const manifest = `${JSON.stringify({ private: true, type: 'module', dependencies: packages }, null, 2)}\n`;
  const installed = join(tools, 'installed.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === manifest) return;
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'package.json'), manifest);
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: tools, stdio: ['ignore', 2, 2] });
  writeFileSync(installed, manifest);
}

/** TypeDoc names a module after its file. */
function stage() {
  rmSync(types, { recursive: true, force: true });
  for (const [name, file] of Object.entries(entries)) {
    const path = join(types, `${name}.d.ts`);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(join(root, 'dist', file), path);
  }
  const compilerOptions = { module: 'nodenext', lib: ['es2023', 'dom', 'esnext.disposable'], types: [], strict: true };
  writeFileSync(join(tools, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['types'] }));
}

const options = {
  $schema: 'https://typedoc.org/schema.json',
  name: 'itlc',
  entryPoints: Object.keys(entries).map((name) => `types/${name}.d.ts`),
  readme: 'none',
  disableSources: true,
  includeVersion: false,
  requiredToBeDocumented: ['Class', 'Interface', 'TypeAlias', 'Function', 'Variable', 'Property', 'Method', 'Accessor'],
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  treatWarningsAsErrors: true,
};

/** @param {string} folder @returns {boolean} whether nothing is missing */
export function buildApi(folder) {
  install();
  stage();
  writeFileSync(join(tools, 'typedoc.json'), JSON.stringify({ ...options, out: folder }));
  const { status } = spawnSync(process.execPath, [join(tools, 'node_modules/typedoc/bin/typedoc')], {
    cwd: tools,
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isWhole = buildApi(resolve(process.argv[2] ?? join(root, '.build/api')));
  process.exitCode = isWhole ? 0 : 1;
}
