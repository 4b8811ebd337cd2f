import { rememberSearch, searches } from "./reading/store.js";

/** <search-box data-suggestions="…" data-results="…"> around an input: suggests while one types; arrows choose. */
const PAUSE = 120;
const LEAST = 2;
const MOST_RECENT = 5;

class SearchBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = Object.assign(document.createElement("ul"), { id: "suggestions", className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.append(this.list);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.close();
    if (this.input.value) rememberSearch(this.input.value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    // Not when the page gives it the focus: nobody asked yet.
    this.input.addEventListener("click", () => this.input.value || this.show(this.recent("")));
    this.input.addEventListener("blur", () => this.close());
    // Before the box loses the focus, and the list with it.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const typed = this.input.value.trim();
    this.asked = typed;
    if (typed.length < LEAST) return this.show(this.recent(typed));
    try {
      const answer = await fetch(`${this.dataset.suggestions}?q=${encodeURIComponent(typed)}`);
      const { suggestions } = await answer.json();
      // What was asked before may be answered after.
      if (this.asked === typed) this.show([...this.recent(typed), ...suggestions]);
    } catch {
      // Without a network there is what was looked for before.
      if (this.asked === typed) this.show(this.recent(typed));
    }
  }

  /** What was looked for before and begins so. */
  recent(typed) {
    const begun = searches().filter((words) => words !== typed && words.startsWith(typed));
    return begun.slice(0, MOST_RECENT).map((words) => ({
      name: words,
      language: "",
      address: `${this.dataset.results}?q=${encodeURIComponent(words)}`,
    }));
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    // What is chosen stays so when a later answer has it too.
    const chosen = this.list.hidden ? undefined : this.list.children[this.chosen]?.dataset.address;
    this.list.replaceChildren(...suggestions.map((one, number) => this.option(one, number)));
    this.mark(suggestions.findIndex(({ address }) => address === chosen));
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  option({ name, language, address }, number) {
    const option = Object.assign(document.createElement("li"), { id: `suggestion-${number}`, dir: "auto" });
    if (language) option.lang = language;
    option.setAttribute("role", "option");
    option.dataset.address = address;
    option.textContent = name;
    return option;
  }

  key(event) {
    if (event.key === "ArrowDown" && this.list.hidden && !this.input.value) this.show(this.recent(""));
    const options = [...this.list.children];
    if (this.list.hidden || !options.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      // Beyond the last one is the box itself.
      this.mark(((this.chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.go(options[this.chosen]);
    }
  }

  mark(number) {
    this.chosen = number;
    for (const [place, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(place === number));
    }
    const id = this.list.children[number]?.id;
    if (id) this.input.setAttribute("aria-activedescendant", id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  go(option) {
    if (option) location.assign(option.dataset.address);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("search-box", SearchBox);
