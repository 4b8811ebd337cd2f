/** <language-link><a lang="ar" href="…">…</a></language-link>: following the link is remembered for the next visit. */
class LanguageLink extends HTMLElement {
  connectedCallback() {
    this.querySelector("a").addEventListener("click", (event) => {
      const secure = location.protocol === "https:" ? "; secure" : "";
      const language = event.currentTarget.lang;
      document.cookie = `django_language=${language}; path=/; max-age=31536000; samesite=lax${secure}`;
    });
  }
}

customElements.define("language-link", LanguageLink);
