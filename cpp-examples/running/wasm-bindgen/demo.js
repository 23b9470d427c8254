// node demo.js FOLDER: one instance, used by wasm-bindgen's glue and by what itlc has made
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2] ?? 'out');
const load = (path) => import(pathToFileURL(resolve(folder, path)).href);
const {
  default: init,
  add_word: addWord,
  cut: theirCut,
} = await load('node_modules/jieba-wasm/pkg/web/jieba_rs_wasm.js');
const { instantiateSync } = await load('glue/cut.js');

const running = await init({ module_or_path: readFileSync(resolve(folder, 'jieba.wasm')) });
const { cut } = instantiateSync({}, { modules: { 'jieba.wasm': running } });

const text = '中文分词很有意思';
console.log(cut(text).join(' | '));
addWord('很有意思'); // to the dictionary of the one instance that there is
console.log(cut(text).join(' | '), '=', theirCut(text, true).join(' | '));
try {
  cut(['中文']);
} catch (error) {
  console.log(String(error));
}
