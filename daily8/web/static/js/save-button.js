import * as store from "./reading/store.js";

/** <save-button> on a card, or with data-address, data-title ... on a page: keeps the article in this browser. */
class SaveButton extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    if (!store.available() || !store.keyOf(this.article.address)) {
      (this.closest(".share > li") ?? this).remove();
      return;
    }
    this.button = this.querySelector("button") ?? this.appendChild(this.fromTemplate());
    this.button.addEventListener("click", () => this.toggle());
    this.show();
  }

  /** What is kept of the article; a card says it in its own words. */
  get article() {
    if (this.dataset.address) return { ...this.dataset, published: Date.parse(this.dataset.published) };
    const card = this.closest(".card");
    const link = card?.querySelector(".card__title a");
    return {
      address: link?.pathname,
      title: link?.textContent.trim(),
      publisher: card?.querySelector(".card__source")?.textContent.trim(),
      language: link?.closest("[lang]").lang,
      published: Date.parse(card?.querySelector("time")?.dateTime),
    };
  }

  fromTemplate() {
    const button = document.getElementById("save-button").content.firstElementChild.cloneNode(true);
    button.ariaLabel = `${button.textContent.trim()}: ${this.article.title}`;
    return button;
  }

  toggle() {
    const { article } = this;
    if (store.isSaved(article.address)) store.unsave(article.address);
    else if (!store.save(article)) this.refuse();
  }

  refuse() {
    const words = Object.assign(document.createElement("p"), { className: "refusal", role: "alert" });
    words.textContent = document.getElementById("save-button").dataset.full;
    document.body.append(words);
    setTimeout(() => words.remove(), 6000);
  }

  show() {
    this.button?.setAttribute("aria-pressed", store.isSaved(this.article.address));
  }
}

customElements.define("save-button", SaveButton);
store.onChange("saved", () => document.querySelectorAll("save-button").forEach((button) => button.show()));
