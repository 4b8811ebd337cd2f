import * as store from "./reading/store.js";

/** <new-since data-list data-address hidden>: shows what is new in a story since the reader was there last. */
const VISIT = 30 * 60 * 1000;

/** Begin a visit or go on with one; return when the reader had left before it, 0 on the first. */
const visit = (list) => {
  const before = store.visitOf(list);
  const now = Date.now();
  const goesOn = before && now - before.at < VISIT;
  const since = before ? (goesOn ? before.since : before.at) : 0;
  store.noteVisit({ list, since, newest: now, at: now });
  return since;
};

class NewSince extends HTMLElement {
  async connectedCallback() {
    if (!store.settings().history) return;
    const since = visit(this.dataset.list.replace(/^\/[a-z]{2,3}(?=\/)/, ""));
    // Who comes from an alert is told above what it told.
    if (!since || "told" in this.dataset) return;
    try {
      const answer = await fetch(`${this.dataset.address}?since=${since}`);
      const part = answer.ok ? (await answer.text()).trim() : "";
      if (!part) return;
      this.innerHTML = part;
      this.hidden = false;
    } catch {
      // Without a network the story stands there as it is.
    }
  }
}

customElements.define("new-since", NewSince);
