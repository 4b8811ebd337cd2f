/** <copy-link data-done="…"><a href="…">…</a><span role="status"></span></copy-link>: the link copies itself. */
class CopyLink extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!navigator.clipboard) return;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      navigator.clipboard.writeText(link.href).then(() => this.say(this.dataset.done));
    });
  }

  say(words) {
    const status = this.querySelector("[role=status]");
    status.textContent = words;
    setTimeout(() => (status.textContent = ""), 4000);
  }
}

customElements.define("copy-link", CopyLink);
