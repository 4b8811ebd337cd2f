/** <theme-switch> around the form that changes the theme: the change shows at once, without a new page. */
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      const theme = event.submitter.value;
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
      document.documentElement.dataset.theme = theme;
      this.querySelector(`button:not([value="${theme}"])`).focus();
    });
  }
}

/** The browser's own bars follow, whoever changes the theme. */
const colourBars = () => {
  const { backgroundColor } = getComputedStyle(document.documentElement);
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = backgroundColor;
};
new MutationObserver(colourBars).observe(document.documentElement, { attributeFilter: ["data-theme"] });

customElements.define("theme-switch", ThemeSwitch);
