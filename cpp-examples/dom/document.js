/** As much of a document as the example needs, for Node, which has none. A browser's own works as well. */
class Element {
  /** @type {Element[]} */
  children = [];
  textContent = '';
  className = '';

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {...Element} elements */
  append(...elements) {
    this.children.push(...elements);
  }

  /** @param {...Element} elements */
  replaceChildren(...elements) {
    this.children = elements;
  }

  /**
   * @param {string} selector a class
   * @returns {Element[]}
   */
  querySelectorAll(selector) {
    const own = selector === `.${this.className}` ? [this] : [];
    return [...own, ...this.children.flatMap((child) => child.querySelectorAll(selector))];
  }

  get outerHTML() {
    const attribute = this.className ? ` class="${this.className}"` : '';
    const inside = this.textContent + this.children.map((child) => child.outerHTML).join('');
    return `<${this.name}${attribute}>${inside}</${this.name}>`;
  }
}

export const document = {
  body: new Element('body'),
  /** @param {string} name */
  createElement: (name) => new Element(name),
};
