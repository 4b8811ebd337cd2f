import * as store from "./reading/store.js";

/** <reading-place hidden><button>: remembers how far an article was read, and offers to go on from there. */
class ReadingPlace extends HTMLElement {
  connectedCallback() {
    this.article = document.querySelector(".share save-button")?.article;
    if (!this.article || !store.settings().history) return;
    const before = store.remember(this.article);
    this.text = document.querySelector(".article__text .prose");
    if (!this.text) return;
    if (before && !before.done && before.place > 0.05) this.offer(before.place);
    addEventListener("scroll", () => this.moved(), { passive: true });
    addEventListener("pagehide", () => this.note());
  }

  offer(place) {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => {
      const box = this.text.getBoundingClientRect();
      scrollBy({ top: box.top + place * box.height - innerHeight / 3, behavior: "instant" });
      this.hidden = true;
      this.focusOn([...this.text.children].find((one) => one.getBoundingClientRect().bottom > innerHeight / 3));
    });
  }

  focusOn(paragraph) {
    paragraph.tabIndex = -1;
    paragraph.focus({ preventScroll: true });
    paragraph.addEventListener("blur", () => paragraph.removeAttribute("tabindex"), { once: true });
  }

  moved() {
    this.scrolled = true;
    // Who goes on by himself is not asked again.
    if (scrollY > innerHeight * 0.75) this.hidden = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.note(), 800);
  }

  note() {
    if (!this.scrolled || !store.settings().history) return;
    const box = this.text.getBoundingClientRect();
    store.reached(this.article.address, (innerHeight / 3 - box.top) / box.height, box.bottom <= innerHeight);
  }
}

customElements.define("reading-place", ReadingPlace);
