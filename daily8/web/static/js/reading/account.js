import * as store from "./store.js";
import { knownOf, news, noteTold, takeOver } from "./shelf.js";

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
const ASKED = "daily8.asked";

let reader = "";
let token = "";
let turn = 0;
let dueAt = 0;
let sent = "";
let timer = 0;

/** On a page of somebody who is signed in, or one that knows nobody while this browser has somebody's shelf. */
export const begin = async (who) => {
  reader = who ?? (await ask());
  if (!reader) return;
  // What another reader left, whose session ended without a word, is not this one's.
  if (!isOurs()) store.leave();
  store.onChange("saved", () => within(SOON));
  store.onChange("settings", () => within(SOON));
  // Who reads moves on all the time.
  store.onChange("history", () => within(PAUSE));
  addEventListener("online", () => within(SOON));
  addEventListener("pagehide", last);
  document.addEventListener("visibilitychange", () => document.hidden && last());
  document.addEventListener("submit", leaveWith);
  if (document.querySelector("kept-list") || isDue() || news(knownOf(reader))) tell();
};

/** Ask whose shelf this is, which of its turns it is, and what shows that a message is this reader's. */
const ask = async () => {
  const answer = await fetch(ADDRESS, { cache: "no-store" });
  if (!answer.ok) return "";
  const found = await answer.json();
  if (!found.reader) store.leave();
  ({ token, turn } = found);
  sessionStorage.setItem(ASKED, Date.now());
  return found.reader;
};

const isOurs = () => !store.account() || store.account().reader === reader;
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
  if (reader && news(knownOf(reader))) tell();
};

const post = (told, keepalive = false) =>
  fetch(ADDRESS, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(told),
    keepalive,
  });

/** One tab at a time. */
const tell = () => navigator.locks.request("daily8.account", inTurns).catch(() => {});

const inTurns = async () => {
  // Who is not signed in any more is forgotten; somebody else has a page of his own.
  if (reader && (await ask()) !== reader) reader = "";
  for (let turns = 0; reader && isOurs() && turns < MOST_TURNS; turns += 1) {
    const known = knownOf(reader);
    const told = news(known);
    if (!told && turn === known.turn && store.account()) return;
    const answer = await post(told ?? { turn: known.turn });
    if (!answer.ok) return;
    const heard = await answer.json();
    // Somebody may have signed out meanwhile, in this tab or in another, or somebody else have signed in.
    if (!reader || !isOurs() || (known.turn && !store.account())) return;
    ({ turn } = heard);
    if (heard.behind) takeOver(known, heard);
    else noteTold(known, told, turn);
  }
};

/** The page goes: what is not told yet is sent without waiting for an answer, and told again if it was not heard. */
const last = () => {
  const told = reader && isOurs() && news(knownOf(reader));
  if (!told || !token || JSON.stringify(told) === sent) return;
  sent = JSON.stringify(told);
  post(told, true).catch(() => {});
};

const leaveWith = async (event) => {
  const form = event.target;
  if (!SIGN_OUT.test(new URL(form.getAttribute("action") || location.href, location.href).pathname)) return;
  event.preventDefault();
  if (news(knownOf(reader))) await Promise.race([tell(), new Promise((done) => setTimeout(done, PATIENCE))]);
  reader = "";
  clearTimeout(timer);
  store.leave();
  form.submit();
};
