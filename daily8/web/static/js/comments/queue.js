/**
 * <moderation-queue data-count data-failed data-hint data-on data-unbannable data-nothing data-left>:
 * the queue by keyboard, without waiting.
 *
 * A decision takes its item away at once and is sent behind the moderator's back; what does not arrive, and what
 * somebody else was quicker with, comes back. More items are fetched before the last is decided on.
 */
// More are fetched where few are left; whoever passes over many does not need more.
const [FEW, MANY] = [10, 400];

const boxOf = (element) => element.getBoundingClientRect();

const isSeen = (item) => boxOf(item).bottom > 0 && boxOf(item).top < innerHeight;

/** Where an item ends: its buttons stand there. */
const endOf = (item) => item.querySelector(".queue__form");

const isEndSeen = (item) => boxOf(endOf(item)).top < innerHeight && boxOf(endOf(item)).bottom > 0;

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

class ModerationQueue extends HTMLElement {
  connectedCallback() {
    this.done = this.querySelector(".queue__done");
    this.told = this.done.querySelector(".queue__told");
    this.list = this.querySelector("ol.queue");
    this.acts = [];
    this.decided = 0;
    this.left = Number(this.dataset.count);
    this.read = new WeakSet();
    this.warned = new WeakSet();
    this.ends = new IntersectionObserver((entries) => this.see(entries));
    this.arrive(this);
    this.addEventListener("submit", (event) => this.submit(event));
    // Before the keys that every page has.
    document.addEventListener("keydown", (event) => this.key(event), { capture: true });
    // What the first key decides on is marked before it is pressed.
    if (document.activeElement === document.body) this.items[0]?.focus({ preventScroll: true });
    this.count(this.left);
  }

  get items() {
    return [...this.querySelectorAll(".queue__item")];
  }

  /** The item that is marked, as long as a moderator sees it. */
  get current() {
    const marked = document.activeElement?.closest(".queue__item");
    return marked && isSeen(marked) ? marked : undefined;
  }

  /** Let items take part: with hints for keys, and watched until their end was seen. */
  arrive(within) {
    for (const hint of within.querySelectorAll(".queue__keys")) hint.hidden = false;
    for (const end of within.querySelectorAll(".queue__item > .queue__form")) this.ends.observe(end);
  }

  see(entries) {
    for (const { target, isIntersecting } of entries) if (isIntersecting) this.read.add(target.closest(".queue__item"));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const banning = this.current?.querySelector(".queue__banning[open]");
    if (event.key === "Escape" && banning) this.cancel(banning);
    else if (event.target.closest?.("input:not([type=radio]), textarea, select") || !this.press(event, banning)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Do what a key says; return whether it says anything. */
  press(event, banning) {
    // Keyboards of other scripts have these keys under other letters.
    const code = event.code.match(/^(?:Key|Digit)(.)$/)?.[1] ?? "";
    const key = (/^[ -~]$/.test(event.key) ? event.key : code).toLowerCase();
    if (banning && /^[1-5]$/.test(code || key)) this.choose(banning, Number(code || key));
    else if (!/^[jkuarsb]$/.test(key)) return false;
    // A key that is held down decides once.
    else if (event.repeat && !/[jk]/.test(key)) return true;
    else if (key === "j" || key === "k") this.move(key === "j" ? 1 : -1);
    else if (key === "u") this.undo();
    else if (!banning) this.act(event.shiftKey && key === "s" ? "S" : key);
    if (banning && /[jk]/.test(key)) banning.open = false;
    return true;
  }

  /** Decide on what is marked; where that is out of sight, or goes on below, show it instead. */
  act(key) {
    const item = this.current;
    if (!item) return this.go(this.items.find(isSeen));
    if (!this.read.has(item) && !isEndSeen(item)) return this.showEnd(item);
    if (this.isNews(item)) return this.say(item.querySelector(".queue__refused").textContent.trim());
    if (key === "b") return this.ask(item);
    // Who has nothing else waiting is decided on alone.
    const button = item.querySelector(`[data-press="${key}"]`) ?? item.querySelector(`[data-press="${key.toLowerCase()}"]`);
    if (button) this.decide(item, button);
  }

  /** Whether somebody else was quicker with an item, and the moderator has not been told at it. */
  isNews(item) {
    const isNew = item.querySelector(".queue__refused") !== null && !this.warned.has(item);
    this.warned.add(item);
    return isNew;
  }

  showEnd(item) {
    endOf(item).scrollIntoView({ block: "end" });
    this.read.add(item);
    this.say(this.dataset.on);
  }

  /** Ask why somebody is banned; the answer is the ban. */
  ask(item) {
    const banning = item.querySelector(".queue__banning");
    if (!banning) return this.say(this.dataset.unbannable);
    banning.open = true;
    banning.querySelector("fieldset").focus({ preventScroll: true });
    banning.scrollIntoView({ block: "nearest" });
  }

  choose(banning, number) {
    const reasons = banning.querySelectorAll("[name=grounds]");
    const words = banning.querySelector("[name=words]");
    reasons[number - 1].checked = true;
    // "Something else" is said in words.
    if (number === reasons.length && !words.value.trim()) words.focus();
    else this.decide(banning.closest(".queue__item"), banning.querySelector("button"));
  }

  cancel(banning) {
    banning.open = false;
    banning.closest(".queue__item").focus();
  }

  move(by) {
    const items = this.items;
    const at = items.indexOf(this.current);
    this.go(at < 0 ? items.find(isSeen) : items[Math.min(items.length - 1, Math.max(0, at + by))]);
  }

  go(item) {
    if (!item) return;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: boxOf(item).height > innerHeight ? "start" : "nearest" });
  }

