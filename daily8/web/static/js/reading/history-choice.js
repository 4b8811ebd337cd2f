import { confirmed } from "./confirm.js";
import * as store from "./store.js";

/** <history-choice>: whether a history is kept, and the way to erase it. */
class HistoryChoice extends HTMLElement {
  connectedCallback() {
    const choice = this.querySelector("input");
    const show = () => (choice.checked = store.settings().history);
    choice.addEventListener("change", () => store.set("history", choice.checked));
    confirmed(this.querySelector("button"), store.eraseHistory);
    store.onChange("settings", show);
    show();
  }
}

customElements.define("history-choice", HistoryChoice);
