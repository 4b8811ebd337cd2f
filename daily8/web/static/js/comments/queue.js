/**
 * <moderation-queue data-decide data-undo data-failed data-undone>: the queue by keyboard, without waiting.
 *
 * A decision takes its item away at once and is sent behind the moderator's back; what does not arrive comes back.
 */
const KEYS = { a: "approve", r: "reject", s: "spam", b: "ban" };

const isSeen = (item) => {
  const { top, bottom } = item.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

class ModerationQueue extends HTMLElement {
  connectedCallback() {
    this.done = this.querySelector(".queue__done");
    this.acts = [];
    this.sending = 0;
    const keys = this.querySelector(".queue__keys");
    if (keys) keys.hidden = false;
    this.addEventListener("submit", (event) => this.submit(event));
    // Before the keys that every page has.
    document.addEventListener("keydown", (event) => this.key(event), { capture: true });
    // What the first key decides on is marked before it is pressed.
    if (document.activeElement === document.body) this.items[0]?.focus({ preventScroll: true });
  }

  get items() {
    return [...this.querySelectorAll(".queue__item")];
  }

  /** The item that is marked, as long as a moderator sees it. */
  get current() {
    const marked = document.activeElement?.closest(".queue__item");
    return marked && isSeen(marked) ? marked : undefined;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    // Keyboards of other scripts have these keys under other letters.
    const key = /^[ -~]$/.test(event.key) ? event.key.toLowerCase() : (event.code.match(/^Key(.)$/)?.[1] ?? "").toLowerCase();
    if (key === "j" || key === "k") this.move(key === "j" ? 1 : -1);
    else if (key === "u") this.undo();
    else if (KEYS[key]) this.act(KEYS[key]);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Decide on what is marked; where that is out of sight, mark what is seen instead. */
  act(deed) {
    if (this.current) this.decide(this.current, deed);
    else this.go(this.items.find(isSeen));
  }

  move(by) {
    const items = this.items;
    const at = items.indexOf(this.current);
    this.go(at < 0 ? items.find(isSeen) : items[Math.min(items.length - 1, Math.max(0, at + by))]);
  }

  go(item) {
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }

  submit(event) {
    event.preventDefault();
    if (event.target === this.done) this.undo();
    else this.decide(event.target.closest(".queue__item"), event.submitter.value);
  }

  async decide(item, deed) {
    const button = item?.querySelector(`button[value=${deed}]`);
    if (!button) return;
    const before = item.nextElementSibling;
    const list = item.parentElement;
    item.remove();
    this.go(before ?? list.lastElementChild);
    const act = { item, list, before, words: button.textContent.trim() };
    this.acts.push(act);
    this.say(`${act.words}: ${item.querySelector(".comment__name")?.textContent ?? ""}`);
    act.sent = this.post(this.dataset.decide, { comment: item.dataset.comment, deed });
    const answer = await act.sent;
    if (answer) return this.count(answer.left);
    this.acts = this.acts.filter((one) => one !== act);
    this.put(act);
    this.say(this.dataset.failed);
  }

  async undo() {
    const act = this.acts.pop();
    // What was done before this page came is taken back by its form.
    if (!act) return this.done.hidden || this.done.act.value === "0" ? undefined : this.done.submit();
    const sent = await act.sent;
    const answer = sent && (await this.post(this.dataset.undo, { act: sent.act }));
    if (!answer) return this.say(this.dataset.failed);
    this.put(act);
    this.count(answer.left);
    this.say(this.dataset.undone);
  }

  put({ item, list, before }) {
    list.insertBefore(item, before?.isConnected ? before : null);
    this.go(item);
  }

  count(left) {
    const number = document.querySelector(".queue__count");
    if (number) number.textContent = left;
    // The next ones are fetched once these are decided on, and that has arrived.
    if (!this.items.length && left && !this.sending) location.assign(location.pathname);
    const empty = document.querySelector(".queue__empty");
    empty.hidden = this.items.length > 0;
  }

  say(words) {
    this.done.hidden = false;
    this.done.querySelector("button").hidden = !this.acts.length;
    this.done.querySelector(".queue__told").textContent = words;
  }

  async post(address, told) {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    this.sending += 1;
    const answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams(told),
    }).catch(() => null);
    this.sending -= 1;
    return answer?.ok ? answer.json() : null;
  }
}

customElements.define("moderation-queue", ModerationQueue);
