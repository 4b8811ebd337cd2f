/** <edition-weights data-failed="…">: a form of weights; what they choose is fetched as they are moved. */
const PAUSE = 150;

class EditionWeights extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.result = this.querySelector("[aria-live]");
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
