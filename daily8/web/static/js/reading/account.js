import * as store from "./store.js";
import { come, knownOf, leave, news, noteTold, takeOver } from "./shelf.js";

/**
 * Keeps what is kept here and what is in the account of who is signed in alike.
 *
 * Changes are told soon after they are made; without a network they wait, since they are nothing but what differs
 * from what the account is known to have. Who signs out leaves nothing in this browser.
 */
const SOON = 1000;
const PAUSE = 15_000;
const PATIENCE = 3000;
const MINUTE = 60_000;
const MOST_TURNS = 20;
const SIGN_OUT = /\/(?:account|admin)\/logout\/?$/;
const ADDRESS = `/${document.documentElement.lang}/reading/kept`;
const [ASKED, STUCK] = ["daily8.asked", "daily8.stuck"];

let reader = "";
let token = "";
let turn = 0;
let dueAt = 0;
let sent = "";
let timer = 0;
let queue = Promise.resolve();

/** On a page of somebody who is signed in, or one that knows nobody while this browser has somebody's shelf. */
export const begin = async (who) => {
  reader = who ?? (await ask());
  if (!reader) return;
  // What another reader left, whose session ended without a word, is not this one's.
  if (!isOurs()) leave();
  if (!store.account()) come();
  store.onChange("saved", () => within(SOON));
  store.onChange("settings", () => within(SOON));
  // Who reads moves on all the time.
  store.onChange("history", () => within(PAUSE));
  addEventListener("online", () => within(SOON));
  addEventListener("pagehide", last);
  document.addEventListener("visibilitychange", () => document.hidden && last());
  document.addEventListener("submit", leaveWith);
  if (isDue() || (!isStuck() && (document.querySelector("kept-list") || news(knownOf(reader))))) tell();
};

/** Ask whose shelf this is, which of its turns it is, and what shows that a message is this reader's. */
const ask = async () => {
  const answer = await fetch(ADDRESS, { cache: "no-store" });
  if (!answer.ok) return "";
  const found = await answer.json();
  if (!found.reader) leave();
  ({ token, turn } = found);
  sessionStorage.setItem(ASKED, Date.now());
  return found.reader;
};

const isOurs = () => !store.account() || store.account().reader === reader;
/** Where what is told cannot be noted, the same would be told with every page. */
const isStuck = () => sessionStorage.getItem(STUCK) === "true";
const isDue = () => Date.now() - Number(sessionStorage.getItem(ASKED)) > MINUTE;

const within = (milliseconds) => {
  const at = Date.now() + milliseconds;
  if (timer && dueAt <= at) return;
  clearTimeout(timer);
  dueAt = at;
  timer = setTimeout(due, milliseconds);
};
const due = () => {
  timer = 0;
  if (reader && !isStuck() && news(knownOf(reader))) tell();
};

const post = (told, keepalive = false) =>
  fetch(ADDRESS, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(told),
    keepalive,
  });

/** One tab at a time, where the browser can tell (it cannot on plain http), and within a tab one after another. */
const tell = () => {
  const alone = async () => (navigator.locks ? navigator.locks.request("daily8.account", inTurns) : inTurns());
  queue = queue.then(alone).catch(() => {});
  return queue;
};

const inTurns = async () => {
  // Who is not signed in any more is forgotten; somebody else has a page of his own.
  if (reader && (await ask()) !== reader) reader = "";
  if (!reader || !isOurs()) return;
  const noted = Boolean(store.account()) || store.noteAccount({ reader, turn: 0 });
  sessionStorage.setItem(STUCK, !(noted && (await exchange())));
};

/** Tell and hear until both are alike; false where there is no room to note that they are. */
const exchange = async () => {
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const known = knownOf(reader);
    const anew = known.short && !turns;
    const told = anew ? { turn: 0 } : news(known);
    if (!told && turn === known.turn) return true;
    const noted = JSON.stringify(store.account());
    const answer = await post(told ?? { turn: known.turn });
    if (!answer.ok) return true;
    const heard = await answer.json();
    // Somebody may have signed out meanwhile, or somebody else signed in, or the note been given up.
    if (!reader || JSON.stringify(store.account()) !== noted) return true;
    ({ turn } = heard);
    if (!(heard.behind ? takeOver(known, heard) : noteTold(known, anew ? null : told, turn))) return false;
  }
  return true;
};

/** The page goes: what is not told yet is sent without waiting for an answer, and told again if it was not heard. */
const last = () => {
  const told = reader && isOurs() && !isStuck() && news(knownOf(reader));
  if (!told || !token || JSON.stringify(told) === sent) return;
  sent = JSON.stringify(told);
  post(told, true).catch(() => {});
};

const leaveWith = (event) => {
  const form = event.target;
  if (!SIGN_OUT.test(new URL(form.getAttribute("action") || location.href, location.href).pathname)) return;
  event.preventDefault();
  tellAndLeave()
    .catch(() => {})
    .finally(() => form.submit());
};

const tellAndLeave = async () => {
  try {
    if (news(knownOf(reader))) await Promise.race([tell(), new Promise((done) => setTimeout(done, PATIENCE))]);
  } finally {
    reader = "";
    clearTimeout(timer);
    leave();
  }
};
