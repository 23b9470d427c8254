import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PublishedCase } from '../published-case.ts';

const sentence = '我们中出了一个叛徒，小明硕士毕业于中国科学院计算所，后在日本京都大学深造。Hello, world! ';

const jieba: PublishedCase = {
  packages: { 'jieba-wasm': '2.4.0' },
  cores: (folder) => ({ 'jieba.wasm': readFileSync(join(folder, 'jieba-wasm/pkg/nodejs/jieba_rs_wasm_bg.wasm')) }),
  async workloads(ours, folder) {
    const theirs = createRequire(import.meta.url)(join(folder, 'jieba-wasm/pkg/nodejs/jieba_rs_wasm.js'));
    const texts = ['中文分词', sentence, sentence.repeat(2000)];
    return texts.flatMap((text) => [
      {
        name: `cut, text of ${text.length}`,
        ours: () => ours.cut(text, true),
        theirs: () => theirs.cut(text, true),
      },
      {
        name: `cut_for_search, text of ${text.length}`,
        ours: () => ours.cutForSearch(text),
        theirs: () => theirs.cut_for_search(text),
      },
      {
        name: `tokenize, text of ${text.length}`,
        ours: () => ours.tokenize(text, 'default', true),
        theirs: () => theirs.tokenize(text, 'default', true),
      },
      { name: `tag, text of ${text.length}`, ours: () => ours.tag(text), theirs: () => theirs.tag(text) },
    ]);
  },
};

export default jieba;
