import * as store from "./reading/store.js";

/** <… data-visits="name of the list" data-new="New …">: cards newer than the reader's last visit are marked. */
const VISIT = 30 * 60 * 1000;
const writtenAt = (card) => Date.parse(card.querySelector("time")?.dateTime) || 0;

/** Begin a visit or go on with one; return when the newest card appeared that the last visit saw. */
const visit = (list, cards) => {
  const before = store.visitOf(list);
  const now = Date.now();
  const newest = Math.min(now, Math.max(0, ...cards.map(writtenAt)));
  const goesOn = before && now - before.at < VISIT;
  // On the first visit everything is new, and nothing is marked.
  const since = before ? (goesOn ? before.since : before.newest) : now;
  store.noteVisit({ list, since, newest: Math.max(newest, before?.newest ?? 0), at: now });
  return since;
};

const mark = (card, words) => {
  const sign = Object.assign(document.createElement("span"), { className: "card__new" });
  sign.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: words }));
  card.querySelector(".card__words").prepend(sign);
};

for (const list of document.querySelectorAll("[data-visits]")) {
  const cards = () => [...list.querySelectorAll(".card:not(:has(.card__new))")];
  const since = visit(list.dataset.visits, cards());
  const markAll = () => {
    for (const card of cards()) {
      const opened = store.wasOpened(card.querySelector(".card__title a").pathname);
      if (writtenAt(card) > since && !opened) mark(card, list.dataset.new);
    }
  };
  const unmark = () => {
    for (const sign of list.querySelectorAll(".card__new")) {
      if (store.wasOpened(sign.closest(".card").querySelector(".card__title a").pathname)) sign.remove();
    }
  };
  markAll();
  store.onChange("history", unmark);
  new MutationObserver(markAll).observe(list, { childList: true });
}
