import hash from './hash/run.ts';
import jieba from './jieba/run.ts';
import lexer from './lexer/run.ts';
import type { PublishedCase } from './published-case.ts';
import sourceMap from './source-map/run.ts';
import sql from './sql/run.ts';
import xxhash from './xxhash/run.ts';

/** By the name of the folder. */
export const cases: Readonly<Record<string, PublishedCase>> = {
  xxhash,
  lexer,
  'source-map': sourceMap,
  sql,
  hash,
  jieba,
};