  submit(event) {
    event.preventDefault();
    if (event.target === this.done) this.undo();
    else this.decide(event.target.closest(".queue__item"), event.submitter);
  }

  async decide(item, button) {
    const sent = new URLSearchParams(new FormData(button.form));
    sent.set(button.name, button.value);
    const act = { places: this.take(item, button.value), item };
    this.acts.push(act);
    const words = this.say(button.dataset.done, true);
    act.sent = this.post(button.form.action, sent);
    const { told, answer } = await act.sent;
    if (!answer) return this.refuse(act, told);
    act.arrived = true;
    act.places.push(...this.taken(answer.taken));
    this.decided += act.places.length;
    // What was told since stays.
    if (this.told.textContent === words && !act.undone) this.say(answer.told, true);
    this.count(answer.left);
    this.more();
  }

  /** Take an item away, with what waits of its writer where a deed takes that too. */
  take(item, deed) {
    const writer = item.dataset.waitsOf;
    const all = writer && ["ban", "spam_all"].includes(deed) ? [...this.querySelectorAll(`[data-waits-of="${writer}"]`)] : [];
    const gone = new Set([item, ...all]);
    const items = this.items;
    const at = items.indexOf(item);
    const next = items.slice(at).find((one) => !gone.has(one)) ?? items.slice(0, at).findLast((one) => !gone.has(one));
    const places = [...gone].map((one) => this.remove(one));
    this.go(next);
    return places;
  }

  remove(item) {
    const [list, after, before] = [item.parentElement, item.previousElementSibling, item.nextElementSibling];
    item.querySelector(".queue__banning[open]")?.removeAttribute("open");
    item.remove();
    return { item, list, after, before };
  }

  /** Take away what the site decided on besides. */
  taken(keys = []) {
    const items = this.items.filter((item) => keys.includes(Number(item.dataset.key)));
    const marked = this.current;
    const places = items.map((item) => this.remove(item));
    if (marked && !marked.isConnected) this.go(this.items[0]);
    return places;
  }

