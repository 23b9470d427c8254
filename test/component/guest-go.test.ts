/**
 * The guest of grammar/guests-go.md, compiled and called where a Go is: by Go's own compiler, since TinyGo is no package of npm's,
 * and with a stand-in for what `wit-bindgen-go` makes of its world.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const hasGo = spawnSync('go', ['version']).status === 0;

const files = {
  'go.mod': 'module example.com/greeter\n\ngo 1.19\n',
  'internal/local/greeter/greeter/greeter.go':
    'package greeter\n\nvar Exports struct {\n\tGreet func(name string) string\n}\n',
  'main.go': fencedBlock(readText(root, 'grammar/guests-go.md'), 'go', 'greeter.Exports.Greet'),
  'main_test.go': `package main

import (
	"testing"

	"example.com/greeter/internal/local/greeter/greeter"
)

func TestGreet(t *testing.T) {
	if greeting := greeter.Exports.Greet("Ada"); greeting != "Hello, Ada!" {
		t.Fatal(greeting)
	}
}
`,
};

test.skipIf(!hasGo)('the guest in Go greets', () => {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off', GOCACHE: join(folder, 'cache') };
  const { status, stdout, stderr } = spawnSync('go', ['test', './...'], { cwd: folder, env, encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toContain('ok  \texample.com/greeter');
});
