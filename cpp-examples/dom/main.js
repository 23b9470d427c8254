import { build } from '../build.js';
import { document } from './document.js';

build(import.meta.url, 'dom.cpp');
const { instantiate } = await import('./out/dom.js');
const { render, countDone } = await instantiate();

render(document, document.body, [
  { title: 'write C++', isDone: true },
  { title: 'write glue code', isDone: false },
]);
console.log(document.body.outerHTML);
console.log(countDone(document.body));

try {
  render({}, document.body, []);
} catch (error) {
  console.log(`${error.name}: ${error.message}`);
}
