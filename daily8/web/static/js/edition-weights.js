/**
 * <edition-weights data-ballot="…" data-failed="…">: the form of weights, out of the page of the ballot; what they
 * choose is fetched as they are moved.
 */
const PAUSE = 150;

class EditionWeights extends HTMLElement {
  async connectedCallback() {
    // Where it cannot be had, the link above it leads to the same.
    const answer = await fetch(this.dataset.ballot).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await Promise.all([...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => this.take(link)));
    this.append(...page.querySelector(".weights__parts").children);
    this.begin();
  }

  /** Take over a sheet that this page has not got; what it is for is shown when it is there. */
  take(link) {
    if (document.querySelector(`link[href="${link.getAttribute("href")}"]`)) return null;
    const own = document.createElement("link");
    own.rel = "stylesheet";
    own.href = link.getAttribute("href");
    document.head.append(own);
    return new Promise((done) => (own.onload = own.onerror = done));
  }

  begin() {
    this.form = this.querySelector("form");
    this.result = this.querySelector(".weights__result");
    this.result.setAttribute("aria-live", "polite");
    this.result.classList.add("weights__result--first");
    this.form.addEventListener("input", () => this.moved());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.moved();
    });
    this.querySelector(".weights__reset").addEventListener("click", (event) => {
      event.preventDefault();
      for (const range of this.ranges()) range.value = range.dataset.usual;
      this.moved();
    });
    // A browser that comes back has kept what was moved, not what was shown for it.
    if ([...this.ranges()].some((range) => range.value !== range.dataset.usual)) this.moved();
  }

  ranges() {
    return this.form.querySelectorAll("input[type=range]");
  }

  moved() {
    for (const range of this.ranges()) this.form.querySelector(`output[for="${range.id}"]`).value = range.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    const address = `${this.form.action}?${new URLSearchParams(new FormData(this.form))}`;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asking.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const words = await answer.text();
      if (this.asking === asking) this.show(words);
    } catch {
      if (!asking.signal.aborted) this.failed(address);
    }
  }

  show(words) {
    this.result.classList.remove("weights__result--first");
    this.result.innerHTML = words;
  }

  /** Say it, and let the words lead to the page of the same weights. */
  failed(address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = this.dataset.failed;
    this.show("");
    this.result.append(link);
  }
}

customElements.define("edition-weights", EditionWeights);
