/** What the assistant tells, in the page: <ai-part> holds it, asks for more while it is being written, and lights up. */
import { light, show } from "./sentences.js";

const WAITS = [700, 1000, 1500, 2000, 3000, 4000, 5000];
const MOST_TRIES = 60;

class AiPart extends HTMLElement {
  #tries = 0;

  connectedCallback() {
    this.dataset.address ||= location.pathname + location.search;
    this.addEventListener("click", (event) => this.#light(event));
    this.addEventListener("submit", (event) => this.#ask(event));
    this.#waitOn();
  }

  /** Show what there is at the address of a page; tell whether that worked. */
  async load(address) {
    this.dataset.address = address;
    this.#tries = 0;
    this.setAttribute("aria-busy", "true");
    const told = await this.#fetched();
    this.removeAttribute("aria-busy");
    if (told === null) return false;
    this.#put(told);
    return true;
  }

  async #fetched() {
    const { pathname, search } = new URL(this.dataset.address, location.href);
    try {
      const answer = await fetch(`${pathname}/part${search}`);
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  #put(told) {
    if (told !== this.told) {
      const open = [...this.querySelectorAll("details")].map((one) => one.open);
      const typed = this.querySelector("input[name=q]")?.value;
      this.innerHTML = told;
      this.querySelectorAll("details").forEach((one, place) => (one.open = Boolean(open[place])));
      if (typed && this.contains(document.activeElement)) this.querySelector("input[name=q]").value = typed;
    }
    this.told = told;
    this.#waitOn();
  }

  #waitOn() {
    if (!this.querySelector("[data-wait]") || this.#tries >= MOST_TRIES) return;
    setTimeout(async () => {
      if (!this.isConnected) return;
      this.#tries += 1;
      const told = await this.#fetched();
      if (told === null) this.#waitOn();
      else this.#put(told);
    }, WAITS[Math.min(this.#tries, WAITS.length - 1)]);
  }

  #light(event) {
    const link = event.target.closest("a[data-sentence]");
    if (link && new URL(link.href).pathname === location.pathname && show(link)) event.preventDefault();
  }

  async #ask(event) {
    if (!event.target.matches("[data-ask]")) return;
    event.preventDefault();
    const form = event.target;
    const asked = `${new URL(form.action).pathname}?${new URLSearchParams(new FormData(form))}`;
    form.querySelector("button").disabled = true;
    if (!(await this.load(asked))) location.href = asked;
    if (!this.closest("ai-card")) history.replaceState(null, "", asked);
    this.#goOn();
  }

  /** Be ready for the next question; a keyboard on the screen would cover the answer. */
  #goOn() {
    const touched = matchMedia("(pointer: coarse)").matches;
    const place = this.querySelector(touched ? ".ai__question" : "input[name=q]");
    if (touched && place) place.tabIndex = -1;
    place?.focus();
  }
}

customElements.define("ai-part", AiPart);

/** Open what a link of the card leads to beneath it; what is open is closed. */
export async function open(card, link) {
  const before = card.querySelector(".ai__out");
  const again = before && link.getAttribute("aria-expanded") === "true";
  for (const other of card.querySelectorAll("[aria-expanded]")) other.removeAttribute("aria-expanded");
  before?.dispatchEvent(new Event("leave"));
  before?.remove();
  light(null);
  if (again) return;
  link.setAttribute("aria-expanded", "true");
  styled(card.dataset.sheet);
  if (link.pathname.endsWith("/listen")) {
    const { player } = await import("./listening.js");
    const view = await player(card, link);
    if (link.hasAttribute("aria-expanded")) card.append(view);
    return;
  }
  const part = document.createElement("ai-part");
  part.className = "ai__out";
  part.setAttribute("role", "region");
  part.setAttribute("aria-live", "polite");
  part.setAttribute("aria-label", link.textContent.trim());
  part.innerHTML = "<progress class='ai__progress'></progress>";
  part.firstChild.setAttribute("aria-label", card.dataset.loading);
  card.append(part);
  if (!(await part.load(link.href))) location.href = link.href;
}

function styled(sheet) {
  if (document.querySelector(`link[href="${sheet}"]`)) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: sheet });
  document.head.append(link);
}
