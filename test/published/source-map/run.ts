import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PublishedCase } from '../published-case.ts';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number as base 64 VLQ. */
function encoded(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}

const numbers = (...values: readonly number[]): string => values.map(encoded).join('');

/** `lines` lines of four mappings, one without a source, one with a name. */
function mappingsOf(lines: number): string {
  const line = [numbers(2), numbers(3, 0, 1, 2), numbers(5, 0, 0, 4, 0), numbers(1, 0, 1, -5)].join(',');
  return Array.from({ length: lines }, () => line).join(';');
}

interface Mapping {
  readonly source: number | string | null | undefined;
  readonly originalLine: number | null | undefined;
  readonly originalColumn: number | null | undefined;
}

const sourceMap: PublishedCase = {
  packages: { 'source-map': '0.8.0' },
  cores: (folder) => ({ 'mappings.wasm': readFileSync(join(folder, 'source-map/lib/mappings.wasm')) }),
  async workloads(ours, folder) {
    const { SourceMapConsumer } = createRequire(import.meta.url)(join(folder, 'source-map'));
    const raw = (lines: number): object => ({
      version: 3,
      sources: ['a.js'],
      names: ['name'],
      mappings: mappingsOf(lines),
    });
    const made = async (lines: number) => ({
      mappings: new ours.Mappings(mappingsOf(lines)),
      consumer: await new SourceMapConsumer(raw(lines)),
    });
    const [small, large] = [await made(10), await made(100_000)];
    const position = ({ mappings, consumer }: typeof small, line: number) => ({
      ours() {
        const found: Mapping | undefined = mappings.originalPositionFor(line, 6, 1);
        return `${found?.source === undefined ? null : 'a.js'} ${found?.originalLine ?? null} ${found?.originalColumn ?? null}`;
      },
      theirs() {
        const found = consumer.originalPositionFor({ line, column: 6 });
        return `${found.source} ${found.line} ${found.column}`;
      },
    });
    const walk = ({ mappings, consumer }: typeof small) => {
      const sum = (each: (visit: (mapping: Mapping) => void) => void): string => {
        let [count, lines, columns] = [0, 0, 0];
        each((mapping) => {
          count++;
          lines += mapping.originalLine ?? 0;
          columns += mapping.originalColumn ?? 0;
        });
        return `${count} ${lines} ${columns}`;
      };
      return {
        ours: () => sum((visit) => mappings.eachByGenerated(visit)),
        theirs: () => sum((visit) => consumer.eachMapping(visit)),
      };
    };
    const [text10, text100000] = [mappingsOf(10), mappingsOf(100_000)];
    const parse = (text: string, lines: number) => ({
      ours() {
        const mappings = new ours.Mappings(text);
        const found = mappings.originalPositionFor(1, 6, 1)?.originalLine;
        mappings.dispose();
        return found;
      },
      // Without its own constructor, which gives a promise: what it does with the mappings.
      theirs() {
        const { consumer } = lines > 10 ? large : small;
        const fresh = Object.assign(Object.create(Object.getPrototypeOf(consumer)), consumer, {
          _mappings: text,
          _mappingsPtr: 0,
        });
        fresh._parseMappings();
        const found = fresh.originalPositionFor({ line: 1, column: 6 }).line;
        fresh.destroy();
        return found;
      },
    });
    return [
      { name: 'parse, 10 lines', ...parse(text10, 10) },
      { name: 'parse, 100000 lines', ...parse(text100000, 100_000) },
      { name: 'originalPositionFor, 10 lines', ...position(small, 4) },
      { name: 'originalPositionFor, 100000 lines', ...position(large, 50_000) },
      { name: 'eachMapping, 10 lines', ...walk(small) },
      { name: 'eachMapping, 100000 lines', ...walk(large) },
    ];
  },
};

export default sourceMap;
