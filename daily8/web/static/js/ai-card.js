/** <ai-card data-card="…">: what the assistant tells comes into the page. What that takes is fetched on use. */
class AiCard extends HTMLElement {
  connectedCallback() {
    const listen = this.querySelector("li[hidden]");
    if (listen) listen.hidden = false;
    this.addEventListener("click", (event) => {
      const link = event.target.closest(".ai__offers a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      import(this.dataset.card).then(
        (card) => card.open(this, link),
        () => (location.href = link.href),
      );
    });
  }
}

customElements.define("ai-card", AiCard);
