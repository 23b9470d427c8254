/** Keeps what the clang package made, in a folder that `ITLC_CACHE` names: loading the package takes seconds. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolResult } from './compiler.ts';
import { readFromDisk } from './include-files.ts';

type Tree = import('@yowasp/clang').Tree;

/** What one call of the compiler depends on: it sees no file but those of the tree. */
export interface ToolCall {
  readonly args: readonly string[];
  readonly tree: Tree;
}

export interface ResultCache {
  readonly find: (call: ToolCall) => ToolResult | undefined;
  readonly keep: (call: ToolCall, result: ToolResult) => void;
}

/**
 * @param folder - made where it is missing; several processes may share it
 * @param compiler - text that differs for every version of the compiler
 */
export function resultCache(folder: string, compiler: string): ResultCache {
  const pathOf = (call: ToolCall): string => join(folder, keyOf(compiler, call));
  return {
    find: (call) => readResult(pathOf(call)),
    keep: (call, result) => writeResult(folder, pathOf(call), result),
  };
}

/** Changes whenever the compiler may give something else. */
function keyOf(compiler: string, { args, tree }: ToolCall): string {
  const hash = createHash('sha256').update(JSON.stringify([compiler, args]));
  for (const [path, bytes] of filesOf(tree, '')) hash.update(`\0${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

/** Folders too, as files without content: clang looks for `../x.h` only from folders that are there. */
function filesOf(tree: Tree, at: string): readonly (readonly [path: string, bytes: Uint8Array | string])[] {
  return Object.entries(tree).flatMap(([name, entry]) => {
    const path = `${at}/${name}`;
    const isFile = typeof entry === 'string' || entry instanceof Uint8Array;
    return isFile ? [[path, entry] as const] : [[`${path}/`, ''] as const, ...filesOf(entry as Tree, path)];
  });
}

interface Head {
  readonly ok: boolean;
  readonly messages: string;
  readonly size: number;
}

/** A line of JSON, then the bytes. */
function readResult(path: string): ToolResult | undefined {
  const content = readFromDisk(path);
  if (!content) return undefined;
  const end = content.indexOf(0x0a);
  const head = parseHead(new TextDecoder().decode(content.subarray(0, Math.max(end, 0))));
  const bytes = new Uint8Array(content.subarray(end + 1));
  if (head?.size !== bytes.length) return undefined;
  markUsed(path);
  const { ok, messages } = head;
  return ok ? { ok, bytes, messages } : { ok, messages };
}

/** Undefined where the file is damaged. */
function parseHead(text: string): Head | undefined {
  try {
    return JSON.parse(text) as Head;
  } catch {
    return undefined;
  }
}

/** Whoever tidies the folder goes by when a file was last used. */
function markUsed(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Somebody else's file, or gone by now: it was read all the same.
  }
}

/** Appears all at once under its name. A folder that cannot be written to keeps nothing, and nothing else fails. */
function writeResult(folder: string, path: string, result: ToolResult): void {
  const bytes = result.ok ? result.bytes : new Uint8Array();
  const head: Head = { ok: result.ok, messages: result.messages, size: bytes.length };
  const unfinished = `${path}.${randomUUID()}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]));
    renameSync(unfinished, path);
  } catch {
    // As before, only slower.
  }
}
