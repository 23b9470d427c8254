import { type Count, instantiate } from './words.cpp';

const { countWords } = await instantiate();

const text = document.querySelector('textarea') as HTMLTextAreaElement;
const list = document.querySelector('ol') as HTMLOListElement;

function itemFor({ word, times }: Count): HTMLLIElement {
  const item = document.createElement('li');
  item.textContent = `${word}: ${times}`;
  return item;
}

function update(): void {
  list.replaceChildren(...countWords(text.value).map(itemFor));
}

text.addEventListener('input', update);
update();
