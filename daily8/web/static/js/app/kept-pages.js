/** <kept-pages>: what this device can show without a connection, as the worker tells it. */
import "./kept-age.js";

const ask = (worker, language) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ kind: "list", language }, [port2]);
  });

class KeptPages extends HTMLElement {
  async connectedCallback() {
    // The page that was asked for stands at this address as soon as it can be had.
    addEventListener("online", () => location.reload());
    const worker = navigator.serviceWorker?.controller;
    const kept = worker ? await ask(worker, document.documentElement.lang) : {};
    for (const section of this.querySelectorAll("[data-kind]")) this.fill(section, kept[section.dataset.kind] ?? []);
    this.querySelector(".kept__none").hidden = Boolean(this.querySelector("li"));
  }

  fill(section, pages) {
    section.hidden = !pages.length;
    const [list, template] = [section.querySelector("ul"), section.querySelector("template")];
    for (const { address, at, title } of pages) {
      const item = template.content.cloneNode(true);
      const link = item.querySelector("a");
      link.textContent = title;
      // A path of this site, whatever lies in the store.
      link.href = new URL(address, location.origin).pathname + new URL(address, location.origin).search;
      item.querySelector("kept-age").dataset.at = at ?? "";
      list.append(item);
    }
  }
}

customElements.define("kept-pages", KeptPages);
