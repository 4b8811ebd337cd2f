import * as store from "./store.js";

/** <kept-list data-kind="saved"|"history">: lists what is kept; what is removed can be put back where it was. */
const PART = 50;
const locale = document.documentElement.lang === "en" ? "en-GB" : `${document.documentElement.lang}-u-nu-latn`;
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
const part = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const WAYS = {
  saved: { all: store.saved, remove: store.unsave, restore: store.save },
  history: { all: store.history, remove: store.forget, restore: store.remember },
};
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur", "ps", "ku", "yi"];

const fromTemplate = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);
const inItsLanguage = (element, { title, language }) => {
  element.textContent = title;
  element.dir = language ? (RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr") : "auto";
  if (language) element.lang = language;
};

class KeptList extends HTMLElement {
  connectedCallback() {
    this.ways = WAYS[this.dataset.kind];
    this.removed = new Map();
    this.size = PART;
    this.more = this.querySelector(".lines__more");
    this.more.addEventListener("click", () => this.grow());
    // Before the list is shown anew: what is erased cannot be put back.
    addEventListener("daily8:erased", ({ detail }) => detail.includes(this.dataset.kind) && this.removed.clear());
    store.onChange(this.dataset.kind, () => this.show());
    this.show();
  }

  show() {
    const kept = this.ways.all();
    for (const one of kept) this.removed.delete(store.keyOf(one.address));
    const all = [...kept, ...this.removed.values()].sort((a, b) => b.at - a.at);
    this.querySelector("ol").replaceChildren(...all.slice(0, this.size).map((one) => this.line(one)));
    this.querySelector(".reading__empty").hidden = all.length > 0;
    this.more.hidden = all.length <= this.size;
  }

  line(one) {
    const key = store.keyOf(one.address);
    const line = this.removed.has(key) ? this.removedLine(one) : this.keptLine(one);
    line.dataset.key = key;
    return line;
  }

  keptLine(one) {
    const line = fromTemplate("line");
    const link = line.querySelector("a");
    const time = line.querySelector("time");
    link.href = one.address;
    inItsLanguage(link, one);
    line.querySelector(".line__publisher").textContent = one.publisher;
    const moment = new Date(this.dataset.kind === "saved" && one.published ? one.published : one.at);
    time.dateTime = moment.toISOString();
    time.textContent = day.format(moment);
    line.querySelector(".line__place").textContent = this.place(one);
    this.act(line, one, () => {
      this.removed.set(line.dataset.key, one);
      this.ways.remove(one.address);
    });
    return line;
  }

  removedLine(one) {
    const line = fromTemplate("removed");
    line.querySelector(".line__words").textContent = this.dataset.removed;
    inItsLanguage(line.querySelector(".line__name"), one);
    this.act(line, one, () => this.ways.restore(one));
    return line;
  }

  /** The line's button does this, and the line that comes in its place has the focus. */
  act(line, one, does) {
    const button = line.querySelector(".line__act");
    button.ariaLabel = `${button.textContent.trim()}: ${one.title}`;
    button.addEventListener("click", () => {
      does();
      this.querySelector(`[data-key="${line.dataset.key}"] .line__act`)?.focus();
    });
  }

  place({ place, done, finished }) {
    if (done) return this.dataset.done.replace("{day}", day.format(new Date(finished)));
    return place > 0.05 ? this.dataset.place.replace("{part}", part.format(place)) : "";
  }

  grow() {
    const first = this.size;
    this.size += PART;
    this.show();
    this.querySelectorAll("li")[first]?.querySelector("a, button").focus();
  }
}

customElements.define("kept-list", KeptList);