  /** What was not done comes back: as it was, or as somebody else left it, beside what is marked now. */
  refuse(act, told) {
    this.acts = this.acts.filter((one) => one !== act);
    const fresh = told?.items === undefined ? null : [...parsed(told.items).querySelectorAll(".queue__item")];
    this.put(act.places);
    if (fresh && act.item.isConnected) act.item.replaceWith(...fresh);
    else if (fresh) this.list.prepend(...fresh);
    this.arrive(this);
    if (!this.current) this.go(fresh?.[0] ?? this.items[0]);
    this.count(told?.left ?? this.left);
    this.say(told?.told ?? this.dataset.failed);
  }

  async undo() {
    const act = this.acts.pop();
    // What was done before this page came is taken back by its form.
    if (!act) return this.done.act.value === "0" ? this.say(this.dataset.nothing) : this.done.submit();
    act.undone = true;
    const decided = (await act.sent).answer;
    if (!decided) return;
    const token = this.done.querySelector("[name=csrfmiddlewaretoken]").value;
    const sent = new URLSearchParams({ act: decided.act, csrfmiddlewaretoken: token });
    const { told, answer } = await this.post(this.done.action, sent);
    if (!answer) return told ? this.refuse({ ...act, places: [] }, told) : this.keep(act);
    this.decided -= act.places.length;
    this.put(act.places);
    for (const { item } of act.places) this.renew(item, answer.versions);
    this.go(act.item);
    this.count(answer.left);
    this.say(act.item.dataset.undone);
  }

  /** What could not be taken back can be still. */
  keep(act) {
    this.acts.push({ ...act, undone: false });
    this.say(this.dataset.failed);
  }

  put(places) {
    // What was taken away last comes back first: then each stands where it stood.
    for (const { item, list, after, before } of [...places].reverse()) {
      const next = after?.isConnected ? after.nextSibling : list.firstChild;
      list.insertBefore(item, before?.isConnected ? before : next);
    }
  }

  /** Decide next on what it is since it was put back. */
  renew(item, versions = {}) {
    const version = versions[item.dataset.key];
    if (version) for (const seen of item.querySelectorAll("[name=seen]")) seen.value = version;
  }

  /** Fetch what follows before the last is decided on. */
  async more() {
    const sent = this.acts.filter((act) => !act.arrived).flatMap(({ places }) => places.map(({ item }) => item));
    const has = [...this.items, ...sent];
    if (this.fetching || this.items.length >= Math.min(FEW, this.left) || has.length > MANY) return;
    this.fetching = true;
    const but = has.map((item) => item.dataset.key).join(",");
    const answer = await fetch(`${location.pathname}?but=${but}`).catch(() => null);
    const page = answer?.ok ? parsed(await answer.text()) : null;
    this.fetching = false;
    if (!page) return this.count(this.left);
    const known = new Set(this.items.map((item) => item.id));
    const fresh = [...page.querySelectorAll(".queue__item")].filter((item) => !known.has(item.id));
    this.list.append(...fresh);
    this.arrive(this.list);
    if (!this.current) this.go(fresh[0]);
    this.count(this.left);
  }

  count(left) {
    this.left = left;
    const number = document.querySelector(".queue__count");
    if (number) number.textContent = left;
    const shown = this.querySelector(".queue__left");
    const told = this.dataset.left.replace("{left}", left).replace("{total}", this.decided + left);
    if (shown) shown.textContent = left ? told : "";
    const isEmpty = !this.items.length;
    document.querySelector(".queue__empty").hidden = !isEmpty || left > 0;
    this.querySelector(".queue__more").hidden = !isEmpty || !left;
  }

  say(words, undoable = false) {
    this.done.hidden = false;
    this.done.querySelector("button").hidden = !this.acts.length;
    const told = undoable ? `${words} ${this.dataset.hint}` : words;
    if (this.told.textContent !== told) this.told.textContent = told;
    return told;
  }

  /** Send a form; `answer` is what was done, `told` why nothing was. */
  async post(address, body) {
    const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" }, body }).catch(() => null);
    const isJson = answer?.headers.get("Content-Type")?.startsWith("application/json");
    const told = isJson ? await answer.json() : null;
    return answer?.ok ? { answer: told } : { told };
  }
}

customElements.define("moderation-queue", ModerationQueue);
