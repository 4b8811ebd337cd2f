/**
 * <comments-section data-failed data-count data-address>: what is done with a comment is done in its place.
 *
 * A link's page gives its form, which is sent from here; what comes back gives the thread. Without scripts both are
 * pages. Where there is an address, it is asked once a minute how many comments there are.
 */
const EVERY = 60_000;
const TOLD = ".comment__told";
let forms = 0;

const pageOf = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

/** A form has names for its parts that no other on the page has. */
const alone = (form) => {
  forms += 1;
  for (const part of form.querySelectorAll("[id]")) part.id += `-${forms}`;
  for (const part of form.querySelectorAll("[for]")) part.htmlFor += `-${forms}`;
  for (const part of form.querySelectorAll("[aria-describedby]")) {
    const ids = part.getAttribute("aria-describedby").split(" ");
    part.setAttribute("aria-describedby", ids.map((id) => `${id}-${forms}`).join(" "));
  }
  return form;
};

const focus = (part) =>
  (part.matches(TOLD) ? part : part.querySelector("textarea, input:not([type=hidden]), button"))?.focus();
/** What a page has for its comment: what became of a report, or the form. */
const partOf = (page) => page.querySelector(TOLD) ?? page.querySelector("form.say");

class CommentsSection extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const cancel = event.target.closest(".comment .say__cancel");
      if (cancel) {
        event.preventDefault();
        return this.close(cancel.closest("form.say"));
      }
      const link = event.target.closest(".comment__tools a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(link);
    });
    this.addEventListener("keydown", (event) => {
      const form = event.target.closest(".comment form.say[data-from]");
      // While a keyboard composes a letter, Escape is its own.
      if (event.key !== "Escape" || !form || event.isComposing) return;
      event.stopPropagation();
      this.close(form);
    });
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(event.target, event.submitter);
    });
    if (this.dataset.address) this.timer = setInterval(() => this.ask(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  /** Take a form away; what was typed in it stays for the next time. */
  close(form) {
    form.hidden = true;
    [...form.closest(".comment").querySelectorAll(".comment__tools a")]
      .find((link) => link.pathname === form.dataset.from)
      ?.focus();
  }

  async open(link) {
    const comment = link.closest(".comment");
    const opened = comment.querySelector(`:is(.say, ${TOLD})[data-from="${link.pathname}"]`);
    if (opened && !opened.hidden && opened.matches("form")) return this.close(opened);
    if (opened) {
      opened.hidden = false;
      return focus(opened);
    }
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    const form = await fetch(link.href)
      .then(pageOf)
      .then(partOf)
      .catch(() => null);
    link.ariaBusy = null;
    // Who must sign in first, or may not, is told so on a page.
    if (!form) return location.assign(link.href);
    form.dataset.from = link.pathname;
    comment.append(alone(document.adoptNode(form)));
    focus(form);
  }

  async send(form, button) {
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const known = new Set([...this.querySelectorAll(".comment")].map((comment) => comment.id));
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    form.ariaBusy = null;
    const refused = [422, 429].includes(answer?.status);
    // Who is signed out by now, or signed in anew, is told so by the title of a page.
    const why = answer?.status === 403 ? (await pageOf(answer)).querySelector(".notice__title") : null;
    if (!answer || (!answer.ok && !refused)) return this.failed(form, why?.textContent.trim());
    const page = await pageOf(answer);
    const next = refused ? page.querySelector("form.say") : page.querySelector(TOLD);
    if (next) {
      const whole = form.closest(TOLD) ?? form;
      next.dataset.from = whole.dataset.from ?? "";
      whole.replaceWith(alone(document.adoptNode(next)));
      return focus(next);
    }
    this.show(page.querySelector(".thread"), form, known, button);
  }

  /** Put the thread as it is now into its place, and go on where the reader was. */
  show(thread, form, known, button) {
    if (!thread) return location.reload();
    const id = form.closest(".comment").id;
    form.closest(".thread").replaceWith(document.adoptNode(thread));
    const added = [...thread.querySelectorAll(".comment")].find((comment) => !known.has(comment.id));
    const comment = added && form.classList.contains("say") ? added : document.getElementById(id);
    const place = button?.classList.contains("comment__vote") ? comment?.querySelector(".comment__vote") : comment;
    if (!place) return;
    if (place === comment) place.tabIndex = -1;
    place.focus();
  }

  failed(form, why) {
    const words = form.querySelector(".say__error") ?? document.createElement("p");
    words.className = "say__error";
    words.role = "alert";
    words.textContent = why ? `${why}. ${this.dataset.failed}` : this.dataset.failed;
    form.prepend(words);
  }

  async ask() {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(this.dataset.address).catch(() => null);
    if (!answer?.ok) return;
    const more = (await answer.json()).count - Number(this.dataset.count);
    const told = this.querySelector(".comments__new");
    if (!(more > 0) || !told) return;
    told.querySelector("span").textContent = more;
    told.hidden = false;
  }
}

customElements.define("comments-section", CommentsSection);
