/** <kept-age data-at="…" data-words="… {age} …">: how old a kept page is, in the language of the page. */
const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

const age = (at, language) => {
  const seconds = Math.max(60, (Date.now() - at) / 1000);
  const [unit, size] = UNITS.find(([, each]) => seconds >= each);
  return new Intl.RelativeTimeFormat(`${language}-u-nu-latn`).format(-Math.floor(seconds / size), unit);
};

class KeptAge extends HTMLElement {
  static observedAttributes = ["data-at"];

  attributeChangedCallback() {
    const at = Date.parse(this.dataset.at);
    const known = Number.isFinite(at);
    this.textContent = known ? this.dataset.words.replace("{age}", age(at, document.documentElement.lang)) : "";
    this.title = known ? new Date(at).toLocaleString(`${document.documentElement.lang}-u-nu-latn`) : "";
  }
}

customElements.define("kept-age", KeptAge);
