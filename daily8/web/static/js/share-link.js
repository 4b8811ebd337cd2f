/** <share-link data-title="…"> around a mail link: where the system can share, the link opens its sheet. */
class ShareLink extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!navigator.share) return;
    link.textContent = this.dataset.share;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      // Closing the sheet rejects too, and is no error.
      navigator.share({ title: this.dataset.title, url: this.dataset.address }).catch(() => {});
    });
  }
}

customElements.define("share-link", ShareLink);
