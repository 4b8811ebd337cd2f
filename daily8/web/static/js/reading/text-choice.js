import * as store from "./store.js";

/** <text-choice> around a form of size, face and keys: each choice shows at once and is kept. */
class TextChoice extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", ({ target }) => {
      store.set(target.name, { size: () => Number(target.value), face: () => target.value, keys: () => target.checked }[target.name]());
    });
    store.onChange("settings", () => this.show());
    this.show();
  }

  show() {
    const { size, face, keys } = store.settings();
    Object.assign(document.documentElement.dataset, { size, face });
    this.form.elements.size.value = size;
    this.form.elements.face.value = face;
    this.form.elements.keys.checked = keys;
  }
}

customElements.define("text-choice", TextChoice);
