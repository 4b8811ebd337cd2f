import { confirmed } from "./confirm.js";
import * as store from "./store.js";
import { exported, takeIn } from "./transfer.js";

/** <kept-data>: all that is kept as a file, such a file taken in, and everything erased. */
const MOST_BYTES = 5_000_000;

class KeptData extends HTMLElement {
  connectedCallback() {
    this.file = this.querySelector("input");
    this.file.addEventListener("change", () => this.read(this.file.files[0]));
    this.querySelector("[data-act=export]").addEventListener("click", () => this.download());
    this.querySelector("[data-act=import]").addEventListener("click", () => this.file.click());
    confirmed(this.querySelector(":scope > section > button"), () => this.erase());
  }

  download() {
    const blob = new Blob([JSON.stringify(exported(), null, 1)], { type: "application/json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: this.dataset.file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  async read(file) {
    if (!file) return;
    const found = file.size > MOST_BYTES ? null : takeIn(await file.text());
    this.file.value = "";
    if (!found) return this.say(this.dataset.foreign);
    if (!found.kept) return this.say(this.dataset.full);
    this.say(this.dataset.taken.replace("{saved}", found.saved).replace("{history}", found.history));
  }

  erase() {
    store.erase();
    for (const name of ["theme", "pictures"]) document.cookie = `${name}=; path=/; max-age=0; samesite=lax`;
    delete document.documentElement.dataset.theme;
    this.say(this.dataset.erased);
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("kept-data", KeptData);
