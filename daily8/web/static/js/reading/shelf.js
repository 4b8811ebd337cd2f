import * as store from "./store.js";

/**
 * What this browser keeps beside what the account has: what is to be told, and what is taken over.
 *
 * `known` is what the account had when it was last heard of: {reader, turn, saved, history, choices}, the lines by
 * name. What is here and not known is new; what is known and not here was removed here; what is known and no longer
 * in the account was removed elsewhere.
 */
const AT_ONCE = 200;
const KINDS = ["saved", "history"];
const KEPT = { size: 3, face: "serif", keys: true, history: true };
const COOKIES = { theme: "theme", pictures: "pictures", language: "django_language" };
const UNCHOSEN = { ...KEPT, theme: "", pictures: "", language: "" };

const object = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
const cookie = (name) => new RegExp(`(?:^|; )${name}=([a-z-]+)`).exec(document.cookie)?.[1] ?? "";

/** What is known of this reader's account; what lies in the storage is made into what it should be. */
export const knownOf = (reader) => {
  const known = object(store.account());
  if (known.reader !== reader) return { reader, turn: 0, saved: {}, history: {}, choices: {} };
  const turn = Number.isSafeInteger(known.turn) && known.turn > 0 ? known.turn : 0;
  const [saved, history, choices] = ["saved", "history", "choices"].map((name) => ({ ...object(known[name]) }));
  return { reader, turn, saved, history, choices };
};

const lineOf = ({ address, at, place = 0, done = false }) => [store.keyOf(address), at, Math.round(place * 1000) / 1000, done];
const mayTell = (kind) => kind === "saved" || store.settings().history;
/** Of what is saved only that it is; of what was opened everything. */
const differs = (kind, [, ...line], known) => !known || (kind === "history" && String(line) !== String(known));

const choicesHere = () => {
  const cookies = Object.entries(COOKIES).map(([name, at]) => [name, cookie(at)]);
  return { ...store.settings(), ...Object.fromEntries(cookies) };
};
const changedChoices = (known) =>
  Object.fromEntries(Object.entries(choicesHere()).filter(([name, value]) => value !== (known[name] ?? UNCHOSEN[name])));

/** What the account does not know yet, as much as one message holds; null where that is nothing. */
export const news = (known) => {
  const told = { turn: known.turn, choices: changedChoices(known.choices) };
  let room = AT_ONCE;
  for (const kind of KINDS) {
    const lines = store[kind]().map(lineOf);
    const names = new Set(lines.map(([name]) => name));
    const gone = Object.keys(known[kind]).filter((name) => !names.has(name));
    told[`${kind}_gone`] = gone.slice(0, room);
    room -= told[`${kind}_gone`].length;
    const fresh = mayTell(kind) ? lines.filter((line) => differs(kind, line, known[kind][line[0]])) : [];
    told[kind] = fresh.slice(0, room);
    room -= told[kind].length;
  }
  return room < AT_ONCE || Object.keys(told.choices).length ? told : null;
};

/** The account has taken this; nothing may have been all there was to tell. */
export const noteTold = (known, told, turn) => {
  for (const kind of told ? KINDS : []) {
    for (const name of told[`${kind}_gone`]) delete known[kind][name];
    for (const [name, ...line] of told[kind]) known[kind][name] = line;
  }
  store.noteAccount({ ...known, turn, choices: { ...known.choices, ...told?.choices } });
};

/** Take over what happened to the account elsewhere. */
export const takeOver = (known, answer) => {
  // A turn of the past: the account was put back to what it was, and nothing that is here was removed there.
  if (answer.turn < known.turn) Object.assign(known, { saved: {}, history: {}, choices: {} });
  choose(known, object(answer.choices));
  const lines = Object.fromEntries(KINDS.map((kind) => [kind, linesOf(kind, answer)]));
  const here = Object.fromEntries(KINDS.map((kind) => [kind, store[kind]()]));
  take(known.saved, namesOf("saved", answer), lines.saved, here.saved);
  openedElsewhere(known.history, namesOf("history", answer), lines.history, here.history);
  for (const kind of KINDS) {
    const names = namesOf(kind, answer);
    for (const name of Object.keys(known[kind])) if (!names.has(name)) delete known[kind][name];
    for (const [name, one] of lines[kind]) known[kind][name] = lineOf(one).slice(1);
  }
  store.noteAccount({ ...known, turn: answer.turn });
};

const namesOf = (kind, answer) => new Set(answer[kind].names);
const linesOf = (kind, answer) => new Map(store.cleaned(kind, answer[kind].lines).map((one) => [store.keyOf(one.address), one]));

const take = (known, names, lines, here) => {
  const mine = new Set(here.map((one) => store.keyOf(one.address)));
  for (const { address } of here) {
    const name = store.keyOf(address);
    if (known[name] && !names.has(name)) store.unsave(address);
  }
  const added = [...lines].filter(([name]) => !mine.has(name) && !known[name]);
  if (added.length) store.saveAll(added.map(([, one]) => one));
};

const openedElsewhere = (known, names, lines, here) => {
  const mine = new Set(here.map((one) => store.keyOf(one.address)));
  // One that was opened again since then is new.
  const left = here.filter((one) => {
    const before = known[store.keyOf(one.address)];
    return !before || names.has(store.keyOf(one.address)) || one.at > before[0];
  });
  const merged = left.map((one) => further(one, lines.get(store.keyOf(one.address))));
  const added = [...lines].filter(([name]) => !mine.has(name) && !known[name]).map(([, one]) => one);
  const all = store.cleaned("history", [...merged, ...added]);
  if (JSON.stringify(all) !== JSON.stringify(here)) store.write("history", all);
};

const further = (one, other) =>
  other
    ? { ...one, at: Math.max(one.at, other.at), place: Math.max(one.place, other.place), done: one.done || other.done }
    : one;

/** A choice that was changed here since the account was heard of stays; it is told next. */
const choose = (known, choices) => {
  const mine = known.turn ? changedChoices(known.choices) : {};
  for (const [name, value] of Object.entries(choices)) {
    if (!Object.hasOwn(UNCHOSEN, name) || Object.hasOwn(mine, name)) continue;
    if (Object.hasOwn(KEPT, name)) store.set(name, value);
    else if (/^[a-z]{0,5}$/.test(value)) keepCookie(COOKIES[name], value);
    if (name === "theme") document.documentElement.dataset.theme = value;
  }
  known.choices = choices;
};

const keepCookie = (name, value) => {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${value ? 31536000 : 0}; samesite=lax${secure}`;
};
