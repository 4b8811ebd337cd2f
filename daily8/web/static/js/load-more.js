/** <load-more data-loading data-failed data-added><a rel="next">: the link adds the next page below, see reading/pages.js. */
class LoadMore extends HTMLElement {
  connectedCallback() {
    const [how] = performance.getEntriesByType("navigation");
    // Who comes back finds what was added before.
    if (how?.type !== "navigate" && history.state?.more) this.pages("restore");
    this.addEventListener("click", (event) => {
      // A modified click opens a tab; and what failed once is left to the browser, which can say why.
      if (event.ctrlKey || event.metaKey || event.shiftKey || this.failed) return;
      event.preventDefault();
      if (this.ariaBusy !== "true") this.pages("load", event.detail === 0);
    });
  }

  async pages(does, ...how) {
    this.say("loading", true);
    try {
      await (await import("./reading/pages.js"))[does](this, ...how);
      this.say("added");
    } catch {
      this.failed = true;
      this.say("failed");
    }
  }

  say(what, busy = false) {
    this.ariaBusy = String(busy);
    this.querySelector("[aria-live]").textContent = this.dataset[what];
  }
}

customElements.define("load-more", LoadMore);
