/** Assembles the text of components, by way of wasm-tools; what it makes is kept. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Assembled = { readonly bytes: Uint8Array } | { readonly error: string };

/** Runs in a process of its own: the assembler panics on some input, and is of no use after that. */
const program = `
import { createInterface } from 'node:readline';
const { parse } = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin })) {
  const { id, text, other } = JSON.parse(line);
  try {
    const bytes = await parse(text).catch((error) => (other === text ? Promise.reject(error) : parse(other)));
    console.log(JSON.stringify({ id, base64: Buffer.from(bytes).toString('base64') }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: String(error.payload ?? error.message ?? error) }));
    if (error instanceof WebAssembly.RuntimeError) process.exit(0);
  }
}`;

/** Newer text, which takes a core export in a canonical function without `core`, as this assembler has it. */
const spelled = (text: string): string =>
  text
    .replace(/(?<!\(export "[^"]*" )\(memory (\$[\w-]+) ("[^"]*")\)/g, '(memory (core memory $1 $2))')
    .replace(/\((realloc|post-return) \(func (\$[\w-]+) ("[^"]*")\)\)/g, '($1 (core func $2 $3))');

/** @param tools - URL of the module that has wasm-tools' \`parse\` */
export async function assembleAll(
  texts: readonly string[],
  cache: string,
  tools: string,
): Promise<ReadonlyMap<string, Assembled>> {
  mkdirSync(cache, { recursive: true });
  const done = new Map<string, Assembled>();
  let left: string[] = [];
  for (const text of new Set(texts)) {
    const kept = keptIn(cache, text);
    if (kept) done.set(text, kept);
    else left.push(text);
  }
  while (left.length > 0) {
    const before = left.length;
    await assembleSome(left, tools, (text, assembled) => {
      done.set(text, assembled);
      keep(cache, text, assembled);
    });
    left = left.filter((text) => !done.has(text));
    if (left.length === before) throw new Error(`the assembler cannot be run from ${tools}`);
  }
  return done;
}

function assembleSome(
  texts: readonly string[],
  tools: string,
  each: (text: string, made: Assembled) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, tools], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // What jco's fixtures are written in: references to core items without `core`.
      env: { ...process.env, WAST_STRICT_COMPONENT_INDICES: '0' },
    });
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      rest += chunk;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const { id, base64, error } = JSON.parse(line) as { id: number; base64?: string; error: string };
        each(texts[id] ?? '', base64 === undefined ? { error } : { bytes: Buffer.from(base64, 'base64') });
      }
    });
    child.on('close', () => resolve());
    child.stdin.on('error', () => {});
    for (const [id, text] of texts.entries())
      child.stdin.write(`${JSON.stringify({ id, text, other: spelled(text) })}\n`);
    child.stdin.end();
  });
}

const fileOf = (cache: string, text: string): string =>
  join(cache, createHash('sha256').update(text).digest('hex').slice(0, 32));

function keptIn(cache: string, text: string): Assembled | undefined {
  const file = fileOf(cache, text);
  if (existsSync(`${file}.wasm`)) return { bytes: readFileSync(`${file}.wasm`) };
  return existsSync(`${file}.txt`) ? { error: readFileSync(`${file}.txt`, 'utf8') } : undefined;
}

function keep(cache: string, text: string, assembled: Assembled): void {
  const file = fileOf(cache, text);
  if ('bytes' in assembled) writeFileSync(`${file}.wasm`, assembled.bytes);
  else writeFileSync(`${file}.txt`, assembled.error);
}
