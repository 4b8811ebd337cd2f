import { help } from "./help.js";
import * as store from "./store.js";

/** What the keys do: j and k walk, o opens, s saves, / searches, ? helps. */
const PLACES = ".card, .timeline__line, .headline, .line, .next, .prose :is(h2, h3)";

const current = () => document.activeElement?.closest(PLACES);

/** The place in the middle of what is seen, for who begins to walk. */
const nearest = (places, step) => {
  const found = places.findIndex((one) => one.getBoundingClientRect().top >= innerHeight / 4);
  return (found < 0 ? places.length : found) - (step > 0 ? 1 : 0);
};

const walk = (step) => {
  const places = [...document.querySelectorAll(PLACES)].filter((one) => one.checkVisibility());
  const here = places.indexOf(current());
  const place = places[(here < 0 ? nearest(places, step) : here) + step];
  if (!place) return;
  const target = place.querySelector("a") ?? place;
  if (target === place) place.tabIndex = -1;
  target.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
};

const search = () => {
  const box = document.querySelector("[data-search]");
  if (box) box.focus();
  else document.querySelector(".masthead__search")?.click();
};

const words = Object.assign(document.createElement("p"), { className: "hidden", ariaLive: "polite" });
document.body.append(words);

/** Save what has the focus, or the page; where the focus is elsewhere, the change is said. */
const save = () => {
  const button = current()?.querySelector("save-button") ?? document.querySelector(".share save-button");
  if (!button) return;
  button.toggle();
  const { saved, unsaved } = document.getElementById("save-button").dataset;
  words.textContent = store.isSaved(button.article.address) ? saved : unsaved;
};

const ACTS = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => current()?.querySelector("a")?.click(),
  s: save,
  "/": search,
  "?": help,
};

/** Do what this key does. */
export const does = (key) => ACTS[key]();
